package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A logarithm of a sum of exponentials in steps that kernels can take, and a softmax from the same
 * exponentials, which else are taken twice:
 *
 * <pre>
 * m = max z        e = exp(z - m)        s = Σ e
 * logSumExp(z)           → m + ln s
 * exp(z - logSumExp(z))  → e / s
 * </pre>
 *
 * Equal up to rounding; where all of z is -∞ or any is ∞, both sides have a NaN.
 */
final class ExpandLogSumExp implements Pass {

  @Override
  public Graph run(Graph graph) {
    Set<Value> shared = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Reduce reduce && reduce.reduction() == Reduction.LOG_SUM_EXP) {
        shared.add(node.value());
      }
    }
    return shared.isEmpty()
        ? graph
        : Rewriting.replace(graph, (node, to) -> replacement(node, graph, shared, to));
  }

  /** For {@code exp(z - broadcast(logSumExp(z)))}, the logSumExp. */
  private static Optional<Value> logSumExpOf(Op op, Graph graph) {
    if (op instanceof Op.Unary exp
        && exp.function() == UnaryFunction.EXP
        && graph.op(exp.x()) instanceof Op.Binary difference
        && difference.function() == BinaryFunction.SUBTRACT
        && graph.op(difference.b()) instanceof Op.Broadcast broadcast
        && graph.op(broadcast.x()) instanceof Op.Reduce reduce
        && reduce.reduction() == Reduction.LOG_SUM_EXP
        && reduce.x().equals(difference.a())) {
      return Optional.of(broadcast.x());
    }
    return Optional.empty();
  }

  private static Optional<Value> replacement(
      Node node, Graph graph, Set<Value> shared, Rewriting to) {
    if (shared.contains(node.value())) {
      Op.Reduce reduce = (Op.Reduce) node.op();
      Parts parts = Parts.of(reduce, to);
      return Optional.of(
          to.binary(
              BinaryFunction.ADD, parts.greatest(), to.unary(UnaryFunction.LOG, parts.sum())));
    }
    return logSumExpOf(node.op(), graph)
        .map(
            logSumExp -> {
              Op.Reduce reduce = (Op.Reduce) graph.op(logSumExp);
              Parts parts = Parts.of(reduce, to);
              Value sum = to.broadcast(parts.sum(), reduce.x().shape());
              return to.binary(BinaryFunction.DIVIDE, parts.exponentials(), sum);
            });
  }

  /** What a softmax and its logarithm's sum have in common. */
  private record Parts(Value greatest, Value exponentials, Value sum) {

    static Parts of(Op.Reduce logSumExp, Rewriting to) {
      Value z = to.rewritten(logSumExp.x());
      Value greatest = to.add(new Op.Reduce(Reduction.MAXIMUM, z, logSumExp.rank()));
      Value shifted = to.binary(BinaryFunction.SUBTRACT, z, to.broadcast(greatest, z.shape()));
      Value exponentials = to.unary(UnaryFunction.EXP, shifted);
      Value sum = to.add(new Op.Reduce(Reduction.SUM, exponentials, logSumExp.rank()));
      return new Parts(greatest, exponentials, sum);
    }
  }
}
