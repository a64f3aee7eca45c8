/**
 * From syntax tree to typed graph. In: a {@link dev.mlpc.compiler.syntax.Spec}. Out: a {@link
 * dev.mlpc.compiler.definition.NetworkDefinition} for each network without mistakes, and
 * diagnostics.
 *
 * <p>Names are resolved, constants computed, shapes and types checked, and layers, activations and
 * losses unfolded into primitive ops. Nothing here knows how a graph is computed.
 */
@NullMarked
package dev.mlpc.compiler.analysis;

import org.jspecify.annotations.NullMarked;
