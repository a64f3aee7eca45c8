package dev.mlpc.compiler.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * A number as one writes it: short decimals and fractions as they are, and what is a known constant
 * by its name.
 *
 * @param above the numerator, in digits; {@code √2} and {@code π} are understood
 * @param below the denominator; empty for none
 */
record Numeral(String above, String below) {
  private static final int MOST_PARTS = 9999;
  private static final double TOLERANCE = 1e-13;
  private static final List<Integer> DENOMINATORS = List.of(3, 6, 7, 9, 12);

  static final Numeral HALF = new Numeral("1", "2");

  private record Constant(double value, Numeral numeral) {}

  private static final List<Constant> CONSTANTS =
      List.of(
          new Constant(Math.sqrt(2), new Numeral("√2", "")),
          new Constant(Math.sqrt(0.5), new Numeral("", "√2")),
          new Constant(1 / Math.sqrt(2 * Math.PI), new Numeral("", "√2π")),
          new Constant(2 / Math.sqrt(Math.PI), new Numeral("2", "√π")),
          new Constant(1 / Math.sqrt(Math.PI), new Numeral("", "√π")),
          new Constant(Math.sqrt(2 / Math.PI), new Numeral("√2", "√π")),
          new Constant(Math.PI, new Numeral("π", "")),
          new Constant(Math.log(2), new Numeral("ln 2", "")));

  /** A number that is not negative. */
  static Numeral of(double value) {
    for (Constant constant : CONSTANTS) {
      if (isNear(value, constant.value())) {
        return constant.numeral();
      }
    }
    double rounded = new BigDecimal(value).round(new MathContext(6)).doubleValue();
    if (isNear(value, rounded) && !isLong(rounded)) {
      return new Numeral(digits(rounded), "");
    }
    double parts = Math.rint(1 / value);
    if (parts <= MOST_PARTS && isNear(value, 1 / parts)) {
      return new Numeral("", digits(parts));
    }
    if (!isNear(value, rounded)) {
      double square = Math.rint(1 / (value * value));
      if (square > 1 && square <= MOST_PARTS && isNear(value, 1 / Math.sqrt(square))) {
        return new Numeral("", "√" + digits(square));
      }
      for (int denominator : DENOMINATORS) {
        double numerator = Math.rint(value * denominator);
        if (numerator < 10 && numerator > 0 && isNear(value, numerator / denominator)) {
          return new Numeral(digits(numerator), String.valueOf(denominator));
        }
      }
      double inverse = new BigDecimal(1 / value).round(new MathContext(3)).doubleValue();
      if (isNear(value, 1 / inverse)) {
        return new Numeral("", digits(inverse));
      }
      rounded = new BigDecimal(value).round(new MathContext(7)).doubleValue();
    }
    return new Numeral(digits(rounded), "");
  }

  /** One part of many, as in a mean: 1 / n for a whole n, even if its decimals are short. */
  static Numeral ofMean(double value) {
    double parts = Math.rint(1 / value);
    boolean isPlain = value < 0.01 && precision(value) == 1;
    return parts > 1 && isNear(value, 1 / parts) && !isPlain
        ? new Numeral("", digits(parts))
        : of(value);
  }

  /** Whether decimals are many enough that a fraction is easier to read. */
  private static boolean isLong(double value) {
    return precision(value) > 3;
  }

  private static int precision(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().precision();
  }

  private static boolean isNear(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * Math.abs(b);
  }

  private static String digits(double value) {
    if (value == Math.rint(value) && value < 1e7) {
      return String.valueOf((long) value);
    }
    String plain = new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    return plain.length() <= 9 ? plain : String.valueOf(value);
  }

  boolean isFraction() {
    return !below.isEmpty();
  }

  /** Whether nothing needs to be written before a factor, above the line. */
  boolean isOneAbove() {
    return above.isEmpty() || above.equals("1");
  }

  String printAbove(Notation notation) {
    return above.isEmpty() ? notation.number("1") : part(above, notation);
  }

  String printBelow(Notation notation) {
    return part(below, notation);
  }

  String print(Notation notation) {
    return isFraction()
        ? notation.fraction(printAbove(notation), printBelow(notation))
        : printAbove(notation);
  }

  private static String part(String text, Notation notation) {
    if (text.startsWith("√")) {
      return notation.root(notation.number(text.substring(1)));
    }
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return notation.number(text);
    }
    return notation.juxtapose(
        List.of(
            notation.number(text.substring(0, exponent).replaceFirst("\\.0$", "") + "·"),
            notation.power(
                notation.number("10"),
                notation.number(text.substring(exponent + 1).replace("-", "−")))));
  }
}
