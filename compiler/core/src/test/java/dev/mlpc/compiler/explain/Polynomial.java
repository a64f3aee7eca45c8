package dev.mlpc.compiler.explain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A formula multiplied out: coefficients of products of powers of letters and of function values.
 * Two formulas that differ in the order of what they add and multiply, or in brackets, have the
 * same one.
 */
record Polynomial(Map<Map<String, Double>, Double> terms) {
  /** The printed digits of a number are seven. */
  private static final double TOLERANCE = 1e-6;

  static Polynomial of(PrintedFormula formula) {
    if (formula instanceof PrintedFormula.Number number) {
      return constant(number.value());
    }
    if (formula instanceof PrintedFormula.Letter letter) {
      return atom(letter.name(), 1);
    }
    if (formula instanceof PrintedFormula.Sum sum) {
      return sum.terms().stream().map(Polynomial::of).reduce(constant(0), Polynomial::plus);
    }
    if (formula instanceof PrintedFormula.Product product) {
      return product.factors().stream().map(Polynomial::of).reduce(constant(1), Polynomial::times);
    }
    if (formula instanceof PrintedFormula.Power power) {
      return of(power.base()).power(power.exponent());
    }
    if (formula instanceof PrintedFormula.Call call) {
      return atom(call.function() + "(" + of(call.argument()) + ")", 1);
    }
    throw new IllegalArgumentException("cases within a formula: " + formula);
  }

  private static Polynomial constant(double value) {
    return new Polynomial(value == 0 ? Map.of() : Map.of(Map.of(), value));
  }

  private static Polynomial atom(String atom, double exponent) {
    return new Polynomial(Map.of(Map.of(atom, exponent), 1.0));
  }

  private Polynomial plus(Polynomial other) {
    Map<Map<String, Double>, Double> sum = new HashMap<>(terms);
    other.terms.forEach((monomial, coefficient) -> sum.merge(monomial, coefficient, Double::sum));
    sum.values().removeIf(coefficient -> Math.abs(coefficient) < 1e-12);
    return new Polynomial(sum);
  }

  private Polynomial times(Polynomial other) {
    Polynomial result = constant(0);
    for (Map.Entry<Map<String, Double>, Double> a : terms.entrySet()) {
      for (Map.Entry<Map<String, Double>, Double> b : other.terms.entrySet()) {
        Map<String, Double> monomial = new TreeMap<>(a.getKey());
        b.getKey().forEach((atom, exponent) -> monomial.merge(atom, exponent, Double::sum));
        monomial.values().removeIf(exponent -> exponent == 0);
        result = result.plus(new Polynomial(Map.of(monomial, a.getValue() * b.getValue())));
      }
    }
    return result;
  }

  private Polynomial power(double exponent) {
    if (terms.size() == 1) {
      Map.Entry<Map<String, Double>, Double> only = terms.entrySet().iterator().next();
      Map<String, Double> monomial = new TreeMap<>();
      only.getKey().forEach((atom, inner) -> monomial.put(atom, inner * exponent));
      return new Polynomial(Map.of(monomial, Math.pow(only.getValue(), exponent)));
    }
    if (exponent == Math.rint(exponent) && exponent > 0) {
      Polynomial result = constant(1);
      for (int i = 0; i < exponent; i++) {
        result = result.times(this);
      }
      return result;
    }
    return atom("(" + this + ")", exponent);
  }

  /** Whether the terms are the same, and the coefficients so far as they are printed. */
  boolean isSameAs(Polynomial other) {
    return terms.keySet().equals(other.terms.keySet())
        && terms.entrySet().stream()
            .allMatch(
                term -> {
                  double expected = other.terms.getOrDefault(term.getKey(), 0.0);
                  return Math.abs(term.getValue() - expected) <= TOLERANCE * Math.abs(expected);
                });
  }

  /** In an order that is always the same, with as many digits as are printed. */
  @Override
  public String toString() {
    return terms.entrySet().stream()
        .map(term -> String.format(Locale.ROOT, "%.5e %s", term.getValue(), term.getKey()))
        .sorted()
        .collect(Collectors.joining(" + "));
  }
}
