package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reports mistakes where a user can see them. What goes wrong within the prelude goes wrong in the
 * user's call of it; what goes wrong in a layer that is used many times is said once.
 */
final class Reports {
  private final Diagnostics diagnostics;
  private final Set<Place> said = new HashSet<>();

  private record Place(Span span, Code code) {}

  Reports(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reports, and gives what the faulty expression means. */
  Meaning fail(Frame frame, Code code, Span span, String message) {
    return fail(frame, Diagnostic.error(code, span, message));
  }

  /** Reports, and gives what the faulty expression means. */
  Meaning fail(Frame frame, Diagnostic diagnostic) {
    report(frame, diagnostic);
    return Meaning.broken();
  }

  void report(Frame frame, Diagnostic diagnostic) {
    if (frame.library().isPrelude()) {
      Frame.Caller caller = frame.caller().orElseThrow();
      report(caller.frame(), atCall(diagnostic, caller.call()));
    } else if (said.add(new Place(diagnostic.span(), diagnostic.code()))) {
      diagnostics.report(
          frame
              .caller()
              .map(
                  caller ->
                      diagnostic.withNote(
                          visible(caller).call(),
                          "it stands in `%s`, used here".formatted(caller.declaration().name())))
              .orElse(diagnostic));
    }
  }

  /** The use in a user's text: a layer of the prelude uses the activation that it is given. */
  private static Frame.Caller visible(Frame.Caller caller) {
    Frame.Caller visible = caller;
    while (visible.frame().library().isPrelude()) {
      visible = visible.frame().caller().orElseThrow();
    }
    return visible;
  }

  /** Whether an error was reported, here or by another phase. */
  boolean hasErrors() {
    return diagnostics.hasErrors();
  }

  /**
   * Lets an evaluator of constants report in this manner.
   *
   * @return what {@code evaluation} gives
   */
  <R> R constants(Frame frame, Function<ConstantEvaluator, R> evaluation) {
    Diagnostics found = new Diagnostics();
    R result = evaluation.apply(new ConstantEvaluator(frame, found));
    found.inOrder().forEach(diagnostic -> report(frame, diagnostic));
    return result;
  }

  private static Diagnostic atCall(Diagnostic diagnostic, Span call) {
    Span span = diagnostic.span();
    boolean within = !span.source().equals(call.source());
    if (!within) {
      return diagnostic;
    }
    List<Diagnostic.Note> visible =
        diagnostic.notes().stream()
            .filter(note -> note.span().source().equals(call.source()))
            .toList();
    String message = diagnostic.message();
    String text = "`" + Excerpt.of(call) + "`";
    return new Diagnostic(
        diagnostic.code(),
        diagnostic.severity(),
        call,
        message.startsWith(text) ? message : text + ": " + message,
        visible,
        diagnostic.help());
  }
}
