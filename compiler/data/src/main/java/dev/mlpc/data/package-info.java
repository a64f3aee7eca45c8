/**
 * Files of samples come in, the runtime's batches go out.
 *
 * <p>Every format is a {@link dev.mlpc.data.Table}: rows of cells, read once from top to bottom.
 * {@link dev.mlpc.data.ColumnPlan} says which cells each input and target takes, {@link
 * dev.mlpc.data.RowReader} moves them into batches. What is wrong with a file is a {@link
 * dev.mlpc.data.Fault}: collected, so that a user sees several in one run, and thrown together as a
 * {@link dev.mlpc.data.DataException}. Nothing here prints, trains or knows the command line.
 */
@NullMarked
package dev.mlpc.data;

import org.jspecify.annotations.NullMarked;
