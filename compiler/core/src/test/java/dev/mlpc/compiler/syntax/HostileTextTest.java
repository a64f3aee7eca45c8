package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, the answer is a few diagnostics, soon, on a small stack. */
final class HostileTextTest {
  private static final int MANY = 100_000;
  private static final long SMALL_STACK = 512 * 1024;

  private static List<Diagnostic> diagnostics(String text) throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    List<Throwable> thrown = new ArrayList<>();
    AtomicLong nanoseconds = new AtomicLong();
    Thread reader =
        new Thread(
            null,
            () -> {
              SpecParser.parse(new Source("hostile.mlp", text), diagnostics);
              // Of this thread alone: the machine may be busy with other things.
              nanoseconds.set(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            },
            "reader",
            SMALL_STACK);
    reader.setUncaughtExceptionHandler((thread, fault) -> thrown.add(fault));
    reader.start();
    reader.join();
    assertThat(thrown).isEmpty();
    assertThat(nanoseconds.get()).isLessThan(TimeUnit.SECONDS.toNanos(1));
    return diagnostics.inOrder();
  }

  @BeforeAll
  static void warmUp() throws InterruptedException {
    diagnostics("const a = (1 + 2) * 3;\nconst b = (1;\nconst c = 1 2;\n");
  }

  private static String constant(String value) {
    return "const a = " + value + ";\n";
  }

  static Stream<Arguments> deepTexts() {
    return Stream.of(
        Arguments.of("minuses", constant("-".repeat(MANY) + "1")),
        Arguments.of("minuses apart", constant("- ".repeat(MANY) + "1")),
        Arguments.of("nots", constant("not ".repeat(MANY) + "true")),
        Arguments.of("sums", constant("1 + ".repeat(MANY) + "1")),
        Arguments.of("powers", constant("2 ^ ".repeat(MANY) + "1")),
        Arguments.of("brackets", constant("(".repeat(MANY) + "1" + ")".repeat(MANY))),
        Arguments.of("open brackets", constant("(".repeat(MANY))),
        Arguments.of("lists", constant("[".repeat(MANY) + "]".repeat(MANY))),
        Arguments.of("calls", constant("f(".repeat(MANY) + "1" + ")".repeat(MANY))),
        Arguments.of("indices", constant("x" + "[1]".repeat(MANY))),
        Arguments.of("choices", constant("if a then b else ".repeat(20_000) + "c")),
        Arguments.of("conditions", constant("if ".repeat(MANY) + "c")),
        Arguments.of("pipes in choices", constant("if a then x -> F else ".repeat(20_000) + "c")),
        Arguments.of("comparisons", constant("1 < ".repeat(MANY) + "1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deepTexts")
  @Timeout(20)
  void deepText_isTooDeep(String name, String text) throws InterruptedException {
    assertThat(diagnostics(text)).extracting(Diagnostic::code).contains(Code.TOO_DEEP);
  }

  static Stream<Arguments> wrongTexts() {
    return Stream.of(
        Arguments.of("words", "network ".repeat(40_000)),
        Arguments.of("losses", "loss f(".repeat(40_000)),
        Arguments.of("closing brackets", constant(")".repeat(MANY))),
        Arguments.of("braces", "{".repeat(MANY)),
        Arguments.of("closing braces", "}".repeat(MANY)),
        Arguments.of("semicolons", "network N(x: f32) -> (y: f32) {" + ";".repeat(MANY) + "}"),
        Arguments.of("wrong lines", "network N(x: f32) -> (y: f32) {" + "x = ;\n".repeat(40_000)),
        Arguments.of("quotes", "\"".repeat(MANY + 1)),
        Arguments.of("comment starts", "/*".repeat(MANY)),
        Arguments.of("strays", "?".repeat(MANY)),
        Arguments.of("hashes", "#\n".repeat(MANY)),
        Arguments.of("single quotes", "'".repeat(MANY + 1)),
        Arguments.of("surrogates", "\ud83d".repeat(MANY)),
        Arguments.of("nulls", "\0".repeat(MANY)),
        Arguments.of("a long number", constant("1".repeat(MANY))),
        Arguments.of("a long name", "const " + "a".repeat(MANY) + " = 1;"),
        Arguments.of("a long text", constant("\"" + "a".repeat(MANY) + "\"")),
        Arguments.of("escapes", constant("\"" + "\\q".repeat(5_000) + "\"")),
        Arguments.of("a late mistake", "const c = a + 1;\n".repeat(20_000) + "const"),
        Arguments.of("a huge file", "// \n".repeat(1_000_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTexts")
  @Timeout(20)
  void wrongText_getsAFewDiagnostics(String name, String text) throws InterruptedException {
    List<Diagnostic> found = diagnostics(text);
    assertThat(found).hasSizeBetween(1, 51);
    assertThat(new DiagnosticRenderer(false, 100).render(found).length()).isLessThan(100_000);
  }

  @Test
  @Timeout(20)
  void longRightText_isRead() throws InterruptedException {
    String pipe = "const a = x" + " -> Dense(32, relu)".repeat(10_000) + ";\n";
    String list = "const b = [" + "1, ".repeat(20_000) + "1];\n";
    assertThat(diagnostics(pipe + list)).isEmpty();
  }

  @Test
  void randomWords_giveNoFault() throws InterruptedException {
    String[] words = {
      "network",
      "layer",
      "train",
      "data",
      "const",
      "loss",
      "activation",
      "param",
      "labels",
      "N",
      "x",
      "1",
      "\"a\"",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      ";",
      ",",
      ":",
      "=",
      "->",
      "+",
      "-",
      "*",
      "if",
      "then",
      "else",
      "not",
      "as",
      "when",
      "f32",
      "..",
      ".",
      "\n",
      "report",
      "target",
      "'"
    };
    Random random = new Random(20_240_501);
    for (int text = 0; text < 500; text++) {
      StringBuilder all = new StringBuilder("network N(x: f32) -> (y: f32) {\n");
      for (int word = 0; word < 40; word++) {
        all.append(words[random.nextInt(words.length)]).append(' ');
      }
      String written = all.toString();
      Diagnostics diagnostics = new Diagnostics();
      SpecParser.parse(new Source("random.mlp", written), diagnostics);
      assertThat(diagnostics.inOrder()).as(written).isNotEmpty();
      assertThat(new DiagnosticRenderer(false, 80).render(diagnostics.inOrder()))
          .as(written)
          .doesNotContain("OPEN", "CLOSE", "NAME", "<EOF>", "extraneous", "viable");
    }
  }
}
