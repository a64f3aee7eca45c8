/**
 * What the compiler derived, as a document for people. In: a network's definition, its plan, and
 * the figures of its costs. Out: an {@link dev.mlpc.compiler.explain.Explanation}, and each way to
 * show it: text, Markdown, HTML, SVG, dot.
 *
 * <p>{@code Explainer} is the table of contents, one line a section. Before it, {@code
 * VariableChoice} says which values of the graph are spoken of, {@code VariableNames} what they are
 * called, {@code GraphFormulas} reads formulas off the graph, and {@code Gradients} goes from the
 * loss back. No derivative is written here by hand: each step backward is read off a graph that
 * {@code autodiff} made of that step alone. A renderer sees the document alone, and a notation the
 * parts of a formula.
 *
 * <p>Formulas are simplified by an algebra of their own, {@link dev.mlpc.compiler.explain.Algebra},
 * though {@code rewrite} has rules for graphs that bear the same names. One could not serve both.
 * The rules of {@code rewrite} keep every value to its rounding, what is NaN included, and aim at
 * fewer operations; a formula on paper is of real numbers, and aims at fewer signs. So here x - x
 * is 0, (√x)² is x, what is multiplied is put in an order, a sum is split by cases of x and put
 * over one denominator, and exp(x - max x) / Σ exp(x - max x) is softmax(x): each would be wrong in
 * generated code, for infinities, for the last bit, or because the subtracted maximum is what keeps
 * it finite. The other way round, common sub-expressions, broadcasts and stable forms of logarithms
 * are matters of a graph that no formula shows.
 */
@NullMarked
package dev.mlpc.compiler.explain;

import org.jspecify.annotations.NullMarked;
