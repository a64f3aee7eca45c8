package dev.mlpc.runtime.training;

/**
 * Where a run went astray.
 *
 * @param epoch counted from 1
 * @param step of the trainer, counted from 1
 * @param loss the one that is NaN or infinite; finite if it was a parameter that became so
 */
public record Divergence(int epoch, long step, double loss) {

  /**
   * In words, without remedy.
   *
   * @return a sentence without its full stop
   */
  public String message() {
    String where = " in epoch " + epoch + ", at step " + step;
    return Double.isFinite(loss)
        ? "a parameter became NaN or infinite" + where
        : "the loss became " + (Double.isNaN(loss) ? "NaN" : "infinite") + where;
  }
}
