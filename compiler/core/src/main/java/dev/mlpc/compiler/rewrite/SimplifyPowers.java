package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code x⁰ → 1}, {@code x¹ → x}, {@code x² → x · x}, {@code x³ → x · x · x}, {@code x⁻¹ → 1 / x},
 * {@code x^½ → √x}. The root of -∞ is NaN, as PyTorch has it, and that of -0 is -0.
 */
final class SimplifyPowers implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (!(op instanceof Op.Binary power) || power.function() != BinaryFunction.POWER) {
      return Optional.empty();
    }
    OptionalDouble exponent = to.numberOf(power.b());
    return exponent.isPresent() ? power(power.a(), exponent.getAsDouble(), to) : Optional.empty();
  }

  private static Optional<Value> power(Value x, double exponent, Rewriting to) {
    if (exponent == 0) {
      return Optional.of(to.number(1, x.shape()));
    }
    if (exponent == 1) {
      return Optional.of(x);
    }
    if (exponent == 2) {
      return Optional.of(to.times(x, x));
    }
    if (exponent == 3) {
      return Optional.of(to.times(to.times(x, x), x));
    }
    if (exponent == -1) {
      return Optional.of(to.unary(UnaryFunction.RECIPROCAL, x));
    }
    return exponent == 0.5 ? Optional.of(to.unary(UnaryFunction.SQRT, x)) : Optional.empty();
  }
}
