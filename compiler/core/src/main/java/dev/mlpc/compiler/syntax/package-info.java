/**
 * From text to syntax tree. In: a {@link dev.mlpc.compiler.diagnostic.Source}. Out: a {@link
 * dev.mlpc.compiler.syntax.Spec}, of immutable records that remember where they stood.
 *
 * <p>A text goes through {@code Scanner} (words), {@code Brackets} (their partners), {@code
 * Nesting} (a bound on depth), the parser with its {@code Recovery}, and the builders of the tree.
 * Each mends what it reports, so that one mistake gives one message. After mistakes the other
 * phases see the {@code IntactPart} alone.
 *
 * <p>The only package that sees ANTLR; nothing here knows what a name means.
 */
@NullMarked
package dev.mlpc.compiler.syntax;

import org.jspecify.annotations.NullMarked;
