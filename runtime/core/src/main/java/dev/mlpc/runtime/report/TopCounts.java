package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;

/**
 * The share of samples whose class is among the k with the greatest scores. Of equal scores the
 * class with the lower number is ahead, as it is for accuracy, so that k = 1 gives just that. A NaN
 * among the outputs makes it NaN.
 */
final class TopCounts implements Accumulator {
  private final Classification classification;
  private final int k;
  private long samples;
  private long hits;
  private boolean undecided;

  TopCounts(Classification classification, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("topK of " + k);
    }
    this.classification = classification;
    this.k = k;
  }

  @Override
  public void add(Batch outputs, Batch targets) {
    for (int i = 0; i < outputs.size(); i++) {
      int predicted = classification.predicted(outputs, i);
      int actual = classification.actual(targets, i);
      undecided |= predicted < 0;
      samples++;
      if (predicted == actual || ahead(outputs, i, actual) < k) {
        hits++;
      }
    }
  }

  private int ahead(Batch outputs, int sample, int actual) {
    double own = classification.score(outputs, sample, actual);
    int ahead = 0;
    for (int i = 0; i < classification.classes(); i++) {
      double score = classification.score(outputs, sample, i);
      if (score > own || (score == own && i < actual)) {
        ahead++;
      }
    }
    return ahead;
  }

  @Override
  public void reset() {
    samples = 0;
    hits = 0;
    undecided = false;
  }

  @Override
  public double value() {
    return undecided ? Double.NaN : hits / (double) samples;
  }
}
