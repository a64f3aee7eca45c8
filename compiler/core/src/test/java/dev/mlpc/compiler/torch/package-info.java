/** Whole runs against those of PyTorch. */
@NullMarked
package dev.mlpc.compiler.torch;

import org.jspecify.annotations.NullMarked;
