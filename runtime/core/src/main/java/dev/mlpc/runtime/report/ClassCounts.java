package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Figure;
import java.util.Arrays;

/**
 * Accuracy, precision, recall and F1. The latter three are those of class 1 where there are two
 * classes, and else the mean over the classes that occur, among the targets or the predictions; a
 * quotient of nothing by nothing counts as 0. A NaN among the outputs makes the figure NaN.
 */
final class ClassCounts implements Accumulator {
  private final Classification classification;
  private final Figure figure;
  private final long[] actual;
  private final long[] predicted;
  private final long[] both;
  private boolean undecided;

  ClassCounts(Classification classification, Figure figure) {
    this.classification = classification;
    this.figure = figure;
    actual = new long[classification.classes()];
    predicted = new long[classification.classes()];
    both = new long[classification.classes()];
  }

  @Override
  public void add(Batch outputs, Batch targets) {
    for (int i = 0; i < outputs.size(); i++) {
      int is = classification.actual(targets, i);
      int seems = classification.predicted(outputs, i);
      if (seems < 0) {
        undecided = true;
        continue;
      }
      actual[is]++;
      predicted[seems]++;
      if (is == seems) {
        both[is]++;
      }
    }
  }

  @Override
  public void reset() {
    Arrays.fill(actual, 0);
    Arrays.fill(predicted, 0);
    Arrays.fill(both, 0);
    undecided = false;
  }

  @Override
  public double value() {
    long samples = Arrays.stream(actual).sum();
    if (undecided || samples == 0) {
      return Double.NaN;
    }
    if (figure == Figure.ACCURACY) {
      return Arrays.stream(both).sum() / (double) samples;
    }
    if (actual.length == 2) {
      return of(1);
    }
    double sum = 0;
    int occurring = 0;
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] + predicted[i] > 0) {
        sum += of(i);
        occurring++;
      }
    }
    return sum / occurring;
  }

  private double of(int type) {
    return switch (figure) {
      case PRECISION -> quotient(both[type], predicted[type]);
      case RECALL -> quotient(both[type], actual[type]);
      case F1 -> quotient(2 * both[type], actual[type] + predicted[type]);
      default -> throw new AssertionError(figure);
    };
  }

  private static double quotient(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }
}
