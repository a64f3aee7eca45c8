package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Signature;
import java.util.Arrays;

/** The samples of a data set, all in memory: what goes into a network and what should come out. */
public final class Samples {
  /** The stream of random numbers that chooses validation samples. */
  private static final long SPLIT = -2;

  private final Batch inputs;
  private final Batch targets;

  /**
   * The samples of two batches, which are not copied.
   *
   * @param inputs of a signature's inputs
   * @param targets of its targets; sample i of the inputs belongs to sample i of the targets
   * @throws IllegalArgumentException if one has more samples than the other
   */
  public Samples(Batch inputs, Batch targets) {
    if (inputs.size() != targets.size()) {
      throw new IllegalArgumentException(
          inputs.size() + " samples of inputs, but " + targets.size() + " of targets");
    }
    this.inputs = inputs;
    this.targets = targets;
  }

  /**
   * Room for that many samples of a network, all of them 0 so far.
   *
   * @param signature of the network
   * @param size how many there shall be
   * @return as many samples
   */
  public static Samples zeros(Signature signature, int size) {
    Batch inputs = new Batch(signature.inputs(), size);
    Batch targets = new Batch(signature.targets(), size);
    inputs.resize(size);
    targets.resize(size);
    return new Samples(inputs, targets);
  }

  /** {@return how many there are} */
  public int size() {
    return inputs.size();
  }

  /** {@return all inputs} */
  public Batch inputs() {
    return inputs;
  }

  /** {@return all targets} */
  public Batch targets() {
    return targets;
  }

  /**
   * Fills batches with the samples {@code order[from] … order[from + n - 1]}; allocates nothing.
   *
   * @param order numbers of samples
   * @param from the first of them
   * @param n how many of them
   * @param toInputs what becomes a batch of n inputs
   * @param toTargets what becomes a batch of n targets
   * @throws IllegalArgumentException if a batch is of other ports or has no room for n samples
   * @throws IndexOutOfBoundsException if there is no such place in the order, or no such sample
   */
  public void gather(int[] order, int from, int n, Batch toInputs, Batch toTargets) {
    toInputs.gather(inputs, order, from, n);
    toTargets.gather(targets, order, from, n);
  }

  /**
   * Fills batches with the samples {@code from … from + n - 1}; allocates nothing.
   *
   * @param from the first of them
   * @param n how many of them
   * @param toInputs what becomes a batch of n inputs
   * @param toTargets what becomes a batch of n targets
   * @throws IllegalArgumentException if a batch is of other ports or has no room for n samples
   * @throws IndexOutOfBoundsException if there are no such samples
   */
  public void copyRange(int from, int n, Batch toInputs, Batch toTargets) {
    toInputs.copyRange(inputs, from, n);
    toTargets.copyRange(targets, from, n);
  }

  /**
   * {@return a copy of some samples}
   *
   * @param rows their numbers, in the order that they shall have
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public Samples select(int[] rows) {
    Batch toInputs = new Batch(inputs.ports(), rows.length);
    Batch toTargets = new Batch(targets.ports(), rows.length);
    gather(rows, 0, rows.length, toInputs, toTargets);
    return new Samples(toInputs, toTargets);
  }

  /**
   * Keeps a share of the samples from training. Which ones depends on their number and the seed
   * alone; both parts keep the order that the samples have here. A share above 0 leaves at least
   * one sample to each part.
   *
   * @param share 0 for no validation samples, and below 1
   * @param seed any number
   * @return both parts, as copies
   * @throws IllegalArgumentException if the share is not in [0, 1), or if there are too few samples
   */
  public Split split(double share, long seed) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the share of validation samples must be in [0, 1), but is " + share);
    }
    if (share > 0 && size() < 2) {
      throw new IllegalArgumentException(
          "a data set of " + size() + " cannot spare samples for validation");
    }
    int held = share == 0 ? 0 : (int) Math.round(share * size());
    held = share == 0 ? 0 : Math.min(Math.max(held, 1), size() - 1);
    int[] rows = ascending(size());
    CounterRandom.shuffle(rows, CounterRandom.key(seed, SPLIT));
    Arrays.sort(rows, 0, held);
    Arrays.sort(rows, held, rows.length);
    return new Split(
        select(Arrays.copyOfRange(rows, held, rows.length)),
        select(Arrays.copyOfRange(rows, 0, held)));
  }

  /**
   * The two parts of a data set.
   *
   * @param training what parameters are learned from
   * @param validation what tells how well; may be empty
   */
  public record Split(Samples training, Samples validation) {}

  static int[] ascending(int size) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
