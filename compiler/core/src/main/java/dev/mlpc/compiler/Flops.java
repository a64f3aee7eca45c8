package dev.mlpc.compiler;

import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;

/**
 * Floating-point operations of a node, for one sample: a multiplication with its addition counts 2,
 * any function of one number 1, and what only moves numbers 0.
 */
final class Flops {
  private Flops() {}

  static long of(Node node) {
    Op op = node.op();
    long size = node.value().shape().size();
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
}
