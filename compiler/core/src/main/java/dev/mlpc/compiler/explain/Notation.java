package dev.mlpc.compiler.explain;

import java.util.List;

/** How the parts of a formula are written down. What it returns it can be given as a part. */
interface Notation {

  /** Whether all stands on one line, so that a fraction needs parentheses. */
  boolean isFlat();

  String number(String digits);

  String symbol(String letter, String upper, String lower, int rank);

  /** The name of a function or a word of mathematics. */
  String name(String name);

  /** Something between two parts: {@code +}, {@code =}. */
  String operator(String sign);

  /** A sign before a part: {@code −}. */
  String prefix(String sign);

  /** Parts beside each other, factors among them. */
  String row(List<String> parts);

  /** Factors beside each other. */
  String juxtapose(List<String> parts);

  String parentheses(String inner);

  String bars(String inner);

  String fraction(String above, String below);

  String power(String base, String exponent);

  String root(String inner);

  String transposed(String inner);

  /** Σ over an index; the body follows. */
  String total(String index);

  String cases(List<Case> cases, String otherwise);

  /** A value and its condition, written down. */
  record Case(String value, String condition) {}
}
