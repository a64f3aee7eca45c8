package dev.mlpc.compiler.explain;

import java.util.Optional;

/** The values of named functions, for folding: those that are exact or nearly so. */
final class Functions {

  private Functions() {}

  static Optional<Double> value(String function, double x) {
    return switch (function) {
      case "exp" -> Optional.of(Math.exp(x));
      case "ln" -> Optional.of(Math.log(x));
      case "abs" -> Optional.of(Math.abs(x));
      case "sign" -> Optional.of(Math.signum(x));
      case "sin" -> Optional.of(Math.sin(x));
      case "cos" -> Optional.of(Math.cos(x));
      case "tanh" -> Optional.of(Math.tanh(x));
      case "σ" -> Optional.of(1 / (1 + Math.exp(-x)));
      case "floor" -> Optional.of(Math.floor(x));
      default -> Optional.empty();
    };
  }
}
