package dev.mlpc.cli;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import java.util.List;
import java.util.Map;

/**
 * What one command says: results on standard output, everything else on standard error. With {@code
 * --json} the result is one object, and what is meant for people is left out of it.
 */
final class Console {
  private final Surroundings surroundings;
  private final boolean json;

  Console(Surroundings surroundings, boolean json) {
    this.surroundings = surroundings;
    this.json = json;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  boolean isJson() {
    return json;
  }

  /** Lines for a person, unless a program listens. */
  void result(String text) {
    if (!json) {
      surroundings.out().println(text);
      surroundings.out().flush();
    }
  }

  /** A result that is a whole text, as it is, unless a program listens. */
  void text(String text) {
    if (!json) {
      surroundings.out().print(text);
      surroundings.out().flush();
    }
  }

  /** The object for a program, if one listens. */
  void object(Map<String, ?> object) {
    if (json) {
      surroundings.out().println(Json.text(object));
      surroundings.out().flush();
    }
  }

  /** A line on standard error. */
  void message(String text) {
    surroundings.err().println(text);
    surroundings.err().flush();
  }

  /** Something that did not stop the command. */
  void warn(String text) {
    message(paint("33", "warning:") + " " + text);
  }

  /** Something that did. */
  void error(String text) {
    message(paint("31", "error:") + " " + text);
  }

  void help(String text) {
    message("  " + paint("32", "help:") + " " + text);
  }

  void diagnostics(List<Diagnostic> diagnostics) {
    if (!diagnostics.isEmpty()) {
      DiagnosticRenderer renderer =
          new DiagnosticRenderer(surroundings.colour(), surroundings.width());
      surroundings.err().print(renderer.render(diagnostics));
      surroundings.err().flush();
    }
  }

  private String paint(String colour, String text) {
    return surroundings.colour() ? "\u001b[1;" + colour + "m" + text + "\u001b[0m" : text;
  }
}
