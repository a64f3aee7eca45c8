package dev.mlpc.cli;

import java.util.Locale;

/** How numbers look, the same in every country. */
final class Numerals {

  private Numerals() {}

  /** Five significant digits: {@code 0.012346}, {@code 1.2346e-07}. */
  static String real(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 1e-4 && size < 1e6) {
      int decimals = Math.max(0, 4 - (int) Math.floor(Math.log10(size)));
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
    return String.format(Locale.ROOT, "%.4e", value);
  }

  /** {@code 1,234,567}. */
  static String whole(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 0.42 s}, {@code 3:07 min}, {@code 1:02:03 h}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.0f s", seconds);
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** {@code 7 s left}. */
  static String timeLeft(double seconds) {
    return (seconds < 60 ? Math.round(seconds) + " s" : time(seconds)) + " left";
  }

  /** {@code 1 sample}, {@code 2 samples}. */
  static String count(long number, String noun) {
    return whole(number) + " " + noun + (number == 1 ? "" : "s");
  }
}
