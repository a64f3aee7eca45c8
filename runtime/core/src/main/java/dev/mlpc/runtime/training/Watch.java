package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.report.Figures;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Remembers which epoch was the best, by the loss or by a figure. */
final class Watch {
  private final Optional<FigureRequest> watched;
  private final int place;
  private OptionalInt best = OptionalInt.empty();
  private double leastPenalty = Double.POSITIVE_INFINITY;

  Watch(TrainingSettings settings) {
    watched = settings.watched();
    place = watched.map(figure -> place(figure, settings.figures())).orElse(-1);
  }

  /** Among the figures that are one number: a report has the others in a list of their own. */
  private static int place(FigureRequest watched, List<FigureRequest> figures) {
    return (int)
        figures.subList(0, figures.indexOf(watched)).stream()
            .filter(figure -> figure.figure().isNumber())
            .count();
  }

  /** Whether it needs figures to judge by. */
  boolean needsFigures() {
    return watched.isPresent();
  }

  /**
   * Judges one more epoch.
   *
   * @param epoch its number
   * @return whether it is better than all before it, or the first
   */
  boolean isBest(int epoch, double loss, Figures figures) {
    double penalty = penalty(loss, figures);
    if (best.isPresent() && !(penalty < leastPenalty)) {
      return false;
    }
    best = OptionalInt.of(epoch);
    leastPenalty = penalty;
    return true;
  }

  /** What is the less, the better; a figure that is not defined is worse than any. */
  private double penalty(double loss, Figures figures) {
    if (watched.isEmpty()) {
      return loss;
    }
    Figure figure = watched.get().figure();
    double value = figures.values().get(place).value();
    double penalty = figure.isError() ? value : -value;
    return Double.isNaN(penalty) ? Double.POSITIVE_INFINITY : penalty;
  }

  /** Number of the best epoch, the first of equals; empty before the first. */
  OptionalInt best() {
    return best;
  }
}
