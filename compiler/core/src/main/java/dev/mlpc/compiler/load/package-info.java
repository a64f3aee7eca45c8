/**
 * Makes classes of source, in memory. In: the text of a generated class. Out: class files, or a
 * loaded class that makes networks.
 *
 * <p>If javac refuses generated source, that is this compiler's fault and throws.
 */
@NullMarked
package dev.mlpc.compiler.load;

import org.jspecify.annotations.NullMarked;
