package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * Stochastic gradient descent, with momentum μ, Nesterov's look ahead, and a decay λ that joins the
 * gradient. PyTorch's {@code SGD} without dampening.
 *
 * <pre>
 * d = g + λ p
 * b ← μ b + d          (zero at first, so that the first step's b is d)
 * s = d + μ b          with Nesterov, else b
 * p ← p - rate s
 * </pre>
 */
record GradientDescent(OptimizerDefinition.Sgd settings) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value step = parameter.decayedGradient(settings.decay());
    if (settings.momentum() != 0) {
      step = withMomentum(parameter, step);
    }
    Value next = terms.minus(parameter.value(), terms.times(terms.rate(), step));
    return parameter.become(next);
  }

  private Value withMomentum(Learned parameter, Value gradient) {
    Terms terms = parameter.terms();
    Value momentum = parameter.slot("momentum");
    Value next = terms.plus(terms.times(settings.momentum(), momentum), gradient);
    parameter.update(momentum, next);
    return settings.nesterov()
        ? terms.plus(gradient, terms.times(settings.momentum(), next))
        : next;
  }
}
