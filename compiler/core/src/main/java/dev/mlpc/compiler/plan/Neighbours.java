package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;

/** Decides where neighbouring elements of what exists once can be computed in lanes. */
final class Neighbours {
  private Neighbours() {}

  /**
   * Whether all roots of a group are computed element by element from arrays that lie alike, up to
   * the end of the padding.
   */
  static boolean fit(LoopGroup group, Destinations destinations, Elements elements) {
    Shape domain = group.domain();
    Order order = null;
    for (Root root : group.roots()) {
      List<Buffer> into = destinations.of(root.value());
      if (into.isEmpty() || root.op() instanceof Op.Reduce) {
        return false;
      }
      for (Buffer buffer : into) {
        if (order != null && order != buffer.order()) {
          return false;
        }
        order = buffer.order();
      }
    }
    if (order != Order.PADDED && order != Order.PANELS) {
      return false;
    }
    Order common = order;
    return domain.size() > 1
        && group.roots().stream().allMatch(root -> isAlike(root, common, elements));
  }

  private static boolean isAlike(Root root, Order order, Elements elements) {
    Value value = root.value();
    return Uses.isGiven(root.op())
        ? elements.liesAs(value, order)
        : elements.isElementwise(value, order);
  }
}
