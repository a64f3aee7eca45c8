/** The command {@code mlpc}: a thin door onto the compiler. */
@NullMarked
package dev.mlpc.cli;

import org.jspecify.annotations.NullMarked;
