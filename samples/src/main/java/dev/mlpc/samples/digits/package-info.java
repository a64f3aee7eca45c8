/** Handwritten-looking digits that the sample draws itself, and a network that reads them. */
@NullMarked
package dev.mlpc.samples.digits;

import org.jspecify.annotations.NullMarked;
