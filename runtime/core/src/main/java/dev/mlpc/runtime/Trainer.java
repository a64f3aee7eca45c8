package dev.mlpc.runtime;

import java.util.List;

/** Trains one network, one optimiser step at a time. Belongs to one thread, and its team. */
public interface Trainer {

  /** {@return who shares the work of steps} */
  default Team team() {
    return Team.ALONE;
  }

  /** {@return what the spec's {@code train} block says of the whole run} */
  TrainingSettings settings();

  /**
   * Forward, backward, and one update of all parameters.
   *
   * @param inputs of the network's inputs
   * @param targets of the network's targets, as many as inputs
   * @return the batch's loss before the update, penalties included
   * @throws IllegalArgumentException if the batches are of other ports, without samples, or if a
   *     class is out of range
   */
  double step(Batch inputs, Batch targets);

  /**
   * {@return the batch's loss as a prediction would have it: no dropout, no update; penalties
   * included}
   *
   * @param inputs of the network's inputs
   * @param targets of the network's targets, as many as inputs
   * @throws IllegalArgumentException as {@link #step} does
   */
  double loss(Batch inputs, Batch targets);

  /** {@return optimiser steps taken so far} */
  long steps();

  /**
   * Says how many steps the whole run will take, for rates that depend on it ({@code cosine}
   * without {@code steps}).
   *
   * @param total those already taken and those to come
   */
  void planSteps(long total);

  /**
   * Replaces the spec's peak rate.
   *
   * @param rate the new peak, in whose proportion all rates of the schedule change
   */
  void overrideRate(double rate);

  /** Replaces the spec's seed; of what a trainer does, dropout alone depends on it. */
  default void overrideSeed(long seed) {}

  /**
   * Says what an epoch came to, for rates that depend on it ({@code plateau}).
   *
   * @param loss of the validation samples, or of the training samples where there are none
   */
  default void epochEnded(double loss) {}

  /**
   * Gives the network the moving averages of its parameters, to predict with and to be saved, or
   * takes them back; the next step takes them back by itself, since training goes on from what the
   * last step made. States ({@code BatchNorm}'s running statistics) are not averaged, but are as
   * the last step left them. Does nothing where the spec has no {@code average}, and before the
   * first step. Must not be called while another thread predicts with the network.
   *
   * @param used whether the network is to have the averages
   */
  default void useAverages(boolean used) {}

  /** {@return the rate that the next step will use} */
  double rate();

  /**
   * {@return how many passes over the training data measure statistics ({@code Standardize}) before
   * training begins; 0 where the network has none}
   */
  int measurements();

  /**
   * Adds a batch to measurement {@code index}; measurements are taken one after another.
   *
   * @param index below {@link #measurements}
   * @param inputs of the network's inputs
   */
  void measure(int index, Batch inputs);

  /**
   * Writes what measurement {@code index} found into the network's states.
   *
   * @param index below {@link #measurements}
   */
  void finishMeasurement(int index);

  /** {@return the optimiser's own memory (momenta and their like), by name} */
  List<Tensor> state();
}
