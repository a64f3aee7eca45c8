package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;

/**
 * The mean over the samples of a batch. What exists once is its own mean, and so penalties are not
 * summed sample by sample: the mean of e + p, where p is one for all, is the mean of e, and p.
 */
final class BatchMean {
  private final Unfolding unfolding;
  private final Site site;

  BatchMean(Unfolding unfolding, Site site) {
    this.unfolding = unfolding;
    this.site = site;
  }

  Value of(Value value) {
    if (!value.batched()) {
      return value;
    }
    Op op = unfolding.builder().op(value);
    if (op instanceof Op.Binary binary && isLinear(binary)) {
      return unfolding.add(new Op.Binary(binary.function(), of(binary.a()), of(binary.b())), site);
    }
    if (op instanceof Op.Unary unary
        && unary.function() == UnaryFunction.NEGATE
        && holdsPenalty(unary.x())) {
      return unfolding.add(new Op.Unary(UnaryFunction.NEGATE, of(unary.x())), site);
    }
    Value sum = unfolding.add(new Op.SumOverBatch(value), site);
    Value size = unfolding.add(new Op.BatchSize(), site);
    return unfolding.add(new Op.Binary(BinaryFunction.DIVIDE, sum, size), site);
  }

  private boolean isLinear(Op.Binary binary) {
    boolean sum =
        binary.function() == BinaryFunction.ADD || binary.function() == BinaryFunction.SUBTRACT;
    return sum
        && (isPenalty(binary.a())
            || isPenalty(binary.b())
            || holdsPenalty(binary.a())
            || holdsPenalty(binary.b()));
  }

  private boolean isPenalty(Value value) {
    return !value.batched() && !(unfolding.builder().op(value) instanceof Op.Constant);
  }

  private boolean holdsPenalty(Value value) {
    Op op = unfolding.builder().op(value);
    return value.batched()
        && ((op instanceof Op.Binary binary && isLinear(binary))
            || (op instanceof Op.Unary unary
                && unary.function() == UnaryFunction.NEGATE
                && holdsPenalty(unary.x())));
  }
}
