package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Optional;

/**
 * {@code f(repeat(a), b) → f(a, b)}: what exists once serves every sample anyway, and if all
 * operands exist once, f is computed once: {@code f(repeat(a)) → repeat(f(a))}. Exact.
 */
final class HoistRepeats implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    boolean overBatch = op instanceof Op.SumOverBatch || op instanceof Op.RepeatOverBatch;
    if (overBatch || op.operands().stream().noneMatch(x -> isRepeat(x, to))) {
      return Optional.empty();
    }
    return Optional.of(to.add(op.match(new Relink(x -> once(x, to)))));
  }

  private static boolean isRepeat(Value x, Rewriting to) {
    return to.op(x) instanceof Op.RepeatOverBatch;
  }

  private static Value once(Value x, Rewriting to) {
    return to.op(x) instanceof Op.RepeatOverBatch repeat ? repeat.x() : x;
  }
}
