package dev.mlpc.runtime.training;

/**
 * Looks on while a network is trained. All methods are called by the thread that trains, and each
 * does nothing unless it is overridden.
 */
public interface TrainingListener {

  /** One that looks away. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Training begins.
   *
   * @param epochs how many there will be, if nothing ends the run before
   * @param samples how many each of them has
   */
  default void started(int epochs, int samples) {}

  /**
   * An optimiser step is done. Called in the innermost loop: what it allocates or awaits is paid by
   * the training.
   *
   * @param epoch counted from 1
   * @param samples of this epoch so far
   * @param loss of the step's batch, before the update, penalties included
   */
  default void stepped(int epoch, int samples, double loss) {}

  /**
   * All samples had their turn, and the validation samples were predicted.
   *
   * @param epoch what it came to
   */
  default void epochEnded(EpochResult epoch) {}

  /**
   * Training ended, for whatever reason; the network has its final parameters.
   *
   * @param result what the run came to
   */
  default void ended(TrainingResult result) {}

  /** {@return whether to end the run now: asked after each step} */
  default boolean wantsStop() {
    return false;
  }
}
