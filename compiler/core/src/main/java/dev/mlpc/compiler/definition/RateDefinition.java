package dev.mlpc.compiler.definition;

import java.util.OptionalLong;

/**
 * The rate as a function of the step.
 *
 * @param kind the curve
 * @param peak the rate r, before the curve lowers it
 * @param steps after how many steps the curve ends; empty where the run's length tells
 * @param warmup over how many steps the rate rises first, 0 for none
 */
public record RateDefinition(Kind kind, double peak, OptionalLong steps, long warmup) {

  /** The curves. */
  public enum Kind {
    CONSTANT,
    COSINE
  }
}
