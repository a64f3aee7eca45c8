package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Roots of a looped stage that share one loop.
 *
 * @param domain what the loop runs over; a scalar needs no loop
 * @param alone whether the one root has a loop of its own kind
 */
record LoopGroup(Shape domain, boolean alone, List<Root> roots) {

  LoopGroup {
    roots = List.copyOf(roots);
  }

  /** Divides the roots of a stage, in order. */
  static List<LoopGroup> divide(List<Root> roots, Graph graph) {
    List<LoopGroup> groups = new ArrayList<>();
    for (Root root : roots) {
      join(root, groups, graph);
    }
    return groups;
  }

  private static void join(Root root, List<LoopGroup> groups, Graph graph) {
    Shape domain = domain(root);
    boolean alone = needsOwnLoop(root);
    for (int i = groups.size() - 1; i >= 0 && !alone; i--) {
      LoopGroup group = groups.get(i);
      if (!group.alone && group.domain.equals(domain) && group.admits(root, graph)) {
        List<Root> more = new ArrayList<>(group.roots);
        more.add(root);
        groups.set(i, new LoopGroup(domain, false, more));
        return;
      }
      if (group.values().stream().anyMatch(root.needs()::contains)) {
        break;
      }
    }
    groups.add(new LoopGroup(domain, alone, List.of(root)));
  }

  Set<Value> values() {
    return roots.stream().map(Root::value).collect(Collectors.toSet());
  }

  /** Whether all that the root needs of this group is there at the same turn of the loop. */
  private boolean admits(Root root, Graph graph) {
    for (Root member : roots) {
      if (root.needs().contains(member.value())
          && (isLate(member) || !pointwise(root.value(), member.value(), graph, true))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLate(Root root) {
    return root.op() instanceof Op.Reduce || root.op() instanceof Op.SumOverBatch;
  }

  /** Whether {@code reader} reads of {@code value} only the element that it is computing. */
  private static boolean pointwise(Value reader, Value value, Graph graph, boolean samePoint) {
    if (reader.equals(value)) {
      return samePoint;
    }
    Op op = graph.op(reader);
    boolean stays =
        samePoint
            && (op instanceof Op.Unary
                || op instanceof Op.Binary
                || op instanceof Op.Compare
                || op instanceof Op.And
                || op instanceof Op.Not
                || op instanceof Op.Select
                || op instanceof Op.ToReal
                || op instanceof Op.StopGradient
                || op instanceof Op.RepeatOverBatch
                || op instanceof Op.SumOverBatch
                || op instanceof Op.Reduce);
    return op.operands().stream()
        .filter(operand -> operand.id() >= value.id())
        .allMatch(operand -> pointwise(operand, value, graph, stays));
  }

  private static Shape domain(Root root) {
    return root.op() instanceof Op.Reduce reduce ? reduce.x().shape() : root.value().shape();
  }

  private static boolean needsOwnLoop(Root root) {
    Op op = root.op();
    return op instanceof Op.MatMul
        || (root.product().isPresent() && !root.accumulates())
        || op instanceof Op.Concat
        || op instanceof Op.Pad
        || op instanceof Op.ArgMax
        || (op instanceof Op.Reduce reduce
            && (reduce.rank() > 0
                || (reduce.reduction() == Reduction.SUM
                    && reduce.x().shape().size() >= CostModel.SPLIT_SUM)));
  }
}
