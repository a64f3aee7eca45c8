package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023), with a decoupled
 * decay.
 *
 * <pre>
 * c = β₁ m + (1 - β₁) g
 * m ← β₂ m + (1 - β₂) g
 * p ← p (1 - rate λ) - rate sign(c)
 * </pre>
 */
record SignOfMomentum(OptimizerDefinition.Lion settings) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient = parameter.gradient();
    Value momentum = parameter.slot("momentum");
    Value direction =
        terms.plus(
            terms.times(settings.beta1(), momentum), terms.times(1 - settings.beta1(), gradient));
    parameter.average("momentum", settings.beta2(), gradient);
    Value step = terms.times(terms.rate(), terms.sign(direction));
    return parameter.become(terms.minus(parameter.shrunk(settings.decay()), step));
  }
}
