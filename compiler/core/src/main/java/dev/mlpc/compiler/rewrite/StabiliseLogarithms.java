package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;

/**
 * Logarithms of what exponentials made, without the overflow between: {@code ln eˣ → x}, {@code
 * ln(eˣ / s) → x - ln s} (the logarithm of a softmax), {@code ln(1 + eˣ) → softplus(x)}, {@code ln
 * sigmoid(x) → -softplus(-x)}, {@code ln(1 - sigmoid(x)) → -softplus(x)}. Where nothing overflows
 * or vanishes, the values are equal up to rounding; elsewhere these are the right ones.
 */
final class StabiliseLogarithms implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (!(op instanceof Op.Unary unary)) {
      return Optional.empty();
    }
    return switch (unary.function()) {
      case LOG -> logarithm(unary.x(), to);
      case LOG1P -> logarithmOfOnePlus(unary.x(), to);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> logarithm(Value x, Rewriting to) {
    Op op = to.op(x);
    if (op instanceof Op.Unary inner && inner.function() == UnaryFunction.EXP) {
      return Optional.of(inner.x());
    }
    if (op instanceof Op.Unary inner && inner.function() == UnaryFunction.SIGMOID) {
      return Optional.of(minusSoftplus(negate(inner.x(), to), to));
    }
    if (op instanceof Op.Binary ratio
        && ratio.function() == BinaryFunction.DIVIDE
        && to.op(ratio.a()) instanceof Op.Unary inner
        && inner.function() == UnaryFunction.EXP) {
      Value logarithm = to.unary(UnaryFunction.LOG, ratio.b());
      return Optional.of(to.binary(BinaryFunction.SUBTRACT, inner.x(), logarithm));
    }
    if (op instanceof Op.Binary sum && sum.function() == BinaryFunction.ADD) {
      return to.is(sum.a(), 1)
          ? logarithmOfOnePlus(sum.b(), to)
          : to.is(sum.b(), 1) ? logarithmOfOnePlus(sum.a(), to) : Optional.empty();
    }
    return op instanceof Op.Binary difference
            && difference.function() == BinaryFunction.SUBTRACT
            && to.is(difference.a(), 1)
            && to.op(difference.b()) instanceof Op.Unary inner
            && inner.function() == UnaryFunction.SIGMOID
        ? Optional.of(minusSoftplus(inner.x(), to))
        : Optional.empty();
  }

  private static Optional<Value> logarithmOfOnePlus(Value x, Rewriting to) {
    Op op = to.op(x);
    if (op instanceof Op.Unary inner && inner.function() == UnaryFunction.EXP) {
      return Optional.of(to.unary(UnaryFunction.SOFTPLUS, inner.x()));
    }
    return op instanceof Op.Unary negation
            && negation.function() == UnaryFunction.NEGATE
            && to.op(negation.x()) instanceof Op.Unary inner
            && inner.function() == UnaryFunction.SIGMOID
        ? Optional.of(minusSoftplus(inner.x(), to))
        : Optional.empty();
  }

  private static Value minusSoftplus(Value x, Rewriting to) {
    return negate(to.unary(UnaryFunction.SOFTPLUS, x), to);
  }

  private static Value negate(Value x, Rewriting to) {
    return to.unary(UnaryFunction.NEGATE, x);
  }
}
