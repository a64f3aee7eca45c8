package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.syntax.Expression;

/**
 * What becomes of a cell: cell · factor + offset.
 *
 * @param columns the call that chooses the cells
 */
record Scaling(Expression.Call columns, double factor, double offset) {

  boolean isIdentity() {
    return factor == 1 && offset == 0;
  }
}
