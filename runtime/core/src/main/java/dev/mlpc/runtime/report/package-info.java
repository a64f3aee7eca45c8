/**
 * How good predictions are: the figures that a spec's {@code report} names.
 *
 * <p>In come batches of outputs and targets, one after another; out come {@link
 * dev.mlpc.runtime.report.Figures}, as if all had come at once. The definitions are those of
 * scikit-learn, where it has one.
 */
@NullMarked
package dev.mlpc.runtime.report;

import org.jspecify.annotations.NullMarked;
