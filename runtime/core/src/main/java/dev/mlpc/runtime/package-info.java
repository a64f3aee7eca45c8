/**
 * What generated code links to, and what tools and applications see of it.
 *
 * <p>Generated classes implement {@link dev.mlpc.runtime.Network}, their trainers {@link
 * dev.mlpc.runtime.Trainer}; both take {@link dev.mlpc.runtime.Batch}es of the ports that a {@link
 * dev.mlpc.runtime.Signature} names, and show their arrays as {@link dev.mlpc.runtime.Tensor}s. The
 * rest is what generated code calls: {@link dev.mlpc.runtime.Functions}, {@link
 * dev.mlpc.runtime.Initializer}s, {@link dev.mlpc.runtime.Rate}s, {@link
 * dev.mlpc.runtime.CounterRandom}, {@link dev.mlpc.runtime.Moments}, {@link
 * dev.mlpc.runtime.Checks}.
 *
 * <p>What is random is a function of the seed alone, not of order, thread or machine. Arrays are
 * row-major unless a {@link dev.mlpc.runtime.Layout} says otherwise. Nothing here depends on more
 * than the JDK.
 */
@NullMarked
package dev.mlpc.runtime;

import org.jspecify.annotations.NullMarked;
