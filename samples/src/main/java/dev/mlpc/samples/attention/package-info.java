/** Attention written in the language itself, and a look at where it looks. */
@NullMarked
package dev.mlpc.samples.attention;

import org.jspecify.annotations.NullMarked;
