package dev.mlpc.compiler;

import dev.mlpc.compiler.definition.Precision;
import java.util.Optional;

/**
 * What a caller may ask of the compiler beyond what the spec says.
 *
 * @param precision replaces the precision of every network: a gradient check builds f32 networks in
 *     f64
 * @param gradients whether trainers also show their gradients ({@code
 *     dev.mlpc.runtime.Differentiable})
 */
public record CompilerOptions(Optional<Precision> precision, boolean gradients) {

  /** What the spec says, and nothing more. */
  public static CompilerOptions defaults() {
    return new CompilerOptions(Optional.empty(), false);
  }

  public CompilerOptions withPrecision(Precision newPrecision) {
    return new CompilerOptions(Optional.of(newPrecision), gradients);
  }

  public CompilerOptions withGradients() {
    return new CompilerOptions(precision, true);
  }
}
