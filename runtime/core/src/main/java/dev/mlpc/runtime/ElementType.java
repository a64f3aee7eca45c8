package dev.mlpc.runtime;

/** What the elements of a {@link Tensor} are. */
public enum ElementType {
  /** {@code float}, four bytes. */
  F32,
  /** {@code double}, eight bytes. */
  F64
}
