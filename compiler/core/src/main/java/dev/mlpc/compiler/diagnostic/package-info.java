/**
 * What a user should know of a source: data with a position, collected by every phase and rendered
 * once. Knows no other package.
 */
@NullMarked
package dev.mlpc.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
