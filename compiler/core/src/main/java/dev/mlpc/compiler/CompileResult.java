package dev.mlpc.compiler;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Severity;
import java.util.List;

/**
 * What became of a spec.
 *
 * @param networks in the order of the text; none if there are errors
 * @param diagnostics errors and warnings, in the order of the text
 */
public record CompileResult(List<CompiledNetwork> networks, List<Diagnostic> diagnostics) {

  public CompileResult {
    networks = List.copyOf(networks);
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether there is no error. */
  public boolean succeeded() {
    return succeeded(diagnostics);
  }

  static boolean succeeded(List<Diagnostic> diagnostics) {
    return diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR);
  }
}
