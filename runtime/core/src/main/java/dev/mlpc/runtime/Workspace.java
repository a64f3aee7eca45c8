package dev.mlpc.runtime;

/** Memory of one thread, for the intermediate values of one network. */
public interface Workspace {}
