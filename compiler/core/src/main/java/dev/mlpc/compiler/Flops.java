package dev.mlpc.compiler;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;

/**
 * Floating-point operations of a node, for one sample: a multiplication with its addition counts 2,
 * any function of one number 1, and what only moves numbers 0: a row that is looked up is moved,
 * and its gradient is added to that row alone.
 */
final class Flops {
  private Flops() {}

  static long of(Node node, Graph graph) {
    Op op = node.op();
    long size = node.value().shape().size();
    if (isLookup(op, graph)) {
      return 0;
    }
    if (op instanceof Op.SumOverBatch sum && isLookup(graph.op(sum.x()), graph)) {
      return node.value().shape().dimension(1);
    }
    if (op instanceof Op.MatMul product) {
      return 2 * size * product.b().shape().dimension(0);
    }
    if (op instanceof Op.Reduce reduce) {
      return reduce.x().shape().size();
    }
    boolean computes =
        op instanceof Op.Unary
            || op instanceof Op.Binary
            || op instanceof Op.Outer
            || op instanceof Op.SumOverBatch;
    return computes ? size : 0;
  }

  /** Whether it is a product with a vector of which one element is 1 and the others are 0. */
  private static boolean isLookup(Op op, Graph graph) {
    return (op instanceof Op.MatMul product && graph.op(product.a()) instanceof Op.OneHot)
        || (op instanceof Op.Outer outer && graph.op(outer.a()) instanceof Op.OneHot);
  }
}
