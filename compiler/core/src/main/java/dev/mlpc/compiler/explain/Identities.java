package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Number;
import dev.mlpc.compiler.explain.Formula.Power;
import dev.mlpc.compiler.explain.Formula.Product;
import dev.mlpc.compiler.explain.Formula.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What functions are to each other. */
final class Identities {

  private Identities() {}

  /** x sign(x) → |x|; eˣ / Σ eˣ → softmax(x). */
  static List<Formula> ofProduct(List<Formula> factors) {
    List<Formula> result = new ArrayList<>(factors);
    for (Formula factor : factors) {
      if (factor instanceof Call call && call.is("sign") && result.contains(call.argument())) {
        result.remove(factor);
        result.set(result.indexOf(call.argument()), Algebra.call("abs", call.argument()));
      }
      exponentials(factor).forEach(exponential -> divide(factor, exponential, result));
    }
    return result;
  }

  /** The eˣ that a factor is, or that the sum is of which it consists. */
  private static List<Call> exponentials(Formula factor) {
    if (factor instanceof Call call && call.is("exp")) {
      return List.of(call);
    }
    return factor instanceof Call call
            && isTotal(call)
            && call.argument() instanceof Product product
        ? product.factors().stream()
            .filter(part -> part instanceof Call inner && inner.is("exp"))
            .map(part -> (Call) part)
            .toList()
        : List.of();
  }

  private static boolean isTotal(Call call) {
    return call.is("sum") || call.is("rowSum");
  }

  /** Takes one division by Σ eˣ from the factors, if it is there, and makes eˣ softmax(x). */
  private static void divide(Formula factor, Call exponential, List<Formula> factors) {
    for (String total : List.of("sum", "rowSum")) {
      Formula denominator = Call.of(total, exponential);
      for (Formula other : List.copyOf(factors)) {
        if (other instanceof Power power
            && power.base().equals(denominator)
            && power.exponent() instanceof Number n
            && n.value() <= -1
            && factors.contains(factor)) {
          factors.set(
              factors.indexOf(factor),
              Rebuild.replace(factor, Map.of(exponential, softmax(total, exponential.argument()))));
          int place = factors.indexOf(other);
          if (n.value() == -1) {
            factors.remove(place);
          } else {
            factors.set(place, new Power(denominator, Algebra.number(n.value() + 1)));
          }
        }
      }
    }
  }

  /** softmax(x - c) → softmax(x), where c is one number for all elements, or for those of a row. */
  private static Formula softmax(String total, Formula x) {
    boolean isOfRows = total.equals("rowSum");
    String name = isOfRows ? "rowSoftmax" : "softmax";
    if (x instanceof Sum sum) {
      int least = isOfRows ? 2 : 1;
      List<Formula> rest = sum.terms().stream().filter(term -> Ranks.of(term) >= least).toList();
      return Call.of(name, Algebra.sum(rest));
    }
    return Call.of(name, x);
  }

  /** 1 - σ(-x) → σ(x), each times the same. */
  static void ofSum(Map<Formula, Double> coefficients) {
    for (Map.Entry<Formula, Double> entry : List.copyOf(coefficients.entrySet())) {
      boolean isComplement =
          entry.getKey() instanceof Call call
              && call.is("σ")
              && Algebra.coefficient(call.argument()) < 0
              && !(call.argument() instanceof Number)
              && entry.getValue() == -coefficients.getOrDefault(Algebra.ONE, 0.0);
      if (isComplement) {
        double coefficient = -entry.getValue();
        coefficients.remove(entry.getKey());
        coefficients.remove(Algebra.ONE);
        Formula x = Algebra.negative(((Call) entry.getKey()).argument());
        coefficients.merge(Call.of("σ", x), coefficient, Double::sum);
      }
    }
  }

  static Formula ofCall(Call call) {
    return constant(call).or(() -> unfold(call)).orElse(call);
  }

  private static Optional<Formula> constant(Call call) {
    if (call.arguments().size() == 1 && call.argument() instanceof Number number) {
      Optional<Double> value = Functions.value(call.function(), number.value());
      return value.map(Algebra::number);
    }
    return Optional.empty();
  }

  private static Optional<Formula> unfold(Call call) {
    Formula x = call.argument();
    return switch (call.function()) {
      // e^(x - logSumExp(x)) → softmax(x)
      case "exp" ->
          x instanceof Sum sum && sum.terms().stream().anyMatch(Identities::isMinusLogSumExp)
              ? Optional.of(softmax(isOfRows(sum) ? "rowSum" : "sum", x))
              : Optional.empty();
      case "sum" -> sumOf(x, call.function(), 0);
      case "rowSum" -> sumOf(x, call.function(), 1);
      default -> Optional.empty();
    };
  }

  private static boolean isMinusLogSumExp(Formula term) {
    return Algebra.coefficient(term) == -1
        && Algebra.withoutCoefficient(term) instanceof Call call
        && (call.is("logSumExp") || call.is("rowLogSumExp"));
  }

  private static boolean isOfRows(Sum sum) {
    return sum.terms().stream()
        .anyMatch(
            term ->
                Algebra.withoutCoefficient(term) instanceof Call call && call.is("rowLogSumExp"));
  }

  /** Σ c x → c Σ x for a c that is the same for all that is added; Σ onehot(k) → 1. */
  private static Optional<Formula> sumOf(Formula x, String function, int rank) {
    if (rank == 0 && x instanceof Call call && call.is("onehot")) {
      return Optional.of(Algebra.ONE);
    }
    if (x instanceof Product product) {
      List<Formula> scalars =
          product.factors().stream().filter(factor -> Ranks.of(factor) <= rank).toList();
      List<Formula> rest =
          product.factors().stream().filter(factor -> Ranks.of(factor) > rank).toList();
      if (!scalars.isEmpty() && !rest.isEmpty()) {
        List<Formula> factors = new ArrayList<>(scalars);
        factors.add(Algebra.call(function, Algebra.product(rest)));
        return Optional.of(Algebra.product(factors));
      }
    }
    return Optional.empty();
  }
}
