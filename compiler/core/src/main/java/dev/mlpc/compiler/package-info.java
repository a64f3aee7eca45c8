/** The front door: a spec comes in, diagnostics and classes go out. */
@NullMarked
package dev.mlpc.compiler;

import org.jspecify.annotations.NullMarked;
