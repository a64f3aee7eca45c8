package dev.mlpc.data;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How cells write numbers: {@code 3}, {@code -0.5}, {@code .5}, {@code 1e-3}; no other way. */
final class Numbers {
  private static final Set<String> NOT_FINITE =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private Numbers() {}

  /**
   * Whether it is a finite number's text. Java's own reader also takes {@code 1d} and {@code
   * 0x1p3}.
   */
  static boolean isNumber(String cell) {
    int at = skipSign(cell, 0);
    int digitsFrom = at;
    at = skipDigits(cell, at);
    int digits = at - digitsFrom;
    if (at < cell.length() && cell.charAt(at) == '.') {
      int fraction = at + 1;
      at = skipDigits(cell, fraction);
      digits += at - fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (at < cell.length() && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
      int exponent = skipSign(cell, at + 1);
      at = skipDigits(cell, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == cell.length();
  }

  /** Whether it says that it is no finite number: NaN or infinity. */
  static boolean isNotFinite(String cell) {
    return NOT_FINITE.contains(cell.toLowerCase(Locale.ROOT));
  }

  /** What to do about a cell that is no number, where its text tells. */
  static Optional<String> remedy(String cell) {
    if (isNotFinite(cell)) {
      return Optional.of("if it means that nothing is known, write `absent = [\"" + cell + "\"];`");
    }
    if (cell.indexOf(',') == cell.lastIndexOf(',') && isNumber(cell.replace(',', '.'))) {
      return Optional.of("write a decimal point, " + cell.replace(',', '.'));
    }
    if (cell.indexOf(',') >= 0 && isNumber(cell.replace(",", ""))) {
      return Optional.of("write it without commas, " + cell.replace(",", ""));
    }
    if (cell.equals("?") || cell.equalsIgnoreCase("na") || cell.equalsIgnoreCase("null")) {
      return Optional.of("if it means that nothing is known, write `absent = [\"" + cell + "\"];`");
    }
    return Optional.empty();
  }

  private static int skipSign(String cell, int at) {
    return at < cell.length() && (cell.charAt(at) == '-' || cell.charAt(at) == '+') ? at + 1 : at;
  }

  private static int skipDigits(String cell, int from) {
    int at = from;
    while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
