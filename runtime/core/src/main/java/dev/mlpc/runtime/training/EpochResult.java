package dev.mlpc.runtime.training;

import dev.mlpc.runtime.report.Figures;
import java.util.OptionalDouble;

/**
 * What one pass over the training samples came to.
 *
 * @param epoch counted from 1
 * @param steps optimiser steps that the trainer has taken so far
 * @param loss the mean over the training samples, each measured before the update that it took part
 *     in, with dropout, penalties included
 * @param validationLoss the mean over the validation samples after the epoch, without dropout,
 *     penalties included; empty without such samples
 * @param figures of the validation samples; none without such samples
 * @param rate of the last step
 * @param seconds that the steps took, without validation
 */
public record EpochResult(
    int epoch,
    long steps,
    double loss,
    OptionalDouble validationLoss,
    Figures figures,
    double rate,
    double seconds) {

  /**
   * {@return what early stopping looks at unless it is told a figure, and what {@code plateau}
   * looks at: the validation loss, and without one the training loss}
   */
  public double watchedLoss() {
    return validationLoss.orElse(loss);
  }
}
