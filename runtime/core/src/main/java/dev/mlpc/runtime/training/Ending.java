package dev.mlpc.runtime.training;

/** Why a training run ended. */
public enum Ending {
  /** All epochs are done. */
  COMPLETED,
  /** No epoch was better than the best for as long as the spec's {@code patience}. */
  EARLY,
  /** The listener asked for it. */
  STOPPED,
  /** The loss, or a parameter, became NaN or infinite. */
  DIVERGED
}
