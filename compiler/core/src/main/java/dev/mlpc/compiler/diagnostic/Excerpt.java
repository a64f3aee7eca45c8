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
   * @param start offset of the line's first character
   * @param end offset after the line's last character
   * @param from offset of the first marked character, within the line or at its end
   * @param to offset after the last marked character; the same as {@code from} marks a position
   * @param width the most columns that the code may take
   */
  static Excerpt of(String text, int start, int end, int from, int to, int width) {
    // A character may be drawn without a column of its own, so more is read than there is room for.
    int first = Math.max(start, from - 2 * width);
    int last = Math.min(end, from + 2 * width);
    boolean moreBefore = first > start;
    boolean moreAfter = last < end;
    Line line = new Line();
    int caretStart = 0;
    int caretEnd = 0;
    int at = first;
    while (at < last) {
      int character = text.codePointAt(at);
      caretStart = at < from ? line.columnAfter(character) : caretStart;
      line.add(character);
      at += Character.charCount(character);
      caretEnd = at <= to ? line.columns : caretEnd;
    }
    caretEnd = Math.max(caretStart + 1, caretEnd);
    return line.cut(caretStart, caretEnd, moreBefore, moreAfter, width);
  }

  /** What is visible of a line, and how wide it is. */
  private static final class Line {
    private final StringBuilder code = new StringBuilder();
    private int columns;

    int columnAfter(int character) {
      return columns + VisibleText.width(VisibleText.inLine(character, columns));
    }

    void add(int character) {
      String visible = VisibleText.inLine(character, columns);
      code.append(visible);
      columns += VisibleText.width(visible);
    }

    /** Leaves what is around the first caret, and says where something is left out. */
    Excerpt cut(int first, int last, boolean moreBefore, boolean moreAfter, int width) {
      int needed = Math.max(columns, first + 1);
      int left = Math.max(0, Math.min(first - width / 3, needed - width));
      int right = left + width;
      int before = left > 0 || moreBefore ? 1 : 0;
      int after = columns > right || moreAfter ? 1 : 0;
      String shown = between(left + before, right - after).stripTrailing();
      int end = Math.min(last, right - after);
      return new Excerpt(
          CUT.repeat(before) + shown + CUT.repeat(after),
          " ".repeat(first - left) + "^".repeat(Math.max(1, end - first)));
    }

    /** The part between two columns; half a wide character is a blank. */
    private String between(int from, int to) {
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
}
