/** Three arms of a spiral, learned inside the application, and a picture of what was learned. */
@NullMarked
package dev.mlpc.samples.spirals;

import org.jspecify.annotations.NullMarked;
