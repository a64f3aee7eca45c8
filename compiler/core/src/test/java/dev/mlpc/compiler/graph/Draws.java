package dev.mlpc.compiler.graph;

import dev.mlpc.runtime.CounterRandom;

/** The draws of {@link Op.Bernoulli}: whether an element is 1. */
@FunctionalInterface
public interface Draws {

  /**
   * Whether one element is 1.
   *
   * @param keep with which probability the element is 1
   * @param stream of the op
   * @param counter the sample's number in its batch · size of one sample + number of the element
   */
  boolean keeps(double keep, int stream, long counter);

  /**
   * What the generated class of an f32 network draws.
   *
   * @param step the number of the step; the first is 1
   */
  static Draws f32(long seed, long step) {
    return (keep, stream, counter) ->
        CounterRandom.unitFloat(CounterRandom.key(seed, step - 1, stream), counter) < (float) keep;
  }

  /** What the generated class of an f64 network draws. */
  static Draws f64(long seed, long step) {
    return (keep, stream, counter) ->
        CounterRandom.unitDouble(CounterRandom.key(seed, step - 1, stream), counter) < keep;
  }
}
