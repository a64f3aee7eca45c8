package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * Adam (Kingma and Ba, 2015), and with a decoupled decay AdamW (Loshchilov and Hutter, 2019).
 * PyTorch's {@code Adam} and {@code AdamW}: ε joins the root after its correction.
 *
 * <pre>
 * d = g + λ p                          q = p                  Adam
 * d = g                                q = p (1 - rate λ)     AdamW
 * m ← β₁ m + (1 - β₁) d
 * v ← β₂ v + (1 - β₂) d²
 * p ← q - rate / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)
 * </pre>
 */
record AdaptiveMoments(OptimizerDefinition.Adam settings) implements Formula {

  @Override
  public void update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient =
        settings.decoupled() ? parameter.gradient() : parameter.decayedGradient(settings.decay());
    Value mean = average(parameter, "mean", settings.beta1(), gradient);
    Value variance = average(parameter, "variance", settings.beta2(), terms.square(gradient));
    Value root =
        terms.over(terms.root(variance), terms.root(terms.biasCorrection(settings.beta2())));
    Value direction = terms.over(mean, terms.plus(root, terms.number(settings.epsilon())));
    Value length = terms.over(terms.rate(), terms.biasCorrection(settings.beta1()));
    Value next = terms.minus(decayed(parameter), terms.times(length, direction));
    parameter.update(parameter.value(), next);
  }

  /** s ← β s + (1 - β) x. */
  private static Value average(Learned parameter, String kind, double beta, Value x) {
    Terms terms = parameter.terms();
    Value slot = parameter.slot(kind);
    Value next = terms.plus(terms.times(beta, slot), terms.times(1 - beta, x));
    parameter.update(slot, next);
    return next;
  }

  private Value decayed(Learned parameter) {
    if (!settings.decoupled() || settings.decay() == 0) {
      return parameter.value();
    }
    Terms terms = parameter.terms();
    Value kept = terms.minus(terms.number(1), terms.times(settings.decay(), terms.rate()));
    return terms.times(kept, parameter.value());
  }
}
