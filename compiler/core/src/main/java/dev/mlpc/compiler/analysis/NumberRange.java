package dev.mlpc.compiler.analysis;

import java.util.function.DoublePredicate;

/**
 * Which numbers a setting takes, and how to say it.
 *
 * @param words completes "must be …"
 */
record NumberRange(String words, DoublePredicate holds) {
  static final NumberRange ANY = new NumberRange("a number", x -> true);
  static final NumberRange POSITIVE = new NumberRange("a number greater than 0", x -> x > 0);
  static final NumberRange NOT_NEGATIVE = new NumberRange("a number from 0 on", x -> x >= 0);

  /** From 0, below 1. */
  static final NumberRange SHARE =
      new NumberRange("a number from 0 on and less than 1", x -> x >= 0 && x < 1);

  /** Of columns, the last of which has a number after it. */
  static final NumberRange COLUMN =
      new NumberRange("a whole number from 0 on", x -> isInt(x) && x >= 0 && x < Integer.MAX_VALUE);

  static NumberRange wholeFrom(int least) {
    return new NumberRange("a whole number from " + least + " on", x -> isInt(x) && x >= least);
  }

  /** Both ends included. */
  static NumberRange whole(int least, int greatest) {
    return new NumberRange(
        "a whole number from " + least + " to " + greatest,
        x -> isInt(x) && x >= least && x <= greatest);
  }

  private static boolean isInt(double x) {
    return x == (int) x;
  }
}
