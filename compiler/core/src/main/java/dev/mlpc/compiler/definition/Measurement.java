package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.graph.Graph;

/**
 * States that are measured over the training data before training begins: the mean and the
 * deviation of a value.
 *
 * @param graph computes the value from the network's inputs; its one output is {@code x}
 * @param mean name of the state that becomes the mean
 * @param deviation name of the state that becomes the deviation (of the population; where it is
 *     zero, one)
 */
public record Measurement(Graph graph, String mean, String deviation) {}
