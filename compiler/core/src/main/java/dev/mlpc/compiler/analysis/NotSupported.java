package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.Set;

/** Says of a part of the language that this version gives it no meaning. */
final class NotSupported {
  private static final Set<String> PLANNED = Set.of("BatchNorm");

  private NotSupported() {}

  /** Whether the language's library has a layer or function that this version lacks. */
  static boolean isPlanned(String name) {
    return PLANNED.contains(name);
  }

  static Diagnostic here(Span span, String what) {
    return Diagnostic.error(
        Code.NOT_SUPPORTED,
        span,
        what + " is part of the language, but has no meaning in this version");
  }
}
