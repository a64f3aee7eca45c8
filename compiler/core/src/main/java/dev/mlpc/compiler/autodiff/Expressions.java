package dev.mlpc.compiler.autodiff;

import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.OptionalDouble;

/** Writes formulas into a graph, all of one origin. A scalar is broadcast where it meets more. */
final class Expressions {
  private final GraphBuilder graph;
  private final Origin origin;

  Expressions(GraphBuilder graph, Origin origin) {
    this.graph = graph;
    this.origin = origin;
  }

  Value add(Op op) {
    return graph.add(op, origin);
  }

  Value number(double value) {
    return graph.constant(value, origin);
  }

  /** A number for each element of a type. */
  Value filled(double value, TensorType type) {
    Value once = broadcast(number(value), type.shape());
    return type.batched() ? add(new Op.RepeatOverBatch(once)) : once;
  }

  /** The number that a value is known to be for each of its elements. */
  OptionalDouble knownNumber(Value value) {
    Op op = graph.op(value);
    if (op instanceof Op.Broadcast broadcast) {
      op = graph.op(broadcast.x());
    }
    return op instanceof Op.Constant constant
        ? OptionalDouble.of(constant.value())
        : OptionalDouble.empty();
  }

  Value unary(UnaryFunction function, Value x) {
    return graph.unary(function, x, origin);
  }

  Value negative(Value x) {
    return unary(UnaryFunction.NEGATE, x);
  }

  Value plus(Value a, Value b) {
    return graph.binary(BinaryFunction.ADD, a, b, origin);
  }

  Value minus(Value a, Value b) {
    return graph.binary(BinaryFunction.SUBTRACT, a, b, origin);
  }

  Value times(Value a, Value b) {
    return graph.binary(BinaryFunction.MULTIPLY, a, b, origin);
  }

  Value over(Value a, Value b) {
    return graph.binary(BinaryFunction.DIVIDE, a, b, origin);
  }

  Value power(Value a, Value b) {
    return graph.binary(BinaryFunction.POWER, a, b, origin);
  }

  Value compare(Value a, Comparison relation, Value b) {
    return graph.compare(relation, a, b, origin);
  }

  Value both(Value a, Value b) {
    return add(new Op.And(a, b));
  }

  /** a where the condition holds, else b; the number among them is broadcast. */
  Value where(Value condition, Value a, Value b) {
    Shape shape = condition.shape();
    return add(
        new Op.Select(
            condition, graph.broadcast(a, shape, origin), graph.broadcast(b, shape, origin)));
  }

  /** x along new last axes, if there are any. */
  Value broadcast(Value x, Shape shape) {
    return x.shape().equals(shape) ? x : add(new Op.Broadcast(x, shape));
  }

  /** Σ over the axes from {@code rank} on, if there are any. */
  Value sum(Value x, int rank) {
    return x.shape().rank() == rank ? x : add(new Op.Reduce(Reduction.SUM, x, rank));
  }

  Value slice(Value x, int from, int to) {
    return add(new Op.Slice(x, from, to));
  }

  /** xᵀ; of a matrix that is a transpose, the matrix that it is the transpose of. */
  Value transpose(Value x) {
    return graph.op(x) instanceof Op.Transpose before ? before.x() : add(new Op.Transpose(x));
  }

  Value product(Value a, Value b) {
    return add(new Op.MatMul(a, b));
  }

  Value outer(Value a, Value b) {
    return add(new Op.Outer(a, b));
  }

  /**
   * A contribution as the gradient of a value of type {@code type}: what exists once and serves
   * every sample gets the sum of what each sample gives.
   */
  Value fit(Value contribution, TensorType type) {
    Value fitted = contribution;
    if (contribution.batched() && !type.batched()) {
      fitted = add(new Op.SumOverBatch(contribution));
    } else if (!contribution.batched() && type.batched()) {
      fitted = add(new Op.RepeatOverBatch(contribution));
    }
    if (!fitted.type().equals(type)) {
      throw new IllegalStateException("a gradient of " + fitted.type() + " for " + type);
    }
    return fitted;
  }
}
