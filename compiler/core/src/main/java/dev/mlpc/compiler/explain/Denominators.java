package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Number;
import dev.mlpc.compiler.explain.Formula.Power;
import dev.mlpc.compiler.explain.Formula.Product;
import dev.mlpc.compiler.explain.Formula.Sum;
import java.util.List;
import java.util.Optional;

/**
 * a / f(x) + b / f(x) → (a + b) / f(x); a / dⁿ + c / dⁿ⁺¹ → (a d + c) / dⁿ⁺¹, if that is one term.
 */
final class Denominators {

  private Denominators() {}

  /** The sum over a common denominator, if that is shorter. */
  static Optional<Formula> join(List<Formula> terms) {
    if (terms.size() != 2) {
      return Optional.empty();
    }
    Optional<Formula> shared = denominator(terms.get(0), -1);
    if (shared.isPresent()
        && shared.get() instanceof Formula.Call
        && shared.equals(denominator(terms.get(1), -1))) {
      Formula d = shared.get();
      return Optional.of(
          Algebra.quotient(
              Algebra.sum(Algebra.product(terms.get(0), d), Algebra.product(terms.get(1), d)), d));
    }
    return join(terms.get(0), terms.get(1)).or(() -> join(terms.get(1), terms.get(0)));
  }

  private static Optional<Formula> join(Formula less, Formula more) {
    return factors(less).stream()
        .filter(factor -> factor instanceof Power)
        .map(factor -> (Power) factor)
        .filter(power -> power.exponent() instanceof Number n && n.value() < 0)
        .flatMap(power -> join(less, more, power).stream())
        .findFirst();
  }

  private static Optional<Formula> join(Formula less, Formula more, Power power) {
    Formula d = power.base();
    double exponent = ((Number) power.exponent()).value();
    if (!denominator(more, exponent - 1).equals(Optional.of(d))) {
      return Optional.empty();
    }
    Formula a = Algebra.product(less, Algebra.power(d, Algebra.number(-exponent)));
    Formula c = Algebra.product(more, Algebra.power(d, Algebra.number(1 - exponent)));
    Formula numerator = Algebra.sum(distribute(a, d), c);
    return numerator instanceof Sum
        ? Optional.empty()
        : Optional.of(Algebra.product(numerator, Algebra.power(d, Algebra.number(exponent - 1))));
  }

  private static Formula distribute(Formula a, Formula d) {
    return d instanceof Sum sum
        ? Algebra.sum(sum.terms().stream().map(term -> Algebra.product(a, term)).toList())
        : Algebra.product(a, d);
  }

  private static List<Formula> factors(Formula term) {
    return term instanceof Product product ? product.factors() : List.of(term);
  }

  private static Optional<Formula> denominator(Formula term, double exponent) {
    return factors(term).stream()
        .filter(
            factor ->
                factor instanceof Power power
                    && power.exponent() instanceof Number number
                    && number.value() == exponent)
        .map(factor -> ((Power) factor).base())
        .findFirst();
  }
}
