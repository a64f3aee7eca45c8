package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * NAdam (Dozat, 2016): Adam that looks one step of its momentum ahead. PyTorch's {@code NAdam} with
 * its momentum decay ψ = 0.004, by which the momentum's share μ grows from β₁ / 2 to β₁.
 *
 * <pre>
 * d = g + λ p
 * μₜ = β₁ (1 - ½ 0.96^(ψ t))           Πₜ = μ₁ μ₂ … μₜ
 * m ← β₁ m + (1 - β₁) d
 * v ← β₂ v + (1 - β₂) d²
 * s = rate (1 - μₜ) / (1 - Πₜ) · d + rate μₜ₊₁ / (1 - Πₜ₊₁) · m
 * p ← p - s / (√(v / (1 - β₂ᵗ)) + ε)
 * </pre>
 *
 * A slot is zero at first, and so is 1 - Π: that is what is kept.
 */
record NesterovMoments(OptimizerDefinition.Nadam settings) implements Formula {
  /** 0.96^ψ: what the lacking half of the momentum's share is multiplied by in each step. */
  private static final double SHRINKAGE = Math.pow(0.96, 4e-3);

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient = parameter.decayedGradient(settings.decay());
    Value mean = parameter.average("mean", settings.beta1(), gradient);
    Value variance = parameter.average("variance", settings.beta2(), terms.square(gradient));
    Value lacking = terms.minus(terms.number(1), terms.biasCorrection(SHRINKAGE));
    Value share = share(terms, lacking);
    Value nextShare = share(terms, terms.times(SHRINKAGE, lacking));
    Value before = parameter.scalarSlot("momentumCorrection");
    Value correction = extended(terms, before, share);
    parameter.update(before, correction);
    Value ofGradient = terms.over(terms.minus(terms.number(1), share), correction);
    Value ofMean = terms.over(nextShare, extended(terms, correction, nextShare));
    Value direction =
        terms.plus(
            terms.times(terms.times(terms.rate(), ofGradient), gradient),
            terms.times(terms.times(terms.rate(), ofMean), mean));
    Value root = terms.root(terms.over(variance, terms.biasCorrection(settings.beta2())));
    Value step = terms.over(direction, terms.plus(root, terms.number(settings.epsilon())));
    return parameter.become(terms.minus(parameter.value(), step));
  }

  /** μ = β₁ (1 - ½ x). */
  private Value share(Terms terms, Value lacking) {
    return terms.times(settings.beta1(), terms.minus(terms.number(1), terms.times(0.5, lacking)));
  }

  /** 1 - Π μ, from 1 - Π. */
  private static Value extended(Terms terms, Value correction, Value share) {
    Value product = terms.minus(terms.number(1), correction);
    return terms.minus(terms.number(1), terms.times(product, share));
  }
}
