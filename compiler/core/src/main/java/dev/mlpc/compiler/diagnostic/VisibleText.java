package dev.mlpc.compiler.diagnostic;

/**
 * Text as a terminal may safely show it. A spec may hold characters that move the cursor, change
 * colours or turn the direction of the writing; they are written as escapes instead.
 */
final class VisibleText {
  private static final int TAB_WIDTH = 4;

  private VisibleText() {}

  /** A message or a name, on one line. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(character -> visible.append(of(character)));
    return visible.toString();
  }

  /** One character. */
  static String of(int character) {
    if (!isHidden(character)) {
      return Character.toString(character);
    }
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          character > Character.MAX_VALUE
              ? "\\u{%x}".formatted(character)
              : "\\u%04x".formatted(character);
    };
  }

  /** One character of a line of code, where a tab reaches to the next stop. */
  static String inLine(int character, int column) {
    return character == '\t' ? " ".repeat(TAB_WIDTH - column % TAB_WIDTH) : of(character);
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** How many columns of a terminal a visible text takes. */
  static int width(String visible) {
    return visible.codePoints().map(VisibleText::width).sum();
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** The blocks that terminals draw two columns wide: East Asian scripts and emoji. */
  private static boolean isWide(int character) {
    return (character >= 0x1100 && character <= 0x115f)
        || (character >= 0x2e80 && character <= 0xa4cf)
        || (character >= 0xac00 && character <= 0xd7a3)
        || (character >= 0xf900 && character <= 0xfaff)
        || (character >= 0xfe30 && character <= 0xfe6f)
        || (character >= 0xff00 && character <= 0xff60)
        || (character >= 0xffe0 && character <= 0xffe6)
        || (character >= 0x1f300 && character <= 0x1f64f)
        || (character >= 0x1f680 && character <= 0x1f6ff)
        || (character >= 0x1f900 && character <= 0x1f9ff)
        || (character >= 0x20000 && character <= 0x3fffd);
  }
}
