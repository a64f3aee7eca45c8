/**
 * What the compiler derived, as a document for people. In: a network's definition, its plan, and
 * the figures of its costs. Out: an {@link dev.mlpc.compiler.explain.Explanation}, and each way to
 * show it: text, Markdown, HTML, SVG, dot.
 *
 * <p>No derivative is written here by hand: each formula backward is read off a graph that {@code
 * autodiff} made, by the algebra of {@link dev.mlpc.compiler.explain.Algebra}. A renderer sees the
 * document alone.
 */
@NullMarked
package dev.mlpc.compiler.explain;

import org.jspecify.annotations.NullMarked;
