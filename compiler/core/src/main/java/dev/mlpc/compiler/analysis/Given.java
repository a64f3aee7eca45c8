package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import java.util.Optional;

/**
 * An argument: what it means, and where it was written.
 *
 * @param span its text
 * @param expression its text as a tree; empty for what a pipe brings
 * @param frame the names that its text sees
 */
record Given(Meaning meaning, Span span, Optional<Expression> expression, Frame frame) {}
