package dev.mlpc.compiler.diagnostic;

/**
 * The colours of a terminal, or none.
 *
 * @param colour whether there are any
 */
record Ink(boolean colour) {
  private static final String RED = "1;31";
  private static final String YELLOW = "1;33";
  private static final String GREEN = "1;32";
  private static final String CYAN = "1;36";
  private static final String BLUE = "34";
  private static final String BOLD = "1";

  String strong(String text) {
    return in(BOLD, text);
  }

  String severity(Severity severity, String text) {
    return in(severity == Severity.ERROR ? RED : YELLOW, text);
  }

  /** The carets have their diagnostic's colour; the blanks before them need none. */
  String carets(Severity severity, String text) {
    int blanks = text.indexOf('^');
    return text.substring(0, blanks) + severity(severity, text.substring(blanks));
  }

  String note(String text) {
    return in(CYAN, text);
  }

  String help(String text) {
    return in(GREEN, text);
  }

  String margin(String text) {
    return in(BLUE, text);
  }

  private String in(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
