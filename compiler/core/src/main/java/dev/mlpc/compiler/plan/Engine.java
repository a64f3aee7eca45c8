package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.plan.Buffer.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The arrays of the network itself. */
  public Allocations network() {
    return new Allocations(
        tensors.stream().map(tensor -> tensor.allocation(Storage.TENSOR)).toList(), List.of());
  }

  /** The arrays of one workspace. */
  public Allocations workspace() {
    Map<String, Allocation> arrays = new LinkedHashMap<>();
    for (Buffer buffer : predict.buffers(Storage.SCRATCH)) {
      arrays.put(buffer.name(), Allocation.of(buffer, chunk));
    }
    // One sample's vectors are filled up to whole panels.
    for (Buffer buffer : predictOne.map(Engine::scratch).orElse(List.of())) {
      arrays.putIfAbsent(buffer.name(), new Allocation(buffer, Order.padded(buffer.width())));
    }
    return new Allocations(List.copyOf(arrays.values()), predict.tiles());
  }

  private static List<Buffer> scratch(Program program) {
    return program.buffers(Storage.SCRATCH);
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

    /** The arrays between its kernels, each once. */
    public List<Buffer> scratch() {
      Map<String, Buffer> arrays = new LinkedHashMap<>();
      for (Program program : programs()) {
        Engine.scratch(program).forEach(buffer -> arrays.putIfAbsent(buffer.name(), buffer));
      }
      return List.copyOf(arrays.values());
    }

    /** The tiles of its kernels, each as large as the largest use. */
    public List<Tile> tiles() {
      Map<String, Tile> tiles = new LinkedHashMap<>();
      for (Program program : programs()) {
        program.tiles().forEach(tile -> tiles.merge(tile.name(), tile, Tile::covering));
      }
      return List.copyOf(tiles.values());
    }

    /** All that it allocates for batches of so many samples, the optimiser's memory too. */
    public Allocations allocations(int samples) {
      List<Allocation> arrays = new ArrayList<>();
      slots.forEach(slot -> arrays.add(slot.allocation(Storage.SLOT)));
      scratch().forEach(buffer -> arrays.add(Allocation.of(buffer, samples)));
      return new Allocations(arrays, tiles());
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
