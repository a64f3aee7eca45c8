package dev.mlpc.compiler;

import dev.mlpc.compiler.definition.NetworkDefinition;

/**
 * One network as Java.
 *
 * @param definition what the spec says of it
 * @param className the qualified name of the class
 * @param javaSource the class, as text
 * @param summary what it costs
 */
public record CompiledNetwork(
    NetworkDefinition definition, String className, String javaSource, Summary summary) {}
