package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.Shape;

/** How the elements of a value lie in its array. */
public enum Order {
  /** Row by row; where it is batched, sample by sample. */
  ROWS,
  /** Row by row, filled up with zeros to a multiple of 32 elements. */
  PADDED,
  /** A matrix column by column. */
  COLUMNS,
  /**
   * A matrix in panels of 32 rows, each panel column by column: element (i, j) of [rows, columns]
   * at {@code (i / 32 * columns + j) * 32 + i % 32}. Rows of zeros fill the last panel.
   */
  PANELS,
  /**
   * A batched value in blocks of 32 samples, each block element by element: element i of sample s
   * of [width] at {@code (s / 32 * width + i) * 32 + s % 32}.
   */
  BLOCKS,
  /**
   * A batched vector in blocks of 32 samples, each in panels of 32 elements, each panel sample by
   * sample; the width is a multiple of 32, filled up with zeros.
   */
  TURNED;

  /** How many samples make a block, and how many rows a panel: two vectors of 512 bits. */
  public static final int BLOCK = 32;

  /** The next multiple of {@link #BLOCK}. */
  public static int padded(int length) {
    return Math.addExact(length, BLOCK - 1) / BLOCK * BLOCK;
  }

  /** How many elements an array of this order holds for a value that is not batched. */
  int length(Shape shape) {
    return switch (this) {
      case PANELS -> Math.multiplyExact(padded(shape.dimension(0)), shape.dimension(1));
      case PADDED -> padded(shape.size());
      case ROWS, COLUMNS -> shape.size();
      case BLOCKS, TURNED -> throw new IllegalStateException("only batched values lie in " + this);
    };
  }

  /** Whether a matrix lies otherwise than row by row. */
  boolean isTransposed() {
    return this == COLUMNS || this == PANELS;
  }
}
