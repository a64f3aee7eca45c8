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
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient =
        settings.decoupled() ? parameter.gradient() : parameter.decayedGradient(settings.decay());
    Value kept = settings.decoupled() ? parameter.shrunk(settings.decay()) : parameter.value();
    Value mean = parameter.average("mean", settings.beta1(), gradient);
    Value variance = parameter.average("variance", settings.beta2(), terms.square(gradient));
    Value root =
        terms.over(terms.root(variance), terms.root(terms.biasCorrection(settings.beta2())));
    Value direction = terms.over(mean, terms.plus(root, terms.number(settings.epsilon())));
    Value length = terms.over(terms.rate(), terms.biasCorrection(settings.beta1()));
    Value next = terms.minus(kept, terms.times(length, direction));
    return parameter.become(next);
  }
}
