package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import java.util.Optional;

/**
 * Factors that all elements of all samples share meet in one scalar, which is computed once: {@code
 * (x · u) · v → x · (u · v)}, and leave sums: {@code u · a ± u · b → u · (a ± b)}, {@code Σ u · x →
 * u · Σ x}. So the 1/n of a batch's mean and the 2 of a square's derivative cost one multiplication
 * an element together, and the gradient of a cross entropy is {@code (softmax - oneHot) · (1/n)}.
 * Equal up to rounding, where the factors' product and the sum neither overflow nor vanish.
 */
final class GatherFactors implements Rule {

  /** x · u: what differs, and the scalar that all share. */
  private record Scaled(Value x, Value factor) {}

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Reduce reduce && reduce.reduction() == Reduction.SUM) {
      return reduction(reduce, to);
    }
    if (!(op instanceof Op.Binary binary)) {
      return Optional.empty();
    }
    return switch (binary.function()) {
      case MULTIPLY -> product(binary, to);
      case ADD, SUBTRACT -> sum(binary, to);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> product(Op.Binary op, Rewriting to) {
    return scaled(op, to)
        .flatMap(
            outer ->
                scaled(outer.x(), to)
                    .map(inner -> to.times(inner.x(), to.times(inner.factor(), outer.factor()))));
  }

  private static Optional<Value> sum(Op.Binary op, Rewriting to) {
    Scaled a = scaled(op.a(), to).orElse(null);
    Scaled b = scaled(op.b(), to).orElse(null);
    return a != null && b != null && a.factor().equals(b.factor())
        ? Optional.of(to.times(to.binary(op.function(), a.x(), b.x()), a.factor()))
        : Optional.empty();
  }

  private static Optional<Value> reduction(Op.Reduce op, Rewriting to) {
    return scaled(op.x(), to)
        .map(
            scaled ->
                to.times(
                    to.add(new Op.Reduce(Reduction.SUM, scaled.x(), op.rank())), scaled.factor()));
  }

  private static Optional<Scaled> scaled(Value value, Rewriting to) {
    return to.op(value) instanceof Op.Binary binary ? scaled(binary, to) : Optional.empty();
  }

  private static Optional<Scaled> scaled(Op.Binary op, Rewriting to) {
    if (op.function() != BinaryFunction.MULTIPLY) {
      return Optional.empty();
    }
    Optional<Value> a = to.uniform(op.a());
    Optional<Value> b = to.uniform(op.b());
    if (a.isPresent() == b.isPresent()) {
      return Optional.empty();
    }
    return b.map(factor -> new Scaled(op.a(), factor))
        .or(() -> a.map(factor -> new Scaled(op.b(), factor)));
  }
}
