/** What generated code links to. Nothing here depends on more than the JDK. */
@NullMarked
package dev.mlpc.runtime;

import org.jspecify.annotations.NullMarked;
