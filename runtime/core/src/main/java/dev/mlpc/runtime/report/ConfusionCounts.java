package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import java.util.Arrays;
import java.util.List;

/** How often each class was taken for which. Samples with a NaN among the outputs do not count. */
final class ConfusionCounts implements Accumulator {
  private final Classification classification;
  private final long[][] counts;

  ConfusionCounts(Classification classification) {
    this.classification = classification;
    this.counts = new long[classification.classes()][classification.classes()];
  }

  @Override
  public void add(Batch outputs, Batch targets) {
    for (int i = 0; i < outputs.size(); i++) {
      int predicted = classification.predicted(outputs, i);
      if (predicted >= 0) {
        counts[classification.actual(targets, i)][predicted]++;
      }
    }
  }

  @Override
  public void reset() {
    for (long[] row : counts) {
      Arrays.fill(row, 0);
    }
  }

  /** The share on the diagonal is accuracy; a matrix is more than one number. */
  @Override
  public double value() {
    return Double.NaN;
  }

  ConfusionMatrix matrix(String name) {
    List<List<Long>> rows =
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
    return new ConfusionMatrix(name, classification.labels(), rows);
  }
}
