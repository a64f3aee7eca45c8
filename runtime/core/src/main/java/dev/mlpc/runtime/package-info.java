/**
 * What generated code links to, and what tools and applications see of it.
 *
 * <p>Generated classes implement {@link dev.mlpc.runtime.Network}, their trainers {@link
 * dev.mlpc.runtime.Trainer}; both take {@link dev.mlpc.runtime.Batch}es of the ports that a {@link
 * dev.mlpc.runtime.Signature} names, and show their arrays as {@link dev.mlpc.runtime.Tensor}s. The
 * rest is what generated code calls: {@link dev.mlpc.runtime.Functions}, {@link
 * dev.mlpc.runtime.Initializer}s, {@link dev.mlpc.runtime.Rate}s, {@link
 * dev.mlpc.runtime.CounterRandom}, {@link dev.mlpc.runtime.Moments}, {@link
 * dev.mlpc.runtime.Checks}. A {@link dev.mlpc.runtime.Team} is how an application lends a network
 * more threads than the one that calls.
 *
 * <p>What is random is a function of the seed alone, not of order, thread or machine. Arrays are
 * row-major unless a {@link dev.mlpc.runtime.Layout} says otherwise. Nothing here depends on more
 * than the JDK.
 *
 * <h2>What the functions cost</h2>
 *
 * <p>Nanoseconds for one f32 in a loop over 1,000, on one core of an x86-64 server with AVX-512;
 * before: by way of {@code Math} in double, and of series for erf. {@code FunctionSpeed} among the
 * tests measures it. The errors are the largest of all 2³² floats ({@code FloatFunctionsTest} with
 * {@code -Dfunctions.stride=1}), those of log of all positive ones, and that of pow of some 300,000
 * pairs: found at -1.128385 for sigmoid, -0.43705386 for softplus, 0.62574285 for tanh, 1.0602872
 * for erf, 54.19303 for sin and 128.02016 for cos.
 *
 * <pre>
 *              Java 17         Java 25        largest
 *            before  now     before  now    error found
 * exp          14    4.2       4.5   5.8     0.77 ulp
 * expm1        21    4.7       9.0   4.7     1.5
 * log          14    6.0       6.0   6.0     0.9
 * log1p        10    6.7       7.2   6.8     1.5
 * tanh         29    8.3        11   8.2     1.40
 * sigmoid      10    6.1       5.9   6.1     1.68
 * softplus     37    9.9        14   9.9     1.88
 * erf         134     10       124    10     1.34
 * sin          14    5.2       7.5   5.3     0.51
 * cos         7.3    5.2       7.3   5.2     0.51
 * pow          23     16        11    16     0.51
 * </pre>
 *
 * <p>What was learned on the way. Neither JDK makes vectors of such a loop. With moves between the
 * bits of int and float a loop stays at one number at a time, and one in float arithmetic alone,
 * which takes 2ⁿ from the digits of n to base 3, does too, at three times the cost; with {@code
 * -XX:LoopUnrollLimit=2000} it came to 5.3 ns on Java 25 and stayed as slow on 17. So the gain is
 * that of short straight code. {@code Math.min} and {@code max} at the bounds took a third of the
 * time of exp; comparisons, which the processor foresees, do not. Carrying the roundings of the
 * reduced argument and of 1 + r along, three operations more, takes exp from 0.92 to 0.77 ulp; by
 * that, and by e - e·(e / (1 + e)) for e / (1 + e), sigmoid came from 2.3 ulp below 2. {@code
 * Math.fma} is used nowhere: without such an instruction it is decimal arithmetic.
 */
@NullMarked
package dev.mlpc.runtime;

import org.jspecify.annotations.NullMarked;
