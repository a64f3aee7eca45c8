package dev.mlpc.compiler.diagnostic;

/**
 * One line of a source and the carets below it, cut to a width around the carets.
 *
 * @param code the line, visible
 * @param carets blanks and carets, as long as they need be
 */
record Excerpt(String code, String carets) {
  private static final String CUT = "…";

  /**
   * @param from offset of the first marked character, within the line or at its end
   * @param to offset after the last marked character; the same as {@code from} marks a position
   * @param width the most columns that the code may take
   */
  static Excerpt of(String text, int start, int end, int from, int to, int width) {
    StringBuilder code = new StringBuilder();
    int[] columns = new int[end - start + 1];
    int column = 0;
    int at = start;
    while (at < end) {
      columns[at - start] = column;
      int character = text.codePointAt(at);
      // A pair never reaches beyond the line: what ends a line is no part of a pair.
      int length = Character.charCount(character);
      if (length == 2) {
        columns[at + 1 - start] = column;
      }
      String visible = VisibleText.inLine(character, column);
      code.append(visible);
      column += VisibleText.width(visible);
      at += length;
    }
    columns[end - start] = column;
    int first = columns[from - start];
    int last = Math.max(first + 1, columns[to - start]);
    return cut(code.toString(), column, first, last, width);
  }

  /** Leaves what is around the first caret, and says where something is left out. */
  private static Excerpt cut(String code, int columns, int first, int last, int width) {
    if (Math.max(columns, first + 1) <= width) {
      return new Excerpt(code.stripTrailing(), " ".repeat(first) + "^".repeat(last - first));
    }
    int left = Math.max(0, Math.min(first - width / 3, Math.max(columns, first + 1) - width));
    int right = left + width;
    int before = left > 0 ? 1 : 0;
    int after = columns > right ? 1 : 0;
    String shown = columns(code, left + before, right - after);
    int caretEnd = Math.min(last, right - after);
    return new Excerpt(
        CUT.repeat(before) + shown.stripTrailing() + CUT.repeat(after),
        " ".repeat(first - left) + "^".repeat(Math.max(1, caretEnd - first)));
  }

  /** The part of a visible text between two columns; half a wide character is a blank. */
  private static String columns(String code, int from, int to) {
    StringBuilder part = new StringBuilder();
    int column = 0;
    for (int character : code.codePoints().toArray()) {
      String one = Character.toString(character);
      int next = column + VisibleText.width(one);
      if (column >= from && next <= to) {
        part.append(one);
      } else if (column < to && next > from) {
        part.append(" ".repeat(Math.min(next, to) - Math.max(column, from)));
      }
      column = next;
    }
    return part.toString();
  }
}
