/**
 * Graph to graph, computing the same with less. In: any graph. Out: an equal one.
 *
 * <p>{@link dev.mlpc.compiler.rewrite.GraphPasses} lists the passes in their order; the graph is
 * verified after each, so that a fault names the pass that made it. A local rule has a class of its
 * own, with a verb for its name and {@code before → after} in its documentation; {@code
 * SimplifyOps} lists them. A rule changes no value beyond rounding; where a zero's sign may change,
 * the rule says so. Every pass takes time linear in the graph, and none recurs over its depth.
 */
@NullMarked
package dev.mlpc.compiler.rewrite;

import org.jspecify.annotations.NullMarked;
