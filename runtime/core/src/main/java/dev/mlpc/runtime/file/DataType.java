package dev.mlpc.runtime.file;

/** What the elements of a stored tensor are; the names are those of the format. */
public enum DataType {
  /** One byte, 0 or 1. */
  BOOL(1, false),
  U8(1, false),
  I8(1, false),
  U16(2, false),
  I16(2, false),
  U32(4, false),
  I32(4, false),
  U64(8, false),
  I64(8, false),
  /** IEEE 754 half precision. */
  F16(2, true),
  /** The upper half of an F32. */
  BF16(2, true),
  F32(4, true),
  F64(8, true);

  private final int bytes;
  private final boolean floating;

  DataType(int bytes, boolean floating) {
    this.bytes = bytes;
    this.floating = floating;
  }

  /** The size of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether its elements are real numbers, not integers. */
  public boolean isFloating() {
    return floating;
  }
}
