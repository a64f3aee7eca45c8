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
 * <p>There are two engines. The portable one goes through a batch sample after sample, over arrays
 * that lie row by row. The one in vectors takes as many samples as a vector has lanes, so whatever
 * a spec says of one sample becomes vector code in the same way: values lie in blocks of 32
 * samples, the matrices of products in panels of 32 rows ({@link dev.mlpc.compiler.plan.Order}).
 * Panels serve the product forward, its gradient for the inputs and the gradient of the weights
 * alike, so no weight is ever packed or copied. Blocks and panels are as wide on every machine, and
 * every sum is taken in one order, so the results do not depend on how long its vectors are.
 *
 * <p>What was measured of the vectors, with 256 and 512 bits:
 *
 * <ul>
 *   <li>A tile of four rows by two vectors runs at 94 to 98% of the peak of fused multiplications
 *       and additions. Six rows did as well with 32 registers, but with 16 C2 spilled one sum, and
 *       a sum that goes through memory halves the speed.
 *   <li>C2 takes a vector's range check out of a loop where the index is the loop's variable plus
 *       what does not change; so loops count array elements, not rows, and the scalar that runs
 *       beside is counted up by hand.
 *   <li>Where the bound of a loop around sums changes, C2 of Java 17 keeps the sums as objects: 40
 *       MB a step. Whole blocks have a loop of their own.
 *   <li>A function of a vector that is no method of the Vector API is not inlined reliably, and
 *       vectors that are passed on are objects: the runtime's functions take runs of arrays.
 * </ul>
 *
 * <p>What was measured of plain Java, on JDK 17 and 25, and how it is used:
 *
 * <ul>
 *   <li>HotSpot vectorises a loop over several arrays only where all are addressed alike, since it
 *       cannot tell otherwise that no load depends on a store of the turn before. {@code y[s * 128
 *       + j] += x * w[i * 128 + j]} runs at 5 to 8 GFLOP/s however its offsets are hoisted; over
 *       rows that are arrays of their own, {@code y[j] += x * w[j]}, at 17 to 48. So {@link
 *       dev.mlpc.compiler.plan.Tile} holds rows, and products copy theirs into it.
 *   <li>Eight products a turn are the most: two rows of sums by four rows added run at 34 GFLOP/s
 *       over rows of 128 and 46 over rows of 512; one by eight at 28 and 40; two by eight and four
 *       by four are not vectorised any more, and fall below 10.
 *   <li>Rows of fewer than 16 are not worth it: their products keep each sum in a local.
 *   <li>{@code Math.fma} gains little here (37 against 34), and where the processor lacks the
 *       instruction Java computes it with BigDecimal: not used.
 * </ul>
 *
 * <p>Nothing here knows Java's syntax; nothing here reads a spec.
 */
@NullMarked
package dev.mlpc.compiler.plan;

import org.jspecify.annotations.NullMarked;
