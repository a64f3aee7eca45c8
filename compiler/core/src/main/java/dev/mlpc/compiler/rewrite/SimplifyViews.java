package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Optional;

/**
 * Views of views, and views of what they joined: {@code transpose(transpose x) → x}, {@code
 * transpose(outer(a, b)) → outer(b, a)}, a reshape or broadcast of another → one, a slice of a
 * slice, of a part of a concatenation, or of what was padded → that part, and any view that shows
 * all → what it shows. Exact.
 */
final class SimplifyViews implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Transpose transpose) {
      return transpose(transpose, to);
    }
    if (op instanceof Op.Reshape reshape) {
      return reshape(reshape, to);
    }
    if (op instanceof Op.Broadcast broadcast) {
      return broadcast(broadcast, to);
    }
    if (op instanceof Op.Slice slice) {
      return slice(slice, to);
    }
    if (op instanceof Op.Pad pad) {
      return pad.before() == 0 && pad.after() == 0 ? Optional.of(pad.x()) : Optional.empty();
    }
    return op instanceof Op.Concat concat && concat.parts().size() == 1
        ? Optional.of(concat.parts().get(0))
        : Optional.empty();
  }

  private static Optional<Value> transpose(Op.Transpose op, Rewriting to) {
    Op x = to.op(op.x());
    if (x instanceof Op.Transpose inner) {
      return Optional.of(inner.x());
    }
    return x instanceof Op.Outer outer
        ? Optional.of(to.add(new Op.Outer(outer.b(), outer.a())))
        : Optional.empty();
  }

  private static Optional<Value> reshape(Op.Reshape op, Rewriting to) {
    if (op.x().shape().equals(op.shape())) {
      return Optional.of(op.x());
    }
    if (to.op(op.x()) instanceof Op.Reshape inner) {
      return Optional.of(to.add(new Op.Reshape(inner.x(), op.shape())));
    }
    return to.op(op.x()) instanceof Op.Broadcast inner && inner.x().shape().isScalar()
        ? Optional.of(to.spread(inner.x(), op.shape()))
        : Optional.empty();
  }

  private static Optional<Value> broadcast(Op.Broadcast op, Rewriting to) {
    if (op.x().shape().equals(op.shape())) {
      return Optional.of(op.x());
    }
    return to.op(op.x()) instanceof Op.Broadcast inner
        ? Optional.of(to.add(new Op.Broadcast(inner.x(), op.shape())))
        : Optional.empty();
  }

  private static Optional<Value> slice(Op.Slice op, Rewriting to) {
    if (op.from() == 0 && op.to() == op.x().shape().dimension(0)) {
      return Optional.of(op.x());
    }
    Op x = to.op(op.x());
    if (x instanceof Op.Slice inner) {
      int start = inner.from();
      return Optional.of(to.add(new Op.Slice(inner.x(), start + op.from(), start + op.to())));
    }
    if (x instanceof Op.Concat concat) {
      return sliceOfConcat(op, concat, to);
    }
    if (x instanceof Op.Pad pad
        && op.from() >= pad.before()
        && op.to() <= pad.before() + pad.x().shape().dimension(0)) {
      return Optional.of(
          to.add(new Op.Slice(pad.x(), op.from() - pad.before(), op.to() - pad.before())));
    }
    return Optional.empty();
  }

  private static Optional<Value> sliceOfConcat(Op.Slice op, Op.Concat concat, Rewriting to) {
    int start = 0;
    for (Value part : concat.parts()) {
      int end = start + part.shape().dimension(0);
      if (op.from() >= start && op.to() <= end) {
        return Optional.of(to.add(new Op.Slice(part, op.from() - start, op.to() - start)));
      }
      start = end;
    }
    return Optional.empty();
  }
}
