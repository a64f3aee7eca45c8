package dev.mlpc.compiler.explain;

import java.util.Map;

/** Letters that a spec spells out. */
final class Greek {
  private static final Map<String, String> LETTERS =
      Map.of(
          "alpha", "α", "beta", "β", "gamma", "γ", "delta", "Δ", "epsilon", "ε", "lambda", "λ",
          "mu", "μ", "tau", "τ", "theta", "θ", "omega", "ω");

  private Greek() {}

  /** The letter of that name; any other word as it is. */
  static String letter(String word) {
    return LETTERS.getOrDefault(word, word);
  }
}
