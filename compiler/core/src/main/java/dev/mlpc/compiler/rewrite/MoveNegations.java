package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Negations move outwards until a sum takes them in: {@code -(-x) → x}, {@code a + (-b) → a - b},
 * {@code a - (-b) → a + b}, {@code (-a) - b → -(a + b)}, {@code -(a - b) → b - a}, {@code (-a) · b
 * → -(a · b)}, {@code (-a) / b → -(a / b)}, {@code x · (-1) → -x}, {@code Σ -x → -Σ x}. Exact, but
 * that a zero's sign may change.
 */
final class MoveNegations implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Unary unary && unary.function() == UnaryFunction.NEGATE) {
      return Optional.ofNullable(negate(unary.x(), to));
    }
    if (op instanceof Op.Reduce reduce && reduce.reduction() == Reduction.SUM) {
      Value minusX = negated(reduce.x(), to);
      return Optional.ofNullable(minusX)
          .map(x -> minus(to.add(new Op.Reduce(Reduction.SUM, x, reduce.rank())), to));
    }
    return op instanceof Op.Binary binary
        ? Optional.ofNullable(binary(binary, binary.a(), binary.b(), to))
        : Optional.empty();
  }

  private static @Nullable Value negate(Value x, Rewriting to) {
    Op op = to.op(x);
    if (op instanceof Op.Binary difference && difference.function() == BinaryFunction.SUBTRACT) {
      return to.binary(BinaryFunction.SUBTRACT, difference.b(), difference.a());
    }
    return negated(x, to);
  }

  private static @Nullable Value binary(Op.Binary op, Value a, Value b, Rewriting to) {
    return switch (op.function()) {
      case ADD -> sum(a, b, to);
      case SUBTRACT -> difference(a, b, to);
      case MULTIPLY, DIVIDE -> product(op.function(), a, b, to);
      case POWER, MAX, MIN -> null;
    };
  }

  private static @Nullable Value sum(Value a, Value b, Rewriting to) {
    Value minusB = negated(b, to);
    if (minusB != null) {
      return to.binary(BinaryFunction.SUBTRACT, a, minusB);
    }
    Value minusA = negated(a, to);
    return minusA == null ? null : to.binary(BinaryFunction.SUBTRACT, b, minusA);
  }

  private static @Nullable Value difference(Value a, Value b, Rewriting to) {
    Value minusB = negated(b, to);
    if (minusB != null) {
      return to.binary(BinaryFunction.ADD, a, minusB);
    }
    Value minusA = negated(a, to);
    return minusA == null ? null : minus(to.binary(BinaryFunction.ADD, minusA, b), to);
  }

  private static @Nullable Value product(BinaryFunction function, Value a, Value b, Rewriting to) {
    Value minusA = negated(a, to);
    if (minusA != null) {
      return minus(to.binary(function, minusA, b), to);
    }
    Value minusB = negated(b, to);
    if (minusB != null) {
      return minus(to.binary(function, a, minusB), to);
    }
    if (to.is(b, -1)) {
      return minus(a, to);
    }
    return to.is(a, -1) && function == BinaryFunction.MULTIPLY ? minus(b, to) : null;
  }

  private static Value minus(Value x, Rewriting to) {
    return to.unary(UnaryFunction.NEGATE, x);
  }

  /** The x of which this is -x. */
  private static @Nullable Value negated(Value value, Rewriting to) {
    Op op = to.op(value);
    if (op instanceof Op.Broadcast broadcast) {
      Value inner = negated(broadcast.x(), to);
      return inner == null ? null : to.add(new Op.Broadcast(inner, broadcast.shape()));
    }
    return op instanceof Op.Unary unary && unary.function() == UnaryFunction.NEGATE
        ? unary.x()
        : null;
  }
}
