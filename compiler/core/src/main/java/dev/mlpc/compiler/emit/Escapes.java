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
                result.appendCodePoint(isBreak(c) ? ' ' : c);
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
                default -> result.appendCodePoint(isBreak(c) ? ' ' : c);
              }
            });
    return result.toString();
  }

  private static boolean isBreak(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }
}
