/**
 * Graph to graph, computing the same with less. In: any graph. Out: an equal one.
 *
 * <p>{@link dev.mlpc.compiler.rewrite.GraphPasses} lists the passes in their order; the graph is
 * verified after each, so that a fault names the pass that made it. A local rule has a class of its
 * own, with a verb for its name and {@code before → after} in its documentation; {@code
 * SimplifyOps} lists them. A rule changes no value beyond rounding; what is NaN stays NaN, so that
 * a fault in a training run is seen; where a zero's sign may change, the rule says so. Common
 * sub-expressions need no pass: equal ops over equal values are one value in any graph that a
 * builder makes, forward and backward alike. Every pass takes time linear in the graph, and none
 * recurs over its depth.
 */
@NullMarked
package dev.mlpc.compiler.rewrite;

import org.jspecify.annotations.NullMarked;
