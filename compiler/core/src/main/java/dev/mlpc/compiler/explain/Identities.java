package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Number;
import dev.mlpc.compiler.explain.Formula.Power;
import dev.mlpc.compiler.explain.Formula.Product;
import dev.mlpc.compiler.explain.Formula.Sum;
import java.util.ArrayList;
import java.util.List;
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
      if (factor instanceof Call call && call.is("exp")) {
        Formula sum = new Power(Call.of("sum", factor), Algebra.number(-1));
        if (result.remove(sum)) {
          result.set(result.indexOf(factor), softmax(call.argument()));
        }
      }
    }
    return result;
  }

  /** softmax(x - c) → softmax(x), where c is one number for all elements. */
  private static Formula softmax(Formula x) {
    if (x instanceof Sum sum) {
      List<Formula> rest = sum.terms().stream().filter(term -> Ranks.of(term) > 0).toList();
      return Call.of("softmax", Algebra.sum(rest));
    }
    return Call.of("softmax", x);
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
              ? Optional.of(softmax(x))
              : Optional.empty();
      case "sum" -> sumOf(x);
      default -> Optional.empty();
    };
  }

  private static boolean isMinusLogSumExp(Formula term) {
    return Algebra.coefficient(term) == -1
        && Algebra.withoutCoefficient(term) instanceof Call call
        && call.is("logSumExp");
  }

  /** Σ c x → c Σ x for a scalar c; Σ onehot(k) → 1; of a scalar, itself. */
  private static Optional<Formula> sumOf(Formula x) {
    if (x instanceof Formula.Symbol symbol && symbol.letter().equals(Notions.TARGET_ONE_HOT)) {
      return Optional.of(Algebra.ONE);
    }
    if (x instanceof Call call && call.is("onehot")) {
      return Optional.of(Algebra.ONE);
    }
    if (x instanceof Product product) {
      List<Formula> scalars =
          product.factors().stream().filter(factor -> Ranks.of(factor) == 0).toList();
      List<Formula> rest =
          product.factors().stream().filter(factor -> Ranks.of(factor) > 0).toList();
      if (!scalars.isEmpty() && !rest.isEmpty()) {
        List<Formula> factors = new ArrayList<>(scalars);
        factors.add(Algebra.call("sum", Algebra.product(rest)));
        return Optional.of(Algebra.product(factors));
      }
    }
    return Optional.empty();
  }
}
