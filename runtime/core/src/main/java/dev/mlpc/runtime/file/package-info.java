/**
 * Parameters on disk, as safetensors.
 *
 * <p>In come tensors and paths, out go files, and the other way round. A reader trusts nothing that
 * it reads: it refuses what is malformed before it takes memory for it. A writer leaves the old
 * file whole until the new one is complete.
 */
@NullMarked
package dev.mlpc.runtime.file;

import org.jspecify.annotations.NullMarked;
