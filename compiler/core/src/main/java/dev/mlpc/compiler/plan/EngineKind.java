package dev.mlpc.compiler.plan;

/** The ways in which an engine goes through a network. */
public enum EngineKind {
  /** Plain Java: sample after sample, for every JVM. */
  PORTABLE,
  /** Vector instructions by way of jdk.incubator.vector: neighbouring samples in lanes. */
  VECTOR,
  /** One sample by vector instructions: the units of a layer in lanes, over the same tensors. */
  ONE_SAMPLE;

  /** Whether a value's memory and products are those of an engine of vectors. */
  boolean hasPanels() {
    return this != PORTABLE;
  }
}
