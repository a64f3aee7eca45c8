/**
 * From gradients to updates. In: a graph whose outputs are the loss and {@code gradient.NAME} of
 * each parameter, and what the spec says of the optimiser. Out: the same graph, where each
 * parameter and each of the optimiser's memories becomes its next value.
 *
 * <p>One class a formula. The formulas, the order of their operations and the meaning of each
 * option are PyTorch's.
 */
@NullMarked
package dev.mlpc.compiler.update;

import org.jspecify.annotations.NullMarked;
