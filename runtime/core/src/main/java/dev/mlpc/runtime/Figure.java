package dev.mlpc.runtime;

/** The figures that {@code report} knows. */
public enum Figure {
  ACCURACY,
  PRECISION,
  RECALL,
  F1,
  AUC,
  TOP_K,
  RMSE,
  MAE,
  R2,
  CONFUSION
}
