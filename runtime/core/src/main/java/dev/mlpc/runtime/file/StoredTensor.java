package dev.mlpc.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tensor as it was read: its elements in row-major order, in the type of the file. */
public final class StoredTensor {
  private final String name;
  private final DataType type;
  private final List<Integer> shape;
  private final ByteBuffer bytes;

  StoredTensor(String name, DataType type, List<Integer> shape, ByteBuffer bytes) {
    this.name = name;
    this.type = type;
    this.shape = List.copyOf(shape);
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return its name in the file} */
  public String name() {
    return name;
  }

  /** {@return what its elements are in the file} */
  public DataType type() {
    return type;
  }

  /** {@return its dimensions; empty for a scalar} A dimension may be 0. */
  public List<Integer> shape() {
    return shape;
  }

  /** {@return how many elements it has} */
  public int size() {
    return bytes.capacity() / type.bytes();
  }

  /** {@return its elements, rounded to the nearest float where they do not fit one} */
  public float[] toFloats() {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type == DataType.F32 ? bytes.getFloat(4 * i) : (float) real(i);
    }
    return values;
  }

  /** {@return its elements, rounded to the nearest double where they are integers beyond 2⁵³} */
  public double[] toDoubles() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = real(i);
    }
    return values;
  }

  /**
   * {@return its elements}
   *
   * @throws IllegalStateException if they are not integers
   * @throws ArithmeticException if one of them is 2⁶³ or more
   */
  public long[] toLongs() {
    if (type.isFloating()) {
      throw new IllegalStateException("tensor " + name + " holds " + type + ", not integers");
    }
    long[] values = new long[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(i);
      if (type == DataType.U64 && values[i] < 0) {
        throw new ArithmeticException(
            "tensor " + name + ", element " + i + ": " + Long.toUnsignedString(values[i]));
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return name + ": " + type + shape;
  }

  private double real(int i) {
    return switch (type) {
      case F64 -> bytes.getDouble(8 * i);
      case F32 -> bytes.getFloat(4 * i);
      case BF16 -> Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
      case F16 -> half(bytes.getShort(2 * i));
      case U64 -> unsigned(bytes.getLong(8 * i));
      default -> integer(i);
    };
  }

  private long integer(int i) {
    return switch (type) {
      case BOOL, U8 -> bytes.get(i) & 0xff;
      case I8 -> bytes.get(i);
      case U16 -> bytes.getShort(2 * i) & 0xffff;
      case I16 -> bytes.getShort(2 * i);
      case U32 -> bytes.getInt(4 * i) & 0xffff_ffffL;
      case I32 -> bytes.getInt(4 * i);
      case U64, I64 -> bytes.getLong(8 * i);
      default -> throw new AssertionError(type);
    };
  }

  /** One sign, five exponent and ten fraction bits, with subnormals, infinities and NaN. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24;
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  private static double unsigned(long bits) {
    if (bits >= 0) {
      return bits;
    }
    // Half of it, rounded to odd so that the doubling rounds once.
    return ((bits >>> 1) | (bits & 1)) * 2.0;
  }
}
