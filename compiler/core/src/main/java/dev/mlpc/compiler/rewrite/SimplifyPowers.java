package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code x⁰ → 1}, {@code x¹ → x}, {@code x² → x · x}, {@code x³ → x · x · x}, {@code x⁴ → (x · x) ·
 * (x · x)}, {@code x⁻¹ → 1 / x}, {@code x⁻² → (1 / x) · (1 / x)}, {@code x^½ → √x}, {@code x^-½ → 1
 * / √x}. Less than 2 ulp from the power; higher ones would lose more. Zeros, infinities and NaN
 * give what the power gives, but for the roots, which are PyTorch's: of -∞ they are NaN, and -0
 * gives -0 and -∞. The inverse is squared, and not the square inverted, which overflows where the
 * result is a number.
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
      return Optional.of(square(x, to));
    }
    if (exponent == 3) {
      return Optional.of(to.times(square(x, to), x));
    }
    if (exponent == 4) {
      return Optional.of(square(square(x, to), to));
    }
    if (exponent == -1) {
      return Optional.of(to.unary(UnaryFunction.RECIPROCAL, x));
    }
    if (exponent == -2) {
      return Optional.of(square(to.unary(UnaryFunction.RECIPROCAL, x), to));
    }
    if (exponent == 0.5) {
      return Optional.of(to.unary(UnaryFunction.SQRT, x));
    }
    return exponent == -0.5
        ? Optional.of(to.unary(UnaryFunction.RECIPROCAL, to.unary(UnaryFunction.SQRT, x)))
        : Optional.empty();
  }

  private static Value square(Value x, Rewriting to) {
    return to.times(x, x);
  }
}
