package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.tensor.Shape;

/**
 * A parameter or state of a network.
 *
 * @param name as files know it: {@code hidden.weight}
 * @param learned whether an optimiser changes it (a parameter) or not (a state)
 * @param initializer what it holds at first
 */
public record TensorDefinition(
    String name, boolean learned, Shape shape, InitializerDefinition initializer, Span span) {}
