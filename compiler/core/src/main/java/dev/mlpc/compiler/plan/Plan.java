package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.Precision;
import java.util.List;
import java.util.Optional;

/**
 * A class to be written: what it stores, and its programs.
 *
 * @param definition names, ports and settings, as the spec has them
 * @param precision what its reals are
 * @param fingerprint of the network's structure
 * @param tensors its parameters and states
 * @param chunk how many samples a prediction takes at a time
 */
public record Plan(
    NetworkDefinition definition,
    Precision precision,
    String fingerprint,
    List<StoredTensor> tensors,
    int chunk,
    Program predict,
    Optional<Training> training) {

  public Plan {
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
  }

  /**
   * A moving average; both lie in the same order.
   *
   * @param of what it is the average of
   * @param slot where it is
   */
  public record Average(StoredTensor of, StoredTensor slot) {}
}
