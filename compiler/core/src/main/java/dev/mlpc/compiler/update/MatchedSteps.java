package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Value;

/**
 * Adadelta (Zeiler, 2012): a step has the unit of the parameter, since the units of the gradient
 * cancel. PyTorch's {@code Adadelta}.
 *
 * <pre>
 * d = g + λ p
 * v ← ρ v + (1 - ρ) d²
 * s = √(u + ε) / √(v + ε) · d       u as it was before this step
 * u ← ρ u + (1 - ρ) s²
 * p ← p - rate s
 * </pre>
 */
record MatchedSteps(OptimizerDefinition.Adadelta settings) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value gradient = parameter.decayedGradient(settings.decay());
    Value square = parameter.average("square", settings.rho(), terms.square(gradient));
    Value step =
        terms.times(
            terms.over(root(terms, parameter.slot("squareStep")), root(terms, square)), gradient);
    parameter.average("squareStep", settings.rho(), terms.square(step));
    return parameter.become(terms.minus(parameter.value(), terms.times(terms.rate(), step)));
  }

  private Value root(Terms terms, Value square) {
    return terms.root(terms.plus(square, terms.number(settings.epsilon())));
  }
}
