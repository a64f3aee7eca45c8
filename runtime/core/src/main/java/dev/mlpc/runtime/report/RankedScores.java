package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import java.util.Arrays;

/**
 * The area under the ROC curve: how often a sample of a class has a greater score for it than one
 * of another class, equal scores counting half. It has to keep all scores.
 *
 * <p>With two classes it is that of class 1. With more, it is the mean over the classes, each
 * against all others; a class is left out if no sample has it, or every one. NaN if none is left,
 * or with a NaN among the outputs.
 */
final class RankedScores implements Accumulator {
  private final Classification classification;
  private final boolean binary;

  /** One row a class; with two classes, one row that tells how much more speaks for class 1. */
  private final double[][] scores;

  private int[] actual = new int[0];
  private double[] sorted = new double[0];
  private int size;
  private boolean undecided;

  RankedScores(Classification classification) {
    this.classification = classification;
    this.binary = classification.classes() == 2;
    this.scores = new double[binary ? 1 : classification.classes()][0];
  }

  @Override
  public void add(Batch outputs, Batch targets) {
    reserve(size + outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      undecided |= classification.predicted(outputs, i) < 0;
      actual[size] = classification.actual(targets, i);
      for (int row = 0; row < scores.length; row++) {
        scores[row][size] =
            binary ? classification.lead(outputs, i) : classification.score(outputs, i, row);
      }
      size++;
    }
  }

  private void reserve(int needed) {
    if (needed > actual.length) {
      int length = Math.max(needed, actual.length + actual.length / 2);
      actual = Arrays.copyOf(actual, length);
      sorted = new double[length];
      for (int row = 0; row < scores.length; row++) {
        scores[row] = Arrays.copyOf(scores[row], length);
      }
    }
  }

  @Override
  public void reset() {
    size = 0;
    undecided = false;
  }

  @Override
  public double value() {
    if (undecided) {
      return Double.NaN;
    }
    if (binary) {
      return area(scores[0], 1);
    }
    double sum = 0;
    int defined = 0;
    for (int type = 0; type < scores.length; type++) {
      double area = area(scores[type], type);
      if (!Double.isNaN(area)) {
        sum += area;
        defined++;
      }
    }
    return defined == 0 ? Double.NaN : sum / defined;
  }

  private double area(double[] score, int type) {
    // The samples of the class in front, the others behind them, each part sorted.
    int positives = 0;
    int negatives = size;
    for (int i = 0; i < size; i++) {
      if (actual[i] == type) {
        sorted[positives++] = score[i];
      } else {
        sorted[--negatives] = score[i];
      }
    }
    Arrays.sort(sorted, 0, positives);
    Arrays.sort(sorted, positives, size);
    long halves = 0;
    int lower = positives;
    int notHigher = positives;
    for (int i = 0; i < positives; i++) {
      while (lower < size && sorted[lower] < sorted[i]) {
        lower++;
      }
      while (notHigher < size && sorted[notHigher] <= sorted[i]) {
        notHigher++;
      }
      halves += (lower - positives) + (notHigher - positives);
    }
    return halves / (2.0 * positives * (size - positives));
  }
}
