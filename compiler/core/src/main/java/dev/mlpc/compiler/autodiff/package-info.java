/**
 * Differentiation, at compile time: in comes a graph with a scalar output, out goes the same graph,
 * continued by the gradients of that output.
 *
 * <p>What holds: the nodes that were there stay what they were and where they were; a gradient has
 * the type of the value that it belongs to; nothing is computed for a value on which no wanted
 * gradient depends; what forward has computed is used, not computed again. No rule simplifies: that
 * is {@code rewrite}'s part. The time is linear in the size of the graph, and the depth of the
 * stack does not depend on it.
 */
@NullMarked
package dev.mlpc.compiler.autodiff;

import org.jspecify.annotations.NullMarked;
