package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.Precision;

/**
 * An array that generated code allocates.
 *
 * @param buffer what lies in it
 * @param length how many elements
 */
public record Allocation(Buffer buffer, long length) {

  /** An array for so many samples. */
  static Allocation of(Buffer buffer, int samples) {
    return new Allocation(buffer, buffer.length(samples));
  }

  /** What its elements take. */
  long bytes(Precision precision) {
    return length * buffer.elementBytes(precision);
  }
}
