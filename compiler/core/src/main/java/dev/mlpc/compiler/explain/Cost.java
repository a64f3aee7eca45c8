package dev.mlpc.compiler.explain;

/** What one value that the spec names costs, for one sample. */
public record Cost(
    String value,
    String operation,
    String shape,
    long parameters,
    long forwardFlops,
    long backwardFlops,
    long bytes) {}
