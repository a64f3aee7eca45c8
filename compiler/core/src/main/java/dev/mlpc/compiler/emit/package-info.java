/**
 * Writes a plan as Java. In: a {@link dev.mlpc.compiler.plan.Plan}. Out: the text of one class, the
 * same bytes for the same plan.
 *
 * <p>What a spec says reaches the text as an identifier that {@code plan} has made, as an escaped
 * string, or as an escaped comment, and in no other way. Decisions about speed are the plan's: here
 * they are only spelled out.
 */
@NullMarked
package dev.mlpc.compiler.emit;

import org.jspecify.annotations.NullMarked;
