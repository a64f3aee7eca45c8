package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.Precision;

/**
 * An array that a program works with.
 *
 * @param name of the field or parameter in generated code
 * @param storage whose it is
 * @param subject what the spec calls it: a tensor, slot, port, or value
 * @param integers whether it holds integers, not reals
 * @param width elements, of one sample where it is batched
 * @param batched whether it has {@code width} elements for each sample
 * @param order how they lie
 */
public record Buffer(
    String name,
    Storage storage,
    String subject,
    boolean integers,
    int width,
    boolean batched,
    Order order) {

  /** What its elements take: of one sample, where it is batched. */
  public long bytes(Precision precision) {
    return (long) width * elementBytes(precision);
  }

  int elementBytes(Precision precision) {
    return integers ? Integer.BYTES : precision.bytes();
  }

  /** How many elements its array has for so many samples; other orders than rows fill blocks. */
  public long length(int samples) {
    if (!batched) {
      return width;
    }
    long held = order == Order.ROWS ? samples : Order.padded(samples);
    return held * width;
  }

  /** Whether it holds a matrix otherwise than row by row. */
  public boolean transposed() {
    return order.isTransposed();
  }

  /** Whether the application gives its array. */
  public boolean isForeign() {
    return storage == Storage.GIVEN || storage == Storage.WANTED;
  }

  /** Whose array it is. */
  public enum Storage {
    /** A parameter or state: of the network. */
    TENSOR,
    /** The optimiser's memory: of the trainer. */
    SLOT,
    /** An input or target, given by the application. */
    GIVEN,
    /** An output, filled for the application. */
    WANTED,
    /** An intermediate value: of the workspace or trainer. */
    SCRATCH
  }
}
