package dev.mlpc.compiler.syntax;

/** How messages write what a spec says: between backquotes, and not at any length. */
final class Quote {
  private static final int LONGEST = 40;

  private Quote() {}

  static String of(String text) {
    return "`" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "`";
  }
}
