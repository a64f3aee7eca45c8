/** Exclusive or, with nothing but arrays: the smallest way to use a generated class. */
@NullMarked
package dev.mlpc.samples.xor;

import org.jspecify.annotations.NullMarked;
