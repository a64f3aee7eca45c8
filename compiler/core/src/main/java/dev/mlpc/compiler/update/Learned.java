package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;

/**
 * A parameter on its way to its next value.
 *
 * @param name as the spec's parameters are named, {@code hidden.weight}
 * @param value what it is in this step
 * @param gradient of the batch's loss by it
 * @param terms make nodes that bear its name
 */
record Learned(String name, Value value, Value gradient, Terms terms) {

  Learned withGradient(Value newGradient) {
    return new Learned(name, value, newGradient, terms);
  }

  /**
   * What the optimiser remembers of this parameter from step to step, zero at first.
   *
   * @param kind what it is, {@code momentum}
   */
  Value slot(String kind) {
    return terms.graph().leaf(new Op.Slot(kind, name), value.type(), terms.origin());
  }

  /** After this step, {@code target} (this parameter or a slot of it) is {@code next}. */
  void update(Value target, Value next) {
    terms.graph().update(target, next);
  }

  /** g + λ p: a decay that joins the gradient. */
  Value decayedGradient(double decay) {
    return decay == 0 ? gradient : terms.plus(gradient, terms.times(decay, value));
  }
}
