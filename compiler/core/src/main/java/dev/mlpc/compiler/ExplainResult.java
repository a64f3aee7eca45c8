package dev.mlpc.compiler;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import java.util.List;

/**
 * The explanations of a spec's networks.
 *
 * @param documents in the order of the text; none if there are errors
 * @param diagnostics errors and warnings, in the order of the text
 */
public record ExplainResult(List<Document> documents, List<Diagnostic> diagnostics) {

  public ExplainResult {
    documents = List.copyOf(documents);
    diagnostics = List.copyOf(diagnostics);
  }

  /** One network's explanation, in the format that was asked for. */
  public record Document(String network, String text) {}

  /** Whether there is no error. */
  public boolean succeeded() {
    return CompileResult.succeeded(diagnostics);
  }
}
