package dev.mlpc.runtime;

/** The figures that {@code report} knows. */
public enum Figure {
  ACCURACY("accuracy"),
  PRECISION("precision"),
  RECALL("recall"),
  F1("f1"),
  AUC("auc"),
  TOP_K("topK"),
  RMSE("rmse"),
  MAE("mae"),
  R2("r2"),
  CONFUSION("confusion");

  private final String word;

  Figure(String word) {
    this.word = word;
  }

  /** How a spec writes it. */
  public String word() {
    return word;
  }
}
