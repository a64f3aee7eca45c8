package dev.mlpc.runtime;

/**
 * How the elements of a tensor lie in its array. The compiler chooses it for speed; files and
 * accessors always show row-major order.
 */
public enum Layout {
  /** The last index runs fastest. */
  ROW_MAJOR {
    @Override
    public int offset(int index, int rows, int columns) {
      return index;
    }
  },
  /** A matrix whose first index runs fastest: its transpose, row-major. */
  COLUMN_MAJOR {
    @Override
    public int offset(int index, int rows, int columns) {
      return index % columns * rows + index / columns;
    }
  };

  /**
   * {@return where an element lies}
   *
   * @param index its place in row-major order
   * @param rows of the matrix
   * @param columns of the matrix
   */
  public abstract int offset(int index, int rows, int columns);

  /**
   * {@return how long the array is: longer than there are elements in a layout that pads}
   *
   * @param rows of the matrix
   * @param columns of the matrix
   */
  public int length(int rows, int columns) {
    return Math.multiplyExact(rows, columns);
  }
}
