package dev.mlpc.runtime;

/** The figures that {@code report} knows. */
public enum Figure {
  /** The share of samples whose class is right. */
  ACCURACY("accuracy"),
  /** Of those taken for a class, the share that has it. */
  PRECISION("precision"),
  /** Of those that have a class, the share that is taken for it. */
  RECALL("recall"),
  /** The harmonic mean of precision and recall. */
  F1("f1"),
  /** The area under the ROC curve. */
  AUC("auc"),
  /** The share of samples whose class is among the k with the greatest scores. */
  TOP_K("topK"),
  /** The root of the mean squared error. */
  RMSE("rmse"),
  /** The mean absolute error. */
  MAE("mae"),
  /** The share of the targets' variance that the predictions explain. */
  R2("r2"),
  /** How many samples of each class are taken for which. */
  CONFUSION("confusion");

  private final String word;

  Figure(String word) {
    this.word = word;
  }

  /** {@return whether it is one number} */
  public boolean isNumber() {
    return this != CONFUSION;
  }

  /** {@return whether it measures errors, so that less of it is better} */
  public boolean isError() {
    return this == RMSE || this == MAE;
  }

  /** {@return how a spec writes it} */
  public String word() {
    return word;
  }
}
