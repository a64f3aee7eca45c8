package dev.mlpc.cli;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Severity;
import java.util.List;
import java.util.Optional;

/** A command cannot do what it was asked, for a reason that the user can mend. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  @SuppressWarnings("serial") // an exception of a tool; nobody serialises it
  private final Optional<String> help;

  @SuppressWarnings("serial")
  private final List<Diagnostic> diagnostics;

  private Failure(int status, String message, Optional<String> help, List<Diagnostic> diagnostics) {
    super(message);
    this.status = status;
    this.help = help;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The spec, the data or the parameters are wrong. */
  static Failure wrong(String message, String help) {
    return new Failure(ExitStatus.WRONG_INPUT, message, Optional.of(help), List.of());
  }

  static Failure wrong(String message) {
    return new Failure(ExitStatus.WRONG_INPUT, message, Optional.empty(), List.of());
  }

  /** The command was called in a way that makes no sense. */
  static Failure usage(String message, String help) {
    return new Failure(ExitStatus.WRONG_USAGE, message, Optional.of(help), List.of());
  }

  /** The spec has errors. */
  static Failure spec(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
    return new Failure(
        ExitStatus.WRONG_INPUT,
        errors + (errors == 1 ? " error" : " errors"),
        Optional.empty(),
        diagnostics);
  }

  int status() {
    return status;
  }

  Optional<String> help() {
    return help;
  }

  /** What is wrong with the spec; none if something else is wrong. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
