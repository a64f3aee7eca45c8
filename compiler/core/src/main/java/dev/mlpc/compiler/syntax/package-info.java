/**
 * From text to syntax tree. In: a {@link dev.mlpc.compiler.diagnostic.Source}. Out: a {@link
 * dev.mlpc.compiler.syntax.Spec}, of immutable records that remember where they stood.
 *
 * <p>The only package that sees ANTLR; nothing here knows what a name means.
 */
@NullMarked
package dev.mlpc.compiler.syntax;

import org.jspecify.annotations.NullMarked;
