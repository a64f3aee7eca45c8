package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;

/**
 * Any formula, and the exponential moving average of what it makes of a parameter. PyTorch's {@code
 * AveragedModel} with {@code get_ema_multi_avg_fn}: the first average is what the first step made,
 * and states are not averaged (there, buffers are copied).
 *
 * <pre>
 * a ← p                      at the first step
 * a ← a + (1 - β) (p - a)    from the second on; p is what the step made
 * </pre>
 *
 * @param beta how much of the average stays
 */
record MovingAverage(Formula formula, double beta) implements Formula {

  @Override
  public Value update(Learned parameter) {
    Terms terms = parameter.terms();
    Value next = formula.update(parameter);
    Value average = parameter.slot(Op.Slot.AVERAGE);
    Value step = terms.times(share(terms), terms.minus(next, average));
    parameter.update(average, terms.plus(average, step));
    return next;
  }

  /** 1 at the first step: there 1 - βᵗ is 1 - β, and from the second on it is at least 1 - β². */
  private Value share(Terms terms) {
    Value between = terms.number((1 - beta) * (1 + beta / 2));
    return terms.select(
        terms.isGreater(terms.biasCorrection(beta), between),
        terms.number(1 - beta),
        terms.number(1));
  }
}
