package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Comparison;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code if 2 > 1 then a else b → a}, {@code if c then a else a → a}, {@code if not c then a else b
 * → if c then b else a}, {@code not not c → c}, {@code c and c → c}, and {@code and} with what is
 * known. Exact.
 */
final class ChooseKnown implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Select select) {
      return select(select, to);
    }
    if (op instanceof Op.Not not && to.op(not.a()) instanceof Op.Not inner) {
      return Optional.of(inner.a());
    }
    return op instanceof Op.And and ? and(and, to) : Optional.empty();
  }

  private static Optional<Value> select(Op.Select select, Rewriting to) {
    if (select.a().equals(select.b())) {
      return Optional.of(select.a());
    }
    Optional<Boolean> known = known(select.condition(), to);
    if (known.isPresent()) {
      return Optional.of(known.get() ? select.a() : select.b());
    }
    return to.op(select.condition()) instanceof Op.Not not
        ? Optional.of(to.add(new Op.Select(not.a(), select.b(), select.a())))
        : Optional.empty();
  }

  private static Optional<Value> and(Op.And and, Rewriting to) {
    if (and.a().equals(and.b())) {
      return Optional.of(and.a());
    }
    Optional<Value> decidedByA = known(and.a(), to).map(a -> a ? and.b() : and.a());
    return decidedByA.or(() -> known(and.b(), to).map(b -> b ? and.a() : and.b()));
  }

  /** The truth of a condition that compares numbers; through views and one negation. */
  private static Optional<Boolean> known(Value condition, Rewriting to) {
    Op op = to.op(condition);
    if (op instanceof Op.Broadcast || op instanceof Op.RepeatOverBatch) {
      op = to.op(op.operands().get(0));
    }
    if (op instanceof Op.Not not) {
      return to.op(not.a()) instanceof Op.Compare compare
          ? compared(compare, to).map(truth -> !truth)
          : Optional.empty();
    }
    return op instanceof Op.Compare compare ? compared(compare, to) : Optional.empty();
  }

  private static Optional<Boolean> compared(Op.Compare op, Rewriting to) {
    OptionalDouble a = to.numberOf(op.a());
    OptionalDouble b = to.numberOf(op.b());
    return a.isPresent() && b.isPresent()
        ? Optional.of(holds(op.relation(), a.getAsDouble(), b.getAsDouble()))
        : Optional.empty();
  }

  private static boolean holds(Comparison relation, double a, double b) {
    return switch (relation) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }
}
