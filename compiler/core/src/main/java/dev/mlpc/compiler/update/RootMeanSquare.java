package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * RMSprop (Tieleman and Hinton, 2012), with momentum μ. PyTorch's {@code RMSprop}, not centred; ρ
 * is its {@code alpha}.
 *
 * <pre>
 * d = g + λ p
 * v ← ρ v + (1 - ρ) d²
 * s = d / (√v + ε)
 * b ← μ b + s          with momentum, and s = b
 * p ← p - rate s
 * </pre>
 */
record RootMeanSquare(OptimizerDefinition.Rmsprop settings) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient = parameter.decayedGradient(settings.decay());
    Value square = parameter.average("square", settings.rho(), terms.square(gradient));
    Value root = terms.plus(terms.root(square), terms.number(settings.epsilon()));
    Value step = terms.over(gradient, root);
    if (settings.momentum() != 0) {
      Value momentum = parameter.slot("momentum");
      step = terms.plus(terms.times(settings.momentum(), momentum), step);
      parameter.update(momentum, step);
    }
    return parameter.become(terms.minus(parameter.value(), terms.times(terms.rate(), step)));
  }
}
