package dev.mlpc.compiler.autodiff;

import dev.mlpc.compiler.graph.Value;

/**
 * What one use of a value adds to the value's gradient. Nothing is computed before the formula is
 * asked.
 *
 * @param operand the value that is used
 */
record Contribution(Value operand, Formula formula) {

  /** From the gradient of the result to the part of the operand's that comes through it. */
  @FunctionalInterface
  interface Formula {
    /**
     * Adds the formula's nodes to the graph.
     *
     * @param dy the gradient of the result, of the result's type
     */
    Value of(Expressions e, Value dy);
  }
}
