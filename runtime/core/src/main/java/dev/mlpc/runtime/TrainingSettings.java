package dev.mlpc.runtime;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a {@code train} block says of the whole run.
 *
 * @param epochs passes over the training data, at least 1
 * @param batch samples a step, at least 1
 * @param seed fixes order and dropout, and in tools the initial values too
 * @param shuffle whether each epoch has an order of its own
 * @param patience epochs without a better validation loss (training loss, where there are no
 *     validation samples) after which training ends, at least 1; when the run is over, the network
 *     has the parameters of the best epoch. Empty: all epochs, and the last parameters stay
 * @param figures what to report of the validation data
 */
public record TrainingSettings(
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    List<FigureRequest> figures) {

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
