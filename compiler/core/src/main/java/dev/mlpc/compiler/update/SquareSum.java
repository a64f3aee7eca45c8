package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * Adagrad (Duchi, Hazan and Singer, 2011). PyTorch's {@code Adagrad} without a decay of the rate.
 *
 * <pre>
 * d = g + λ p
 * v ← v + d²
 * p ← p - rate d / (√v + ε)
 * </pre>
 */
record SquareSum(OptimizerDefinition.Adagrad settings) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient = parameter.decayedGradient(settings.decay());
    Value before = parameter.slot("squareSum");
    Value sum = terms.plus(before, terms.square(gradient));
    parameter.update(before, sum);
    Value root = terms.plus(terms.root(sum), terms.number(settings.epsilon()));
    Value step = terms.times(terms.rate(), terms.over(gradient, root));
    return parameter.become(terms.minus(parameter.value(), step));
  }
}
