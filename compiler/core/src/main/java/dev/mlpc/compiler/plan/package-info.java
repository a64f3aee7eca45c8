/**
 * Decides how a network is computed. In: a definition and its graphs. Out: a {@link
 * dev.mlpc.compiler.plan.Plan}, the class to be written, as kernels over arrays.
 *
 * <p>The graph says what is computed, the plan how, and a change here never changes a formula. The
 * way: {@code Roots} decides which values are kept, {@code Stages} which of them share a kernel,
 * {@code LoopGroup} which share a loop, {@code ProgramPlanner} which array each lies in; the {@code
 * …Lowering} classes write the loops. Sizes, strides and bounds are literals by then, so that the
 * JIT sees fixed trip counts.
 *
 * <p>Nothing here knows Java's syntax; nothing here reads a spec.
 */
@NullMarked
package dev.mlpc.compiler.plan;

import org.jspecify.annotations.NullMarked;
