package dev.mlpc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see of a diagnostic. */
final class DiagnosticRendererTest {
  private static final DiagnosticRenderer PLAIN = new DiagnosticRenderer(false, 80);

  /** An error at the first place of {@code marked} in {@code text}. */
  private static Diagnostic error(String text, String marked) {
    int start = text.indexOf(marked);
    return Diagnostic.error(
        Code.SHAPE_MISMATCH,
        new Span(new Source("a.mlp", text), start, start + marked.length()),
        "wrong");
  }

  private static String excerpt(Diagnostic diagnostic) {
    return excerpt(diagnostic, 80);
  }

  private static String excerpt(Diagnostic diagnostic, int width) {
    String all = new DiagnosticRenderer(false, width).render(diagnostic);
    return all.substring(all.indexOf('\n') + 1);
  }

  @Test
  void everything_hasItsPlace() {
    String text = "layer\n\n\n\n\n\n\n\n\n\n\n\n  h = x;\n  out = x + h;\n";
    Source source = new Source("pricer.mlp", text);
    int h = text.indexOf("h = x");
    int sum = text.indexOf("x + h");
    Diagnostic diagnostic =
        Diagnostic.error(
                Code.SHAPE_MISMATCH,
                new Span(source, sum, sum + 5),
                "`x + h` needs equal shapes, but `x` is f32[13] and `h` is f32[16]")
            .withNote(new Span(source, h, h + 1), "`h` gets its shape here")
            .withHelp("give the last Dense 13 units");

    assertThat(PLAIN.render(diagnostic))
        .isEqualTo(
            """
            pricer.mlp:14:9: error[MLP0203]: `x + h` needs equal shapes, but `x` is f32[13] and `h` is f32[16]
              14 |   out = x + h;
                 |         ^^^^^
              note: pricer.mlp:13:3: `h` gets its shape here
              help: give the last Dense 13 units
            """);
  }

  @Test
  void tabs_reachToTheNextStop() {
    assertThat(excerpt(error("\tab\tc = d;", "c = d")))
        .isEqualTo(
            """
              1 |     ab  c = d;
                |         ^^^^^
            """);
  }

  @Test
  void aPosition_getsOneCaretEvenAfterTheLine() {
    String text = "a = b\nc = d;";
    Span end = new Span(new Source("a.mlp", text), 5, 5);
    assertThat(excerpt(Diagnostic.error(Code.SYNTAX, end, "wrong")))
        .isEqualTo(
            """
              1 | a = b
                |      ^
            """);
  }

  @Test
  void anEmptyFile_hasAFirstLine() {
    Diagnostic diagnostic =
        Diagnostic.error(Code.SYNTAX, new Span(new Source("a.mlp", ""), 0, 0), "nothing here");
    assertThat(PLAIN.render(diagnostic))
        .isEqualTo(
            """
            a.mlp:1:1: error[MLP0101]: nothing here
              1 |
                | ^
            """);
  }

  @Test
  void severalLines_showTheFirstAndTheLast() {
    assertThat(excerpt(error("x network A {\n  b\n  c\n  } y", "network A {\n  b\n  c\n  }")))
        .isEqualTo(
            """
              1 | x network A {
                |   ^^^^^^^^^^^
              .
              4 |   } y
                |   ^
            """);
  }

  @Test
  void everyKindOfLineBreak_endsALine() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String rendered = PLAIN.render(error("a" + end + end + "bc" + end, "bc"));
      assertThat(rendered).isEqualTo("a.mlp:3:1: error[MLP0203]: wrong\n  3 | bc\n    | ^^\n");
    }
  }

  @Test
  void charactersOutsideTheBasicPlane_areOneColumnAndTwoCellsWide() {
    String text = "\"😀é\" + x";
    assertThat(PLAIN.render(error(text, "x")))
        .isEqualTo(
            """
            a.mlp:1:8: error[MLP0203]: wrong
              1 | "😀é" + x
                |         ^
            """);
  }

  @Test
  void longLines_areCutAroundTheCarets() {
    String text = "a".repeat(100) + " here " + "b".repeat(100);
    assertThat(excerpt(error(text, "here"), 40))
        .isEqualTo(
            """
              1 | …aaaaaaaaa here bbbbbbbbbbbbbbbbb…
                |            ^^^^
            """);
    assertThat(excerpt(error("here " + text, "here"), 40).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40))
        .first()
        .asString()
        .startsWith("  1 | here aaa")
        .endsWith("a…");
    assertThat(excerpt(error(text + " there", "there"), 40).lines().toList())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40))
        .satisfies(
            lines ->
                assertThat(lines.get(0).indexOf("there")).isEqualTo(lines.get(1).indexOf('^')));
  }

  @Test
  void textThatSteersTerminals_isMadeVisible() {
    String escape = "\u001b[31m\u202e\u0007";
    Source source = new Source("a\u001b.mlp", "\"" + escape + "\" x");
    Diagnostic diagnostic =
        Diagnostic.error(Code.SYNTAX, new Span(source, 9, 10), "found\n" + escape)
            .withNote(new Span(source, 0, 1), escape)
            .withHelp(escape);
    assertThat(PLAIN.render(diagnostic))
        .isEqualTo(
            """
            a\\u001b.mlp:1:10: error[MLP0101]: found\\n\\u001b[31m\\u202e\\u0007
              1 | "\\u001b[31m\\u202e\\u0007" x
                |                         ^
              note: a\\u001b.mlp:1:1: \\u001b[31m\\u202e\\u0007
              help: \\u001b[31m\\u202e\\u0007
            """);
  }

  @Test
  void loneSurrogates_areMadeVisible() {
    assertThat(excerpt(error("\ud83d x", "x")))
        .isEqualTo(
            """
              1 | \\ud83d x
                |        ^
            """);
  }

  @Test
  void colours_changeNothingElse() {
    Diagnostic diagnostic = error("a + b", "b").withHelp("help");
    String coloured = new DiagnosticRenderer(true, 80).render(diagnostic);
    assertThat(coloured).contains("\u001b[1;31m^\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(PLAIN.render(diagnostic));
  }
}
