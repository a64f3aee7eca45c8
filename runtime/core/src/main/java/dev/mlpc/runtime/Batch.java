package dev.mlpc.runtime;

import java.util.List;

/**
 * Samples side by side: for each port one array that holds them row-major, {@code [capacity ×
 * width]}, of which the first {@link #size} count.
 */
public final class Batch {
  private final List<Port> ports;
  private final Object[] arrays;
  private final int capacity;
  private int size;

  /** An empty batch with room for {@code capacity} samples. */
  public Batch(List<Port> ports, int capacity) {
    this.ports = List.copyOf(ports);
    this.capacity = capacity;
    this.arrays = new Object[ports.size()];
    for (int i = 0; i < arrays.length; i++) {
      Port port = this.ports.get(i);
      int length = Math.multiplyExact(capacity, port.width());
      arrays[i] =
          switch (port.kind()) {
            case F32 -> new float[length];
            case F64 -> new double[length];
            case INDEX, CLASS -> new int[length];
          };
    }
  }

  public List<Port> ports() {
    return ports;
  }

  /** How many samples there is room for. */
  public int capacity() {
    return capacity;
  }

  /** How many samples it holds. */
  public int size() {
    return size;
  }

  /**
   * Says how many samples it holds.
   *
   * @throws IllegalArgumentException if there is no room for so many
   */
  public void resize(int newSize) {
    if (newSize < 0 || newSize > capacity) {
      throw new IllegalArgumentException(
          "a batch with room for " + capacity + " samples cannot hold " + newSize);
    }
    size = newSize;
  }

  /** The array of an {@code F32} port. */
  public float[] floats(int port) {
    return (float[]) arrays[port];
  }

  /** The array of an {@code F64} port. */
  public double[] doubles(int port) {
    return (double[]) arrays[port];
  }

  /** The array of an {@code INDEX} or {@code CLASS} port. */
  public int[] indices(int port) {
    return (int[]) arrays[port];
  }
}
