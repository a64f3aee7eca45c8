package dev.mlpc.runtime;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a {@code train} block says of the whole run.
 *
 * @param epochs passes over the training data
 * @param batch samples a step
 * @param seed fixes order and dropout, and in tools the initial values too
 * @param shuffle whether each epoch has an order of its own
 * @param patience epochs without a better validation loss after which training ends and the best
 *     parameters are restored; empty for never
 * @param figures what to report of the validation data
 */
public record TrainingSettings(
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    List<FigureRequest> figures) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if epochs, batch or patience are below 1
   */
  public TrainingSettings {
    if (epochs < 1 || batch < 1 || patience.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "epochs, batch and patience must be at least 1, but are "
              + epochs
              + ", "
              + batch
              + " and "
              + (patience.isPresent() ? patience.getAsInt() : "none"));
    }
    figures = List.copyOf(figures);
  }
}
