package dev.mlpc.cli;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.LineIndex;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Diagnostics for programs. */
final class DiagnosticObjects {

  private DiagnosticObjects() {}

  static List<Map<String, Object>> of(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticObjects::of).toList();
  }

  private static Map<String, Object> of(Diagnostic diagnostic) {
    return place(diagnostic.span())
        .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
        .put("code", diagnostic.code().toString())
        .put("message", diagnostic.message())
        .put(
            "notes",
            diagnostic.notes().stream()
                .map(note -> place(note.span()).put("message", note.message()).map())
                .toList())
        .put("help", diagnostic.help())
        .map();
  }

  /** File, line and column, from 1 on; and the end of what is meant. */
  static Json.Fields place(Span span) {
    LineIndex lines = new LineIndex(span.source());
    LineIndex.Position start = lines.position(span.start());
    LineIndex.Position end = lines.position(span.end());
    return Json.fields()
        .put("file", span.source().name())
        .put("line", start.line())
        .put("column", start.column())
        .put("end_line", end.line())
        .put("end_column", end.column());
  }
}
