package dev.mlpc.compiler.diagnostic;

/** How much a diagnostic matters: an error stops the compiler, a warning does not. */
public enum Severity {
  ERROR,
  WARNING
}
