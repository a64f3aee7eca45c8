/** Files of samples come in, the runtime's batches go out. */
@NullMarked
package dev.mlpc.data;

import org.jspecify.annotations.NullMarked;
