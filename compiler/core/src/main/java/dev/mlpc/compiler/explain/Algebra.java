package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.MatrixProduct;
import dev.mlpc.compiler.explain.Formula.Number;
import dev.mlpc.compiler.explain.Formula.Power;
import dev.mlpc.compiler.explain.Formula.Product;
import dev.mlpc.compiler.explain.Formula.Sum;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Formula.Transpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts formulas together and simplifies them on the way, as one does on paper: like terms and like
 * factors are gathered, numbers folded, and what has a name gets it.
 */
final class Algebra {
  static final Number ZERO = new Number(0);
  static final Number ONE = new Number(1);

  private Algebra() {}

  static Formula number(double value) {
    return new Number(value == 0 ? 0 : value);
  }

  static boolean is(Formula formula, double value) {
    return formula instanceof Number number && number.value() == value;
  }

  static Formula sum(Formula... terms) {
    return sum(List.of(terms));
  }

  static Formula sum(Collection<Formula> terms) {
    Map<Formula, Double> coefficients = new LinkedHashMap<>();
    terms.forEach(term -> addTerm(1, term, coefficients));
    Identities.ofSum(coefficients);
    List<Formula> gathered = new ArrayList<>();
    coefficients.forEach(
        (rest, coefficient) -> {
          if (coefficient != 0) {
            gathered.add(scale(coefficient, rest));
          }
        });
    return Denominators.join(gathered).orElseGet(() -> positiveFirst(gathered));
  }

  /** c (a + b) → c a + c b, where it stands in a sum. */
  private static void addTerm(double factor, Formula term, Map<Formula, Double> coefficients) {
    double coefficient = factor * coefficient(term);
    Formula rest = withoutCoefficient(term);
    if (rest instanceof Sum sum) {
      sum.terms().forEach(inner -> addTerm(coefficient, inner, coefficients));
    } else {
      coefficients.merge(rest, coefficient, Double::sum);
    }
  }

  /** -a + b → b - a. */
  private static Formula positiveFirst(List<Formula> terms) {
    if (terms.isEmpty()) {
      return ZERO;
    }
    if (terms.size() == 1) {
      return terms.get(0);
    }
    List<Formula> ordered = new ArrayList<>(terms);
    if (coefficient(terms.get(0)) < 0) {
      terms.stream()
          .filter(term -> coefficient(term) > 0)
          .findFirst()
          .ifPresent(
              first -> {
                ordered.remove(first);
                ordered.add(0, first);
              });
    }
    return new Sum(ordered);
  }

  static Formula minus(Formula a, Formula b) {
    return sum(a, negative(b));
  }

  static Formula negative(Formula a) {
    return a instanceof Sum ? sum(scale(-1, a)) : scale(-1, a);
  }

  private static Formula scale(double factor, Formula a) {
    return factor == 1 ? a : product(number(factor), a);
  }

  /** The number before everything else. */
  static double coefficient(Formula formula) {
    if (formula instanceof Number number) {
      return number.value();
    }
    return formula instanceof Product product && product.factors().get(0) instanceof Number number
        ? number.value()
        : 1;
  }

  static Formula withoutCoefficient(Formula formula) {
    if (formula instanceof Number) {
      return ONE;
    }
    if (formula instanceof Product product && product.factors().get(0) instanceof Number) {
      List<Formula> rest = product.factors().subList(1, product.factors().size());
      return rest.size() == 1 ? rest.get(0) : new Product(rest);
    }
    return formula;
  }

  static Formula product(Formula... factors) {
    return product(List.of(factors));
  }

  static Formula product(Collection<Formula> factors) {
    double coefficient = 1;
    Map<Formula, Formula> exponents = new LinkedHashMap<>();
    List<Formula> open = new ArrayList<>(factors);
    while (!open.isEmpty()) {
      Formula factor = open.remove(0);
      if (factor instanceof Product product) {
        open.addAll(0, product.factors());
      } else if (factor instanceof Number number) {
        coefficient *= number.value();
      } else if (factor instanceof Power power) {
        exponents.merge(power.base(), power.exponent(), (a, b) -> sum(a, b));
      } else {
        exponents.merge(factor, ONE, (a, b) -> sum(a, b));
      }
    }
    if (coefficient == 0) {
      return ZERO;
    }
    List<Formula> gathered = new ArrayList<>();
    for (Map.Entry<Formula, Formula> entry : exponents.entrySet()) {
      Formula factor = power(entry.getKey(), entry.getValue());
      if (factor instanceof Number number) {
        coefficient *= number.value();
      } else {
        gathered.add(factor);
      }
    }
    gathered = Identities.ofProduct(gathered);
    if (gathered.isEmpty()) {
      return number(coefficient);
    }
    if (coefficient != 1) {
      gathered.add(0, number(coefficient));
    }
    return gathered.size() == 1 ? gathered.get(0) : new Product(gathered);
  }

  /** Σ c x → c Σ x for a number c. */
  static Formula total(String index, Formula body) {
    return scale(coefficient(body), new Total(index, withoutCoefficient(body)));
  }

  /** (c A) B → c A B for a scalar c. */
  static Formula matrixProduct(Formula left, Formula right) {
    List<Formula> factors = new ArrayList<>(scalars(left));
    factors.addAll(scalars(right));
    factors.add(new MatrixProduct(withoutScalars(left), withoutScalars(right)));
    return product(factors);
  }

  /** (c A)ᵀ → c Aᵀ, (Aᵀ B)ᵀ → Bᵀ A. */
  static Formula transpose(Formula formula) {
    if (formula instanceof Transpose before) {
      return before.of();
    }
    List<Formula> factors = new ArrayList<>(scalars(formula));
    Formula rest = withoutScalars(formula);
    if (rest instanceof MatrixProduct inner
        && (inner.left() instanceof Transpose || inner.right() instanceof Transpose)) {
      factors.add(matrixProduct(transpose(inner.right()), transpose(inner.left())));
    } else {
      factors.add(new Transpose(rest));
    }
    return product(factors);
  }

  private static List<Formula> scalars(Formula formula) {
    return formula instanceof Product product
        ? product.factors().stream().filter(factor -> Ranks.of(factor) == 0).toList()
        : List.of();
  }

  private static Formula withoutScalars(Formula formula) {
    return formula instanceof Product product
        ? product(product.factors().stream().filter(factor -> Ranks.of(factor) > 0).toList())
        : formula;
  }

  static Formula quotient(Formula a, Formula b) {
    return product(a, power(b, number(-1)));
  }

  static Formula power(Formula base, Formula exponent) {
    if (is(exponent, 0)) {
      return ONE;
    }
    if (is(exponent, 1)) {
      return base;
    }
    if (exponent instanceof Number n) {
      boolean whole = n.value() == Math.rint(n.value());
      if (base instanceof Number number) {
        return number(Math.pow(number.value(), n.value()));
      }
      if (base instanceof Power inner && (whole || is(inner.exponent(), 1))) {
        return power(inner.base(), product(inner.exponent(), exponent));
      }
      if (base instanceof Product product && whole) {
        return product(product.factors().stream().map(factor -> power(factor, exponent)).toList());
      }
    }
    return new Power(base, exponent);
  }

  static Formula call(String function, Formula... arguments) {
    return Identities.ofCall(new Call(function, List.of(arguments)));
  }
}
