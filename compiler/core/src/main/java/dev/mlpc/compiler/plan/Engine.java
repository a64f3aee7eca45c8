package dev.mlpc.compiler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to compute a network: how its tensors lie in memory, and the programs over them.
 *
 * @param tensors the network's parameters and states
 * @param chunk how many samples a prediction takes at a time
 * @param predictOne a prediction of one sample, where it has a way of its own
 * @param training what a trainer does, if there is one
 */
public record Engine(
    List<StoredTensor> tensors,
    int chunk,
    Program predict,
    Optional<Program> predictOne,
    Optional<Training> training) {

  /** Up to so many samples are predicted one by one, where there is a program for one. */
  public static final int FEW_SAMPLES = CostModel.FEW_SAMPLES;

  public Engine {
    tensors = List.copyOf(tensors);
  }

  /**
   * What a trainer does.
   *
   * @param slots the optimiser's memory
   * @param averages which of the slots are moving averages, and of which tensors
   * @param step forward, backward, update; its output is {@code loss}
   * @param evaluate the loss in inference
   * @param measure one program a measurement; its output is {@code x}
   * @param gradients forward and backward alone, if asked for; its outputs are {@code loss} and
   *     {@code gradient.NAME}
   */
  public record Training(
      List<StoredTensor> slots,
      List<Average> averages,
      Program step,
      Program evaluate,
      List<Program> measure,
      Optional<Program> gradients) {

    public Training {
      slots = List.copyOf(slots);
      averages = List.copyOf(averages);
      measure = List.copyOf(measure);
    }

    /** All of them. */
    public List<Program> programs() {
      List<Program> all = new ArrayList<>(List.of(step, evaluate));
      all.addAll(measure);
      gradients.ifPresent(all::add);
      return all;
    }
  }

  /**
   * A moving average; both lie in the same order.
   *
   * @param of what it is the average of
   * @param slot where it is
   */
  public record Average(StoredTensor of, StoredTensor slot) {}
}
