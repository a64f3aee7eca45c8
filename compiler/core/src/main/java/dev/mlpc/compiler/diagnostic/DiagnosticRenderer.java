package dev.mlpc.compiler.diagnostic;

import dev.mlpc.compiler.diagnostic.LineIndex.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes diagnostics for people:
 *
 * <pre>
 * pricer.mlp:14:9: error[MLP0203]: `x + h` needs equal shapes, but `x` is f32[13] and `h` is f32[16]
 *   14 |   out = x + h;
 *      |         ^^^^^
 *   note: pricer.mlp:13:7: `h` gets its shape here
 *   help: give the last Dense 13 units
 * </pre>
 *
 * <p>Whatever a source holds, nothing but printable text comes out.
 */
public final class DiagnosticRenderer {
  private static final int NARROWEST = 20;

  private final Ink ink;
  private final int width;
  private final Map<Source, LineIndex> lines = new HashMap<>();

  /**
   * @param colour whether to colour by the escape sequences of terminals
   * @param width the columns that a line of code may take, with its number; longer ones are cut
   */
  public DiagnosticRenderer(boolean colour, int width) {
    this.ink = new Ink(colour);
    this.width = width;
  }

  /** One after the other, each ended by a line break. */
  public String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(this::render).collect(Collectors.joining());
  }

  /** One, ended by a line break. */
  public String render(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    text.append(ink.strong(place(diagnostic.span()) + ":")).append(' ');
    text.append(ink.severity(diagnostic.severity(), title(diagnostic) + ":")).append(' ');
    text.append(ink.strong(VisibleText.of(diagnostic.message()))).append('\n');
    excerpt(diagnostic, text);
    for (Diagnostic.Note note : diagnostic.notes()) {
      text.append("  ").append(ink.note("note:")).append(' ');
      text.append(place(note.span())).append(": ");
      text.append(VisibleText.of(note.message())).append('\n');
    }
    diagnostic
        .help()
        .ifPresent(
            help ->
                text.append("  ")
                    .append(ink.help("help:"))
                    .append(' ')
                    .append(VisibleText.of(help))
                    .append('\n'));
    return text.toString();
  }

  private static String title(Diagnostic diagnostic) {
    String severity =
        switch (diagnostic.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
        };
    return severity + "[" + diagnostic.code() + "]";
  }

  private String place(Span span) {
    return VisibleText.of(span.source().name()) + ":" + index(span).position(span.start());
  }

  private LineIndex index(Span span) {
    return lines.computeIfAbsent(span.source(), LineIndex::new);
  }

  /** The first and the last line of what is meant. */
  private void excerpt(Diagnostic diagnostic, StringBuilder text) {
    Span span = diagnostic.span();
    LineIndex index = index(span);
    Position first = index.position(span.start());
    Position last = index.position(Math.max(span.start(), span.end() - 1));
    int digits = String.valueOf(last.line()).length();
    line(diagnostic, first.line(), digits, text);
    if (last.line() > first.line() + 1) {
      text.append(ink.margin("  " + ".".repeat(digits))).append('\n');
    }
    if (last.line() > first.line()) {
      line(diagnostic, last.line(), digits, text);
    }
  }

  private void line(Diagnostic diagnostic, int line, int digits, StringBuilder text) {
    Span span = diagnostic.span();
    LineIndex index = index(span);
    String code = span.source().text();
    int start = index.start(line);
    int end = index.end(line);
    int from = span.start() > start ? Math.min(span.start(), end) : firstInked(code, start, end);
    int to = Math.max(from, Math.min(span.end(), end));
    String margin = "  %" + digits + "s |";
    int space = Math.max(NARROWEST, width - digits - 5);
    Excerpt excerpt = Excerpt.of(code, start, end, from, to, space);
    text.append(ink.margin(margin.formatted(line)));
    text.append(excerpt.code().isEmpty() ? "" : " " + excerpt.code()).append('\n');
    text.append(ink.margin(margin.formatted(""))).append(' ');
    text.append(ink.carets(diagnostic.severity(), excerpt.carets())).append('\n');
  }

  /** A span that began on an earlier line is marked from the line's first character that shows. */
  private static int firstInked(String code, int start, int end) {
    int at = start;
    while (at < end && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    return at < end ? at : start;
  }
}
