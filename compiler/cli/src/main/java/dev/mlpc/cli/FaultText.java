package dev.mlpc.cli;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.data.DataException;
import dev.mlpc.data.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of wrong data. */
final class FaultText {

  private FaultText() {}

  /** The faults that a spec's {@code data} block has a part in, shown there. */
  static List<Diagnostic> diagnostics(DataException exception) {
    return exception.faults().stream().flatMap(fault -> diagnostic(fault).stream()).toList();
  }

  private static java.util.Optional<Diagnostic> diagnostic(Fault fault) {
    return fault
        .asked()
        .map(
            span -> {
              Diagnostic error =
                  Diagnostic.error(
                      Code.BAD_COLUMNS, span, fault.place().fileAndLine() + ": " + fault.message());
              return fault.help().map(error::withHelp).orElse(error);
            });
  }

  /** The others, line by line, and how many there are in all. */
  static List<String> lines(DataException exception) {
    List<String> lines = new ArrayList<>();
    for (Fault fault : exception.faults()) {
      if (fault.asked().isEmpty()) {
        lines.add(fault.place().fileAndLine() + ": error: " + fault.message());
        fault.help().ifPresent(help -> lines.add("  help: " + help));
      }
    }
    long more = exception.total() - exception.faults().size();
    if (more > 0) {
      lines.add("and " + more + " more: " + exception.total() + " in all");
    }
    return lines;
  }

  static Map<String, Object> object(Fault fault) {
    return Json.fields()
        .put("kind", fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("file", fault.place().file())
        .put("line", optional(fault.place().line()))
        .put("sample", optional(fault.place().sample()))
        .put("column", fault.place().column())
        .put("column_name", fault.place().columnName())
        .put("found", fault.found())
        .put("expected", fault.expected())
        .put("help", fault.help())
        .put("asked", fault.asked().map(span -> DiagnosticObjects.place(span).map()))
        .map();
  }

  private static java.util.Optional<Long> optional(java.util.OptionalLong number) {
    return number.isPresent()
        ? java.util.Optional.of(number.getAsLong())
        : java.util.Optional.empty();
  }
}
