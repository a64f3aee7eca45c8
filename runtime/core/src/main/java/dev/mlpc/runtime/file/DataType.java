package dev.mlpc.runtime.file;

/** What the elements of a stored tensor are; the names are those of the format. */
public enum DataType {
  /** One byte, 0 or 1. */
  BOOL(1, false),
  /** One byte, unsigned. */
  U8(1, false),
  /** One byte, signed. */
  I8(1, false),
  /** Two bytes, unsigned. */
  U16(2, false),
  /** Two bytes, signed. */
  I16(2, false),
  /** Four bytes, unsigned. */
  U32(4, false),
  /** Four bytes, signed. */
  I32(4, false),
  /** Eight bytes, unsigned. */
  U64(8, false),
  /** Eight bytes, signed. */
  I64(8, false),
  /** IEEE 754 half precision. */
  F16(2, true),
  /** The upper half of an F32. */
  BF16(2, true),
  /** IEEE 754 single precision. */
  F32(4, true),
  /** IEEE 754 double precision. */
  F64(8, true);

  private final int bytes;
  private final boolean floating;

  DataType(int bytes, boolean floating) {
    this.bytes = bytes;
    this.floating = floating;
  }

  /** {@return the size of one element} */
  public int bytes() {
    return bytes;
  }

  /** {@return whether its elements are real numbers, not integers} */
  public boolean isFloating() {
    return floating;
  }
}
