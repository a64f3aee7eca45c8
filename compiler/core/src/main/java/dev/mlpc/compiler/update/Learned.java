package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;

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

  /**
   * One number that the optimiser remembers of this parameter, zero at first.
   *
   * @param kind what it is, {@code momentumProduct}
   */
  Value scalarSlot(String kind) {
    return terms
        .graph()
        .leaf(new Op.Slot(kind, name), TensorType.real(Shape.SCALAR, false), terms.origin());
  }

  /** After this step, {@code target} (this parameter or a slot of it) is {@code next}. */
  void update(Value target, Value next) {
    terms.graph().update(target, next);
  }

  /** g + λ p: a decay that joins the gradient. */
  Value decayedGradient(double decay) {
    return decay == 0 ? gradient : terms.plus(gradient, terms.times(decay, value));
  }

  /** p (1 - rate λ): a decay that shrinks the parameter itself. */
  Value shrunk(double decay) {
    return decay == 0
        ? value
        : terms.times(terms.minus(terms.number(1), terms.times(decay, terms.rate())), value);
  }

  /**
   * s ← β s + (1 - β) x: a moving average in a slot.
   *
   * @return what the slot is from this step on
   */
  Value average(String kind, double beta, Value x) {
    Value slot = slot(kind);
    Value next = terms.plus(terms.times(beta, slot), terms.times(1 - beta, x));
    update(slot, next);
    return next;
  }

  /**
   * p ← next.
   *
   * @return {@code next}
   */
  Value become(Value next) {
    update(value, next);
    return next;
  }
}
