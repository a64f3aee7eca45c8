package dev.mlpc.compiler.plan;

import java.util.List;

/**
 * Roots that one kernel computes.
 *
 * @param roots each after those that it needs
 */
record Stage(Kind kind, List<Root> roots) {

  Stage {
    roots = List.copyOf(roots);
  }

  /** How the roots are computed. */
  enum Kind {
    /** One product, with loops of its own. */
    PRODUCT,
    /** For each sample, in straight lines. */
    UNROLLED,
    /** A function of whole arrays, several numbers at a time. */
    FUNCTION,
    /** For each sample, one by one even where samples lie in blocks. */
    ONE_BY_ONE,
    /** For each sample, in loops over the elements. */
    LOOPED,
    /** Once, in loops over the elements. */
    ONCE,
    /**
     * The gradient of a matrix, the first root, and what the matrix is updated by: one part of its
     * columns after the other.
     */
    UPDATE
  }
}
