package dev.mlpc.compiler.definition;

/** What the real numbers of a network are. */
public enum Precision {
  F32(Float.BYTES),
  F64(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** How many of them a number takes. */
  public int bytes() {
    return bytes;
  }
}
