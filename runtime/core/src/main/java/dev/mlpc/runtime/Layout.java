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
  },
  /** The last index runs fastest; zeros fill the array up to a multiple of 32 elements. */
  PADDED_ROWS {
    @Override
    public int offset(int index, int rows, int columns) {
      return index;
    }

    @Override
    public int length(int rows, int columns) {
      return padded(Math.multiplyExact(rows, columns));
    }
  },
  /** A matrix in panels of 32 rows, each of them column-major; rows of zeros fill the last. */
  PANELS {
    @Override
    public int offset(int index, int rows, int columns) {
      int row = index / columns;
      int column = index % columns;
      return (row / PANEL * columns + column) * PANEL + row % PANEL;
    }

    @Override
    public int length(int rows, int columns) {
      return Math.multiplyExact(padded(rows), columns);
    }
  };

  private static final int PANEL = 32;

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

  private static int padded(int count) {
    return Math.addExact(count, PANEL - 1) / PANEL * PANEL;
  }
}
