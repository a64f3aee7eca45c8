/** A table, a loss of one's own, and parameters that the command line tool has trained. */
@NullMarked
package dev.mlpc.samples.tabular;

import org.jspecify.annotations.NullMarked;
