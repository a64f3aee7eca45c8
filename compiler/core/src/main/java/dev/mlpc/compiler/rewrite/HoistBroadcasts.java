package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.Optional;

/**
 * {@code f(broadcast(a), broadcast(b)) → broadcast(f(a, b))}: computed once, and not once an
 * element. Exact.
 */
final class HoistBroadcasts implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Unary unary && to.op(unary.x()) instanceof Op.Broadcast x) {
      Value once = to.add(new Op.Unary(unary.function(), x.x()));
      return Optional.of(to.add(new Op.Broadcast(once, x.shape())));
    }
    if (op instanceof Op.Binary binary
        && to.op(binary.a()) instanceof Op.Broadcast a
        && to.op(binary.b()) instanceof Op.Broadcast b) {
      Shape common = longer(a.x().shape(), b.x().shape());
      Value once =
          to.add(
              new Op.Binary(
                  binary.function(), to.broadcast(a.x(), common), to.broadcast(b.x(), common)));
      return Optional.of(to.add(new Op.Broadcast(once, a.shape())));
    }
    return Optional.empty();
  }

  /** Both are how the same shape begins, so one is how the other begins. */
  private static Shape longer(Shape a, Shape b) {
    return a.rank() >= b.rank() ? a : b;
  }
}
