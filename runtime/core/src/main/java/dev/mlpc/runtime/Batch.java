package dev.mlpc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * Samples side by side: for each port one array that holds them row-major, {@code [capacity ×
 * width]}, of which the first {@link #size} count.
 */
public final class Batch {
  private final List<Port> ports;
  private final Object[] arrays;
  private final int[] widths;
  private final int capacity;
  private int size;

  /**
   * An empty batch with room for {@code capacity} samples.
   *
   * @param ports what one sample has
   * @param capacity how many samples it can hold at most
   * @throws ArithmeticException if a port's values are more than an array can hold
   */
  public Batch(List<Port> ports, int capacity) {
    this.ports = List.copyOf(ports);
    this.capacity = capacity;
    this.arrays = new Object[ports.size()];
    this.widths = new int[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      Port port = this.ports.get(i);
      widths[i] = port.width();
      int length = Math.multiplyExact(capacity, widths[i]);
      arrays[i] =
          switch (port.kind()) {
            case F32 -> new float[length];
            case F64 -> new double[length];
            case INDEX, CLASS -> new int[length];
          };
    }
  }

  /** {@return what one sample has, in the order of the signature} */
  public List<Port> ports() {
    return ports;
  }

  /** {@return how many samples there is room for} */
  public int capacity() {
    return capacity;
  }

  /** {@return how many samples it holds} */
  public int size() {
    return size;
  }

  /**
   * Says how many samples it holds.
   *
   * @param newSize from 0 to {@link #capacity}
   * @throws IllegalArgumentException if there is no room for so many
   */
  public void resize(int newSize) {
    if (newSize < 0 || newSize > capacity) {
      throw new IllegalArgumentException(
          "a batch with room for " + capacity + " samples cannot hold " + newSize);
    }
    size = newSize;
  }

  /**
   * Replaces the content by samples of another batch; allocates nothing.
   *
   * @param source of the same ports
   * @param rows the numbers of samples of {@code source}, of which those at {@code from … from + n
   *     - 1} are taken, in this order
   * @param from the first of them
   * @param n how many of them
   * @throws IllegalArgumentException if the ports differ or there is no room for n samples
   * @throws IndexOutOfBoundsException if there is no such place in {@code rows}, or no such sample
   */
  public void gather(Batch source, int[] rows, int from, int n) {
    Checks.ports(source, ports);
    Objects.checkFromIndexSize(from, n, rows.length);
    for (int i = from; i < from + n; i++) {
      Objects.checkIndex(rows[i], source.size);
    }
    resize(n);
    for (int port = 0; port < arrays.length; port++) {
      int width = widths[port];
      for (int i = 0; i < n; i++) {
        System.arraycopy(
            source.arrays[port], rows[from + i] * width, arrays[port], i * width, width);
      }
    }
  }

  /**
   * Replaces the content by the samples {@code from … from + n - 1} of another batch; allocates
   * nothing.
   *
   * @param source of the same ports
   * @param from the first of them
   * @param n how many of them
   * @throws IllegalArgumentException if the ports differ or there is no room for n samples
   * @throws IndexOutOfBoundsException if there are no such samples
   */
  public void copyRange(Batch source, int from, int n) {
    Checks.ports(source, ports);
    Objects.checkFromIndexSize(from, n, source.size);
    resize(n);
    for (int port = 0; port < arrays.length; port++) {
      int width = widths[port];
      System.arraycopy(source.arrays[port], from * width, arrays[port], 0, n * width);
    }
  }

  /**
   * {@return one element, of whatever kind, as a number}
   *
   * @param port its number in {@link #ports}
   * @param index in the port's array: {@code sample · width + element}
   */
  public double number(int port, int index) {
    Object array = arrays[port];
    if (array instanceof float[] floats) {
      return floats[index];
    }
    return array instanceof double[] doubles ? doubles[index] : ((int[]) array)[index];
  }

  /**
   * {@return the array of an {@code F32} port}
   *
   * @param port its number in {@link #ports}
   */
  public float[] floats(int port) {
    return (float[]) arrays[port];
  }

  /**
   * {@return the array of an {@code F64} port}
   *
   * @param port its number in {@link #ports}
   */
  public double[] doubles(int port) {
    return (double[]) arrays[port];
  }

  /**
   * {@return the array of an {@code INDEX} or {@code CLASS} port}
   *
   * @param port its number in {@link #ports}
   */
  public int[] indices(int port) {
    return (int[]) arrays[port];
  }
}
