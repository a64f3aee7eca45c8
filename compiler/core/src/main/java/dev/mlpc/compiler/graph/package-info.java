/**
 * The computational graph: its nodes are variables, its edges the maps between them. Immutable data
 * with a builder, a verifier and a printer; the phases that make and change graphs live elsewhere.
 *
 * <p>Reals follow IEEE 754 in the network's precision. An op is pure: equal ops over equal values
 * are one value.
 */
@NullMarked
package dev.mlpc.compiler.graph;

import org.jspecify.annotations.NullMarked;
