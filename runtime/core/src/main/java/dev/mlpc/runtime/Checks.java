package dev.mlpc.runtime;

import java.util.List;

/** Checks of what applications hand to generated classes. */
public final class Checks {

  private Checks() {}

  /**
   * Requires room for so many samples.
   *
   * @param name what the message calls the array
   * @param length of the array
   * @param samples how many there are said to be
   * @param width how many elements one sample has
   * @throws IllegalArgumentException if there is less
   */
  public static void length(String name, int length, int samples, int width) {
    long needed = (long) samples * width;
    if (samples < 0) {
      throw new IllegalArgumentException("a batch of " + samples + " samples");
    }
    if (length < needed) {
      throw new IllegalArgumentException(
          name
              + " has "
              + length
              + " elements, but "
              + samples
              + (samples == 1 ? " sample of " : " samples of ")
              + width
              + " need "
              + needed);
    }
  }

  /**
   * Requires numbers of classes.
   *
   * @param name what the message calls the array
   * @param values one a sample
   * @param samples how many there are said to be
   * @param classes how many there are
   * @throws IllegalArgumentException if one is not 0 … classes - 1
   */
  public static void classes(String name, int[] values, int samples, int classes) {
    for (int i = 0; i < samples; i++) {
      if (values[i] < 0 || values[i] >= classes) {
        throw new IllegalArgumentException(
            name + "[" + i + "] is " + values[i] + ", but must be 0 to " + (classes - 1));
      }
    }
  }

  /**
   * Requires a batch of a network's own ports.
   *
   * @param batch what the application gave
   * @param ports those of the network
   * @throws IllegalArgumentException if it is of others
   */
  public static void ports(Batch batch, List<Port> ports) {
    if (batch.ports() != ports && !batch.ports().equals(ports)) {
      throw new IllegalArgumentException(
          "a batch of " + batch.ports() + " where one of " + ports + " is needed");
    }
  }

  /**
   * Requires at least one sample.
   *
   * @param samples how many there are said to be
   * @throws IllegalArgumentException if there is none
   */
  public static void notEmpty(int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("a training step needs at least one sample");
    }
  }
}
