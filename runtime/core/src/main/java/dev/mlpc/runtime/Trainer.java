package dev.mlpc.runtime;

import java.util.List;

/** Trains one network, one optimiser step at a time. Belongs to one thread. */
public interface Trainer {

  /** What the spec's {@code train} block says of the whole run. */
  TrainingSettings settings();

  /**
   * Forward, backward, and one update of all parameters.
   *
   * @return the batch's loss before the update, penalties included
   */
  double step(Batch inputs, Batch targets);

  /** The batch's loss as a prediction would have it: no dropout, no update; penalties included. */
  double loss(Batch inputs, Batch targets);

  /** Optimiser steps taken so far. */
  long steps();

  /**
   * Says how many steps the whole run will take, for rates that depend on it ({@code cosine}
   * without {@code steps}).
   */
  void planSteps(long total);

  /** Multiplies nothing, adds nothing: replaces the spec's peak rate by {@code rate}. */
  void overrideRate(double rate);

  /** The rate that the next step will use. */
  double rate();

  /**
   * How many passes over the training data measure statistics ({@code Standardize}) before training
   * begins; 0 where the network has none.
   */
  int measurements();

  /** Adds a batch to measurement {@code index}; measurements are taken one after another. */
  void measure(int index, Batch inputs);

  /** Writes what measurement {@code index} found into the network's states. */
  void finishMeasurement(int index);

  /** The optimiser's own memory (momenta and their like), by name. */
  List<Tensor> state();
}
