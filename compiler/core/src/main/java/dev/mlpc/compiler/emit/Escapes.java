package dev.mlpc.compiler.emit;

/**
 * Makes a spec's texts harmless in Java. A Unicode escape is read by javac before anything else, in
 * comments too: that of a line feed would end the line and turn what follows into code.
 */
final class Escapes {
  private Escapes() {}

  /** One line of a comment. */
  static String comment(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\') {
                result.append('/');
              } else {
                result.appendCodePoint(isBreak(c) || isLone(c) ? ' ' : c);
              }
            });
    return result.toString();
  }

  /** A paragraph of Javadoc: what HTML and Javadoc would read as theirs is shown as it is. */
  static String documentation(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '@' -> result.append("&#64;");
                case '{' -> result.append("&#123;");
                case '}' -> result.append("&#125;");
                case '\\' -> result.append("&#92;");
                case '*' -> result.append("&#42;");
                case '\n' -> result.append('\n');
                default -> result.appendCodePoint(isBreak(c) || isLone(c) ? ' ' : c);
              }
            });
    return result.toString();
  }

  /**
   * A string literal. JavaPoet's own would be cut in two by a line separator, and would let through
   * the marks that show a line in another order than it is read in.
   */
  static String string(String text) {
    StringBuilder result = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> result.append("\\\"");
        case '\\' -> result.append("\\\\");
        case '\n' -> result.append("\\n");
        case '\r' -> result.append("\\r");
        case '\t' -> result.append("\\t");
        default ->
            result.append(isBreak(c) || Character.isSurrogate(c) ? escape(c) : String.valueOf(c));
      }
    }
    return result.append('"').toString();
  }

  private static String escape(char c) {
    return "\\u%04x".formatted((int) c);
  }

  /** Whether it is half of a character, which no file can hold. */
  private static boolean isLone(int c) {
    return Character.getType(c) == Character.SURROGATE;
  }

  /** Whether a character ends lines, or cannot be seen, or changes how others are seen. */
  private static boolean isBreak(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
