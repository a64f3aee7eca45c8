package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import java.util.Optional;
import java.util.OptionalDouble;

/** slope x + intercept. */
record Line(double slope, double intercept) {

  /** A formula as a line over x, if it is one with known numbers. */
  static Optional<Line> of(Formula formula, Symbol x) {
    if (formula instanceof Formula.Number number) {
      return Optional.of(new Line(0, number.value()));
    }
    if (formula.equals(x)) {
      return Optional.of(new Line(1, 0));
    }
    if (formula instanceof Formula.Sum sum) {
      double slope = 0;
      double intercept = 0;
      for (Formula term : sum.terms()) {
        Optional<Line> line = of(term, x);
        if (line.isEmpty()) {
          return Optional.empty();
        }
        slope += line.get().slope();
        intercept += line.get().intercept();
      }
      return Optional.of(new Line(slope, intercept));
    }
    double factor = Algebra.coefficient(formula);
    Formula rest = Algebra.withoutCoefficient(formula);
    return rest.equals(formula)
        ? Optional.empty()
        : of(rest, x).map(line -> new Line(factor * line.slope(), factor * line.intercept()));
  }

  /** a - b as a line. */
  static Optional<Line> difference(Formula a, Formula b, Symbol x) {
    return of(Algebra.minus(a, b), x);
  }

  double at(double number) {
    return slope == 0 ? intercept : slope * number + intercept;
  }

  /** Where it crosses zero. */
  OptionalDouble zero() {
    return slope == 0 ? OptionalDouble.empty() : OptionalDouble.of(-intercept / slope + 0.0);
  }
}
