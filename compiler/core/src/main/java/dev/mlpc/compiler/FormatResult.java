package dev.mlpc.compiler;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * A spec in the one style.
 *
 * @param text none if the spec cannot be read
 * @param diagnostics what is wrong with its syntax
 */
public record FormatResult(Optional<String> text, List<Diagnostic> diagnostics) {

  public FormatResult {
    diagnostics = List.copyOf(diagnostics);
  }
}
