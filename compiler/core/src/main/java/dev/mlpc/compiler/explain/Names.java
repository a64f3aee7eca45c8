package dev.mlpc.compiler.explain;

/** Names of functions, taken apart. */
final class Names {
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

  private Names() {}

  /** {@code g₂′} is g, 2, primed. */
  record Parts(String letter, String number, boolean isPrimed) {}

  static Parts parts(String name) {
    StringBuilder letter = new StringBuilder();
    StringBuilder number = new StringBuilder();
    boolean isPrimed = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int digit = SUBSCRIPTS.indexOf(c);
      if (c == '′') {
        isPrimed = true;
      } else if (digit >= 0) {
        number.append(digit);
      } else {
        letter.append(c);
      }
    }
    return new Parts(letter.toString(), number.toString(), isPrimed);
  }
}
