package dev.mlpc.compiler.graph;

/**
 * A value, and the op that computes it.
 *
 * @param origin where it comes from, for names, messages and pictures
 */
public record Node(Value value, Op op, Origin origin) {}
