/**
 * Functions for generated code whose lanes are samples, by {@code jdk.incubator.vector}.
 *
 * <p>In come runs of arrays, out go runs of arrays: {@link dev.mlpc.runtime.lanes.Lanes}. What
 * holds: the results have the bits of {@link dev.mlpc.runtime.Functions}, so the errors stated
 * there are these; and, on Java 25, what the JIT has compiled allocates nothing. What is forbidden:
 * nothing outside this package, and nothing that runs without the module, may refer to it.
 *
 * <p>Whole vector operations with the meaning of plain Java ({@code add}, {@code max}, {@code min},
 * {@code abs}, {@code neg}, {@code sqrt}, …) have no form here.
 *
 * <h2>Why no function takes or returns a vector</h2>
 *
 * <p>A vector is free only where the JIT sees it made and used in one piece of compiled code;
 * passed on, it becomes an object of the heap. C2 does not reliably inline a method of ours into
 * another: eˣ alone, of 37 bytes and its parts, is "already compiled into a big method" when its
 * caller is compiled, and past some 30 operations in one method the limit of nodes stops every call
 * but those that the JDK forces. As a function of one vector, tanh took 4.4 ns for each number and
 * 320 bytes for each vector. So a loop over an array is the smallest piece, it is written as one
 * method, and eˣ stands in six of them.
 *
 * <p>And a method of {@code FloatVector} learns the classes that it meets, for the whole JVM: once
 * vectors of two sizes went through {@code intoArray}, Java 17 made objects in loops compiled later
 * that know one size only. So every vector here has its type's preferred size. Sine, cosine and
 * power, which compute in f64, take as many floats as a vector holds doubles from the lower half of
 * a full one.
 *
 * <p>Even so: Java 17 takes the class of each vector from what ran before, and in one of eight JVMs
 * that ran all functions one after the other it did not learn enough. Seven of them then made
 * objects, up to 1.7 kB for each vector of 512 bits, to the end of the JVM. The results are the
 * same. And on Java 25 {@code StrictMath}, which takes sines of angles beyond 2²⁰, allocates by
 * itself.
 *
 * <h2>What they cost</h2>
 *
 * <p>Nanoseconds for one f32 in runs of 1,003, x from -4 to 4, above 0 for log, log1p and the base
 * of pow; on one core of an x86-64 server, vectors of 256 and of 512 bits, beside the loop over
 * {@code Functions}.
 *
 * <pre>
 *                   Java 17                  Java 25
 *            loop   256    512        loop   256    512
 * exp         4.2   0.72   0.60        4.2   0.70   0.51
 * expm1       4.6   0.85   0.66        4.7   0.84   0.60
 * log         5.9   1.0    0.80        5.9   0.94   0.65
 * log1p       6.7   1.2    0.80        6.8   1.1    0.72
 * tanh        8.0   1.3    0.90        8.1   1.2    0.81
 * sigmoid     6.1   0.98   0.76        6.0   0.98   0.68
 * softplus     11   1.7    1.1          11   1.7    0.99
 * erf          11   1.8    1.1          11   1.6    1.1
 * sin         5.2   2.1    1.5         5.2   2.0    1.2
 * cos         5.2   2.1    1.4         5.2   2.0    1.2
 * pow          16   5.2    3.5          16   5.0    3.0
 * sign       0.43   0.07   0.09       0.05   0.06   0.06
 * floor      0.41   0.12   0.14       0.13   0.15   0.09
 * </pre>
 *
 * <p>With vectors of 128 bits exp takes 1.4 ns and erf 3.4 under AVX; without AVX the JDK lacks
 * operations, all functions are slower than the loop, and allocate.
 *
 * <p>In f64 all but sign and floor go one by one. {@code VectorOperators.EXP} takes 0.7 ns, but of
 * 1,024 results 42 differ in the last bit between interpreted and compiled code, and of {@code
 * TANH} 129 by up to 2 ulp: the same sample would give another result once the JIT is done.
 */
@NullMarked
package dev.mlpc.runtime.lanes;

import org.jspecify.annotations.NullMarked;
