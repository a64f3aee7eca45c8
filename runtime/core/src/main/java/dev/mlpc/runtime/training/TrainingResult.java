package dev.mlpc.runtime.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a training run came to.
 *
 * @param epochs those that were finished, in order
 * @param best number of the epoch with the least {@linkplain EpochResult#watchedLoss watched loss},
 *     or with the best of the figure that the settings watch; the first of equals; empty if no
 *     epoch was finished
 * @param ending why the run ended
 * @param divergence where, if it {@linkplain Ending#DIVERGED diverged}
 * @param restored whether the network has the parameters of the best epoch (of the beginning, if
 *     none was finished) rather than those of the last step
 */
public record TrainingResult(
    List<EpochResult> epochs,
    OptionalInt best,
    Ending ending,
    Optional<Divergence> divergence,
    boolean restored) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }

  /** {@return the best epoch's result; empty if no epoch was finished} */
  public Optional<EpochResult> bestEpoch() {
    return best.isPresent() ? Optional.of(epochs.get(best.getAsInt() - 1)) : Optional.empty();
  }
}
