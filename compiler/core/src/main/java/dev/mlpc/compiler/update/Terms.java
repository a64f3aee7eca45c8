package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;

/**
 * The words that formulas are written in: each adds nodes to a graph. A scalar goes with any shape.
 *
 * @param origin of all that is added
 */
record Terms(GraphBuilder graph, Origin origin) {

  Value number(double value) {
    return graph.constant(value, origin);
  }

  /** The rate of this step. */
  Value rate() {
    return graph.add(new Op.Rate(), origin);
  }

  /** 1 - βᵗ at step t, the first of which is 1. */
  Value biasCorrection(double beta) {
    return graph.add(new Op.BiasCorrection(beta), origin);
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

  Value times(double a, Value b) {
    return times(number(a), b);
  }

  Value over(Value a, Value b) {
    return graph.binary(BinaryFunction.DIVIDE, a, b, origin);
  }

  Value min(Value a, Value b) {
    return graph.binary(BinaryFunction.MIN, a, b, origin);
  }

  Value max(Value a, Value b) {
    return graph.binary(BinaryFunction.MAX, a, b, origin);
  }

  Value root(Value x) {
    return graph.unary(UnaryFunction.SQRT, x, origin);
  }

  /** 1, 0 or -1, as x is greater than, equal to or less than 0. */
  Value sign(Value x) {
    return graph.unary(UnaryFunction.SIGN, x, origin);
  }

  Value square(Value x) {
    return times(x, x);
  }

  Value isGreater(Value a, Value b) {
    return graph.compare(Comparison.GREATER, a, b, origin);
  }

  /** a where the condition holds, else b: all of one shape. */
  Value select(Value condition, Value a, Value b) {
    return graph.add(new Op.Select(condition, a, b), origin);
  }

  /** The sum of all elements. */
  Value total(Value x) {
    return x.shape().isScalar() ? x : graph.add(new Op.Reduce(Reduction.SUM, x, 0), origin);
  }
}
