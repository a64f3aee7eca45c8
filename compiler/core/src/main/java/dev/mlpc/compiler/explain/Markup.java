package dev.mlpc.compiler.explain;

/** Text within HTML, MathML and SVG. */
final class Markup {

  private Markup() {}

  /** Text that stands for itself, in content as in an attribute. */
  static String escape(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\n', '\t' -> result.append(' ');
                default -> {
                  if (c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF)) {
                    result.appendCodePoint(c);
                  }
                }
              }
            });
    return result.toString();
  }
}
