package dev.mlpc.compiler.diagnostic;

import java.util.Arrays;

/**
 * Finds lines and columns in a source. A line ends at {@code \n}, {@code \r\n} or {@code \r}; the
 * text after the last of them is a line too, so that an empty text has one.
 */
public final class LineIndex {
  private final String text;

  /** Where each line starts. */
  private final int[] starts;

  public LineIndex(Source source) {
    this.text = source.text();
    this.starts = starts(text);
  }

  private static int[] starts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      if (endsLine(text, i)) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  /**
   * A place as people count: the first line is 1, and so is the first column; a character outside
   * the basic plane is one column, and so is a tab.
   */
  public record Position(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  public Position position(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found + 1 : -found - 1;
    return new Position(line, text.codePointCount(start(line), offset) + 1);
  }

  public int lines() {
    return starts.length;
  }

  /** The offset of a line's first character. */
  public int start(int line) {
    return starts[line - 1];
  }

  /** The offset after a line's last character, before what ends the line. */
  public int end(int line) {
    int end = line == starts.length ? text.length() : starts[line];
    while (end > start(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }
}
