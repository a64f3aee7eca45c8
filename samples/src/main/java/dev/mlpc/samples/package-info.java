/** Runnable stories, each with its spec. */
@NullMarked
package dev.mlpc.samples;

import org.jspecify.annotations.NullMarked;
