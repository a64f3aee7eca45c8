package dev.mlpc.runtime.report;

import java.util.List;

/**
 * How many samples of each class were taken for which.
 *
 * @param name {@code confusion}; if the report judges several outputs or targets, {@code
 *     confusion(p, y)}
 * @param labels the names of the classes: those of the spec, or their numbers
 * @param counts {@code counts.get(actual).get(predicted)}, as in scikit-learn
 */
public record ConfusionMatrix(String name, List<String> labels, List<List<Long>> counts) {

  public ConfusionMatrix {
    labels = List.copyOf(labels);
    counts = counts.stream().map(List::copyOf).toList();
  }
}
