package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import java.util.Optional;

/**
 * Reductions of what was repeated, and of reductions: {@code Σ broadcast(x, n) → n · x}, {@code max
 * broadcast(x) → x}, {@code logSumExp broadcast(x, n) → x + ln n}, {@code Σ Σ x → Σ x}, {@code Σ
 * oneHot(i) → 1}, {@code Σ over the batch of repeat(x) → batch · x}. Equal up to rounding.
 */
final class SimplifyReductions implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.SumOverBatch sum) {
      return to.op(sum.x()) instanceof Op.RepeatOverBatch repeat
          ? Optional.of(to.times(to.add(new Op.BatchSize()), repeat.x()))
          : Optional.empty();
    }
    if (!(op instanceof Op.Reduce reduce)) {
      return Optional.empty();
    }
    Op x = to.op(reduce.x());
    if (x instanceof Op.Broadcast broadcast) {
      return Optional.of(ofBroadcast(reduce, broadcast, to));
    }
    if (x instanceof Op.OneHot && reduce.reduction() == Reduction.SUM) {
      return Optional.of(to.number(1));
    }
    return x instanceof Op.Reduce inner && inner.reduction() == reduce.reduction()
        ? Optional.of(to.add(new Op.Reduce(reduce.reduction(), inner.x(), reduce.rank())))
        : Optional.empty();
  }

  private static Value ofBroadcast(Op.Reduce reduce, Op.Broadcast broadcast, Rewriting to) {
    int rank = broadcast.x().shape().rank();
    Value each =
        rank > reduce.rank()
            ? to.add(new Op.Reduce(reduce.reduction(), broadcast.x(), reduce.rank()))
            : to.broadcast(broadcast.x(), broadcast.shape().prefix(reduce.rank()));
    int count = broadcast.shape().suffix(Math.max(rank, reduce.rank())).size();
    return repeated(reduce.reduction(), each, count, to);
  }

  private static Value repeated(Reduction reduction, Value x, int count, Rewriting to) {
    return switch (reduction) {
      case MAXIMUM, MINIMUM -> x;
      case SUM -> to.times(to.number(count), x);
      case LOG_SUM_EXP -> to.binary(BinaryFunction.ADD, x, to.number(StrictMath.log(count)));
    };
  }
}
