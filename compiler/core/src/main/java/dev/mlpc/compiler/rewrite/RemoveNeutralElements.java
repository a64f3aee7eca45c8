package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code x · 1 → x}, {@code x / 1 → x}, {@code x + 0 → x}, {@code x - 0 → x}, {@code 0 - x → -x},
 * {@code x + x → 2 · x}. Exact, but that a zero's sign may change: -0 + 0 is 0. Nothing is done
 * about {@code x · 0}, {@code x - x} and {@code x / x}, which are NaN where x is NaN or infinite.
 */
final class RemoveNeutralElements implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    return op instanceof Op.Binary binary
        ? Optional.ofNullable(apply(binary, binary.a(), binary.b(), to))
        : Optional.empty();
  }

  private static @Nullable Value apply(Op.Binary op, Value a, Value b, Rewriting to) {
    return switch (op.function()) {
      case ADD -> to.is(b, 0) ? a : to.is(a, 0) ? b : a.equals(b) ? twice(a, to) : null;
      case SUBTRACT -> to.is(b, 0) ? a : to.is(a, 0) ? to.unary(UnaryFunction.NEGATE, b) : null;
      case MULTIPLY -> to.is(b, 1) ? a : to.is(a, 1) ? b : null;
      case DIVIDE -> to.is(b, 1) ? a : null;
      case POWER, MAX, MIN -> null;
    };
  }

  private static Value twice(Value x, Rewriting to) {
    return to.times(to.number(2), x);
  }
}
