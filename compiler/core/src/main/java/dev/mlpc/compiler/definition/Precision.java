package dev.mlpc.compiler.definition;

/** What the real numbers of a network are. */
public enum Precision {
  F32,
  F64
}
