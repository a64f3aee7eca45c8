package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.syntax.Expression;

/**
 * What becomes of a cell: cell · factor + offset.
 *
 * @param columns the call that chooses the cells
 */
record Scaling(Expression.Call columns, double factor, double offset) {

  /** Whether whole numbers become whole numbers next to each other, or stay as they are. */
  boolean isWholeShift() {
    return factor == 1 && offset == Math.rint(offset);
  }
}
