package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.Precision;

/**
 * A class to be written: what it offers, and the engine that computes it.
 *
 * @param definition names, ports and settings, as the spec has them
 * @param precision what its reals are
 * @param fingerprint of the network's structure
 * @param portable how it is computed in plain Java
 * @param vector how it is computed in vectors
 */
public record Plan(
    NetworkDefinition definition,
    Precision precision,
    String fingerprint,
    Engine portable,
    Engine vector) {

  /** How it is computed in one of its two ways. */
  public Engine engine(EngineKind kind) {
    return switch (kind) {
      case PORTABLE -> portable;
      case VECTOR, ONE_SAMPLE -> vector;
    };
  }
}
