package dev.mlpc.compiler.diagnostic;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a user should know of a source: what was found, what was expected, where, and what
 * to do.
 *
 * @param code its kind, stable over versions
 * @param message what is wrong, in the language's words; one sentence, no final stop
 * @param notes where else to look: why the compiler expected something else
 * @param help the remedy, where one is known
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Span span,
    String message,
    List<Note> notes,
    Optional<String> help) {

  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /** A place that explains a diagnostic: "`h` gets its shape here". */
  public record Note(Span span, String message) {}

  public static Diagnostic error(Code code, Span span, String message) {
    return new Diagnostic(code, Severity.ERROR, span, message, List.of(), Optional.empty());
  }

  public Diagnostic withNote(Span at, String text) {
    List<Note> more =
        java.util.stream.Stream.concat(
                notes.stream(), java.util.stream.Stream.of(new Note(at, text)))
            .toList();
    return new Diagnostic(code, severity, span, message, more, help);
  }

  public Diagnostic withHelp(String text) {
    return new Diagnostic(code, severity, span, message, notes, Optional.of(text));
  }
}
