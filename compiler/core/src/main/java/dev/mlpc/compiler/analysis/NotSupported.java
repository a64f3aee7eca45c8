package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;

/** Says of a part of the language that this version gives it no meaning. */
final class NotSupported {
  private NotSupported() {}

  static Diagnostic here(Span span, String what) {
    return Diagnostic.error(
        Code.NOT_SUPPORTED,
        span,
        what + " is part of the language, but has no meaning in this version");
  }
}
