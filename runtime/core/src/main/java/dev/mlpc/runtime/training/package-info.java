/**
 * Whole training runs.
 *
 * <p>In come a network, its trainer, what a spec says of the run, and {@link
 * dev.mlpc.runtime.training.Samples} in memory; out comes the network with other parameters, and a
 * {@link dev.mlpc.runtime.training.TrainingResult}. The same seed gives the same bits: the order of
 * samples is a function of seed and step. A step allocates nothing. Nothing here reads files or
 * prints: whoever looks on is a {@link dev.mlpc.runtime.training.TrainingListener}.
 */
@NullMarked
package dev.mlpc.runtime.training;

import org.jspecify.annotations.NullMarked;
