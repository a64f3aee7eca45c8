/**
 * What a spec says of its networks, names resolved and checked: what {@code analysis} gives to the
 * planner and to the tools. Immutable data.
 */
@NullMarked
package dev.mlpc.compiler.definition;

import org.jspecify.annotations.NullMarked;
