package dev.mlpc.compiler.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Source;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs of no sensible size get a diagnostic, soon, and take no memory that matters. */
final class ExtremesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_BYTES = 1L << 29;

  /** Asks a network of each size for the same that is asked of it later. */
  @BeforeAll
  static void warmUp() {
    new Compiler(CompilerOptions.defaults())
        .check(
            spec(
                "x: f32[4]",
                "y: f32",
                "y = x" + " -> Dense(8, relu)".repeat(300) + " -> Dense(1);"));
  }

  private static Source spec(String inputs, String outputs, String body) {
    return new Source(
        "extreme.mlp", "network N(%s) -> (%s) {\n%s\n}\n".formatted(inputs, outputs, body));
  }

  private static Arguments body(String name, Code code, String inputs, String body) {
    return Arguments.of(name, code, spec(inputs, "y: f32", body));
  }

  private static Arguments text(String name, Code code, String text) {
    return Arguments.of(name, code, new Source("extreme.mlp", text));
  }

  static Stream<Arguments> extremes() {
    String layers = " -> Dense(4)".repeat(10_000);
    String statements =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "x%d = x%s -> Dense(4, relu);".formatted(i + 1, i == 0 ? "" : i))
            .collect(Collectors.joining("\n"));
    return Stream.of(
        body("a huge input", Code.LIMIT, "x: f32[1000000000]", "y = x -> Dense(1);"),
        body("a huge matrix", Code.LIMIT, "x: f32[100000, 100000]", "y = sum(x);"),
        body(
            "a huge index",
            Code.LIMIT,
            "x: index[1000000000]",
            "y = x -> Embedding(8) -> Dense(1);"),
        body("a huge layer", Code.LIMIT, "x: f32[4]", "y = x -> Dense(1000000000) -> Dense(1);"),
        body("many parameters", Code.LIMIT, "x: f32[60000]", "y = x -> Dense(60000) -> Dense(1);"),
        body("a huge outer product", Code.LIMIT, "x: f32[60000, 1]", "y = sum(x @ transpose(x));"),
        body(
            "huge once joined",
            Code.LIMIT,
            "x: f32[60000000]",
            "y = sum(concat(" + "x, ".repeat(50) + "x));"),
        body(
            "a huge reshape",
            Code.LIMIT,
            "x: f32[4]",
            "y = sum(reshape(x, 2000000000, 2000000000));"),
        body(
            "pieces of a huge size",
            Code.BAD_VALUE,
            "x: f32[4]",
            "y = x -> Maxout(60000, 60000) -> Dense(1);"),
        body(
            "10,000 layers in a pipe", Code.LIMIT, "x: f32[4]", "y = x" + layers + " -> Dense(1);"),
        body(
            "10,000 layers in statements",
            Code.LIMIT,
            "x: f32[4]",
            statements + "\ny = x10000 -> Dense(1);"),
        body(
            "10,000 layers by repetition",
            Code.LIMIT,
            "x: f32[4]",
            "y = x -> Dense(4) * 10000 -> Dense(1);"),
        body(
            "repetition of repetition",
            Code.LIMIT,
            "x: f32[4]",
            "y = x -> Dense(4) * 4000 -> Dropout(0.1) * 4000 -> Residual() * 4000 -> Dense(1);"),
        text(
            "layers of layers",
            Code.LIMIT,
            IntStream.range(0, 50)
                    .mapToObj(
                        i ->
                            "layer L%d(x: real[n]) -> (y: real[n]) { y = x -> %s -> %s; }"
                                .formatted(
                                    i,
                                    i == 0 ? "Dense(n)" : "L" + (i - 1) + "()",
                                    i == 0 ? "relu" : "L" + (i - 1) + "()"))
                    .collect(Collectors.joining("\n"))
                + "network N(x: f32[4]) -> (y: f32[4]) { y = x -> L49(); }"),
        text(
            "constants that double",
            Code.BAD_VALUE,
            "const c0 = 2;\n"
                + IntStream.range(0, 2000)
                    .mapToObj(i -> "const c%d = c%d * c%d;".formatted(i + 1, i, i))
                    .collect(Collectors.joining("\n"))
                + "network N(x: f32[c2000]) -> (y: f32) { y = sum(x); }"),
        text(
            "100,000 parentheses",
            Code.TOO_DEEP,
            "const a = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ";"),
        body(
            "a million columns",
            Code.BAD_COLUMNS,
            "x: f32[4]",
            "y = sum(x);\n}\ndata N { source = csv(\"a.csv\"); x = columns(0..1000000);"),
        body(
            "columns without end",
            Code.LIMIT,
            "x: f32[4]",
            "y = sum(x);\n}\ndata N { source = csv(\"a.csv\"); x = columns(0..2000000000);"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("extremes")
  @Timeout(20)
  void extreme_getsADiagnosticSoon(String name, Code code, Source source) {
    long thread = Thread.currentThread().getId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long nanoseconds = THREADS.getCurrentThreadCpuTime();
    List<Diagnostic> found = new Compiler(CompilerOptions.defaults()).compile(source).diagnostics();
    nanoseconds = THREADS.getCurrentThreadCpuTime() - nanoseconds;
    bytes = THREADS.getThreadAllocatedBytes(thread) - bytes;
    assertThat(found).hasSizeBetween(1, 50);
    assertThat(found).extracting(Diagnostic::code).contains(code);
    assertThat(nanoseconds).isLessThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
