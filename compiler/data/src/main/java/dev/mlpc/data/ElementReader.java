package dev.mlpc.data;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The types of elements that files of arrays hold. The buffer's byte order is the file's. */
enum ElementReader {
  U1(1) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.get(element) & 0xff;
    }
  },
  I1(1) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.get(element);
    }
  },
  U2(2) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getShort(2 * element) & 0xffff;
    }
  },
  I2(2) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getShort(2 * element);
    }
  },
  I4(4) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getInt(4 * element);
    }
  },
  I8(8) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getLong(8 * element);
    }
  },
  F4(4) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getFloat(4 * element);
    }
  },
  F8(8) {
    @Override
    double read(ByteBuffer buffer, int element) {
      return buffer.getDouble(8 * element);
    }
  };

  private final int bytes;

  ElementReader(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element. */
  int bytes() {
    return bytes;
  }

  abstract double read(ByteBuffer buffer, int element);

  /** By the third byte of an IDX file. */
  static Optional<ElementReader> ofIdx(byte type) {
    return switch (type) {
      case 0x08 -> Optional.of(U1);
      case 0x09 -> Optional.of(I1);
      case 0x0B -> Optional.of(I2);
      case 0x0C -> Optional.of(I4);
      case 0x0D -> Optional.of(F4);
      case 0x0E -> Optional.of(F8);
      default -> Optional.empty();
    };
  }

  /** By NumPy's name without the byte order, {@code f4}. */
  static Optional<ElementReader> ofNumPy(String type) {
    return switch (type) {
      case "u1", "b1" -> Optional.of(U1);
      case "i1" -> Optional.of(I1);
      case "u2" -> Optional.of(U2);
      case "i2" -> Optional.of(I2);
      case "i4" -> Optional.of(I4);
      case "i8" -> Optional.of(I8);
      case "f4" -> Optional.of(F4);
      case "f8" -> Optional.of(F8);
      default -> Optional.empty();
    };
  }
}
