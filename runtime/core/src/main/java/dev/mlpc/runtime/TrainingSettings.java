package dev.mlpc.runtime;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@code train} block says of the whole run.
 *
 * @param epochs passes over the training data, at least 1
 * @param batch samples a step, at least 1
 * @param seed fixes order and dropout, and in tools the initial values too
 * @param shuffle whether each epoch has an order of its own
 * @param patience epochs without a better one after which training ends, at least 1; when the run
 *     is over, the network has the parameters of the best epoch. Empty: all epochs, and the last
 *     parameters stay
 * @param figures what to report of the validation data
 * @param watched the figure by which an epoch is better than another, one of {@code figures}; empty
 *     for the loss. It is of the validation samples, or of the training samples where there are
 *     none
 */
public record TrainingSettings(
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    List<FigureRequest> figures,
    Optional<FigureRequest> watched) {

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
    if (watched.isPresent()
        && !(watched.get().figure().isNumber() && figures.contains(watched.get()))) {
      throw new IllegalArgumentException(
          "only a reported number can be watched, not " + watched.get().figure().word());
    }
  }

  /**
   * Settings by which the epoch with the least loss is the best.
   *
   * @param epochs passes over the training data, at least 1
   * @param batch samples a step, at least 1
   * @param seed fixes order and dropout, and in tools the initial values too
   * @param shuffle whether each epoch has an order of its own
   * @param patience epochs without a better one after which training ends; empty for none
   * @param figures what to report of the validation data
   */
  public TrainingSettings(
      int epochs,
      int batch,
      long seed,
      boolean shuffle,
      OptionalInt patience,
      List<FigureRequest> figures) {
    this(epochs, batch, seed, shuffle, patience, figures, Optional.empty());
  }

  /**
   * The same, but another figure tells which epoch is the best.
   *
   * @param judge one of the {@link #figures}, and one number
   * @return the settings
   */
  public TrainingSettings watching(FigureRequest judge) {
    return new TrainingSettings(
        epochs, batch, seed, shuffle, patience, figures, Optional.of(judge));
  }
}
