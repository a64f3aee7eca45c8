package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.ExplainOptions;
import dev.mlpc.compiler.ExplainOptions.Edges;
import dev.mlpc.compiler.ExplainOptions.Format;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Table;
import dev.mlpc.compiler.explain.Formula.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the explanation of any network. */
final class ManyNetworksTest {
  /** Letters that a reader knows, or that the text before the formulas explains. */
  private static final Set<String> KNOWN = Set.of("L", "N", "δ", "w", "x", "e");

  private static final String LANGUAGE = "shared/design/language.md";

  private static final String INSIDES =
      "\\bt\\d+\\b|Optional|null|Binary|SumOverBatch|reshape[012]\\b";

  static Stream<String> specs() {
    String six = "x: f32[6]";
    return Stream.of(
        trained(six, "y = x -> Dense(5) -> BatchNorm() -> relu -> Dense(2);"),
        trained(six, "y = x -> Dense(5) -> LayerNorm() -> gelu -> Dense(2);"),
        trained(six, "h = x -> Dense(4) -> LayerNorm(); y = h -> RmsNorm() -> Dense(2);"),
        trained(six, "y = x -> Maxout(4, 3) -> Glu(3) -> Dense(2);"),
        trained(six + ", z: f32[3]", "shared m = Bilinear(4); y = m(x, z) -> Dense(2);"),
        trained(six + ", c: index[9]", "y = concat(x, c -> Embedding(3)) -> Dense(2, prelu);"),
        trained(six, "y = x -> Standardize() -> Dense(4) -> PRelu() -> Residual(3) -> Dense(2);"),
        trained(six, "h = x -> Dense(5, tanh) -> Dropout(0.3); y = h -> Dense(2);"),
        trained(
            six, "shared d = Dense(3, tanh); u = d(x); v = d(-x); y = concat(u, v) -> Dense(2);"),
        trained(six, "y = softmax(reshape(x -> Dense(6), 2, 3) @ (x[0..3] -> Dense(3)));"),
        trained(six, "m = reshape(x -> Dense(6), 2, 3); y = softmax(m) @ x[3..6];"),
        trained(six, "y = x -> Dense(8, silu) * 50 -> Dense(2);"),
        trained(six, "h = x -> Dense(4, relu) -> Dense(4, relu); y = h -> Dense(2);"),
        trained(six, "a = x -> Dense(2, sigmoid); W = x -> Dense(2); L = a * W; y = L + a;"),
        """
        layer Attention(x: real[n, d]; width) -> (y: real[n, width], weights: real[n, n]) {
          param query: real[d, width] = glorotUniform;
          param key: real[d, width] = glorotUniform;
          param value: real[d, width] = glorotUniform;
          weights = softmax(x @ query @ transpose(x @ key) / sqrt(width));
          y = weights @ (x @ value);
        }
        network Looks(rows: f32[5, 4]) -> (means: f32[5], weights: f32[5, 5]) {
          seen, weights = rows -> Attention(3);
          means = seen @ (flatten(rows)[0..3]);
        }
        train Looks { target t: f32[5]; loss = mae(means, t); optimizer = sgd(rate = 0.1); }
        """,
        """
        activation swish(x; beta: param = 1.0) = x * sigmoid(beta * x);
        layer Block(x: real[n]; drop = 0.1) -> (out: real[n]) {
          h = x -> LayerNorm() -> Dense(n, swish) -> Dropout(drop) -> Dense(n);
          out = x + h;
        }
        network Pricer(x: f32[5], region: index[7]) -> (price: f32) {
          where = region -> Embedding(3);
          body = concat(x -> Standardize(), where) -> Dense(4) -> Block();
          price = concat(body, x) -> Dense(1);
        }
        train Pricer {
          target t: f32;
          loss = quantile(price, t, tau = 0.9) + l2(1e-2);
          optimizer = adamw(rate = 3e-3);
        }
        """,
        """
        network Several(a: f64[3], b: f64[2]) -> (p: f64[2], q: f64) {
          h = concat(a, b) -> Dense(4, tanh);
          p = h -> Dense(2);
          q = h -> Dense(1, sigmoid);
        }
        train Several {
          target tp: f64[2];
          target y: class[2];
          loss = huber(p, tp) + crossEntropy(p, y) + binaryCrossEntropy(q, 1) + l1(1e-4);
          optimizer = adam(rate = 0.01);
        }
        """,
        "network Untrained(x: f32[3]) -> (y: f32) { y = x -> Dense(2, elu) -> Dense(1); }");
  }

  /** The specs of the project's samples. */
  static Stream<Path> samples() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("samples"))) {
      root = Objects.requireNonNull(root.getParent(), "the samples stand beside the compiler");
    }
    try (Stream<Path> files = Files.walk(root.resolve("samples"))) {
      return files
          .filter(file -> file.toString().endsWith(".mlp"))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samples_areExplainedAsWell(Path file) throws IOException {
    String spec = Files.readString(file);
    noTwoSymbols_lookTheSame(spec);
    everySymbol_isInTheTable(spec);
    document_saysNothingOfTheCompilersInsides(spec);
  }

  /** The complete specs in the description of the language, where it is at hand. */
  @Test
  void examplesOfTheLanguage_areExplainedAsWell() throws IOException {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(LANGUAGE))) {
      directory = directory.getParent();
    }
    assumeTrue(directory != null, "no " + LANGUAGE + " beside or above the project");
    String text = Files.readString(Objects.requireNonNull(directory).resolve(LANGUAGE));
    List<String> examples =
        Pattern.compile("```mlp\\n(.*?)```", Pattern.DOTALL)
            .matcher(text)
            .results()
            .map(result -> result.group(1))
            .filter(block -> block.contains("network "))
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    for (String spec : examples) {
      noTwoSymbols_lookTheSame(spec);
      everySymbol_isInTheTable(spec);
      document_saysNothingOfTheCompilersInsides(spec);
    }
  }

  private static String trained(String inputs, String body) {
    return "network N("
        + inputs
        + ") -> (y: f32[2]) { "
        + body
        + " } train N { target t: f32[2]; loss = mse(y, t); optimizer = sgd(rate = 0.1); }";
  }

  private static NetworkDefinition network(String spec) {
    return new Compiler(CompilerOptions.defaults())
        .check(new Source("n.mlp", spec))
        .networks()
        .get(0);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void noTwoSymbols_lookTheSame(String spec) {
    FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());
    List<String> symbols =
        notation(Explainer.explain(network(spec), List.of())).stream().map(printer::print).toList();
    assertThat(symbols).doesNotHaveDuplicates();
  }

  private static List<Symbol> notation(Explanation explanation) {
    Table table = (Table) explanation.sections().get(0).blocks().get(0);
    return table.rows().stream()
        .map(row -> row.get(0))
        .map(Cell::formula)
        .map(formula -> (Symbol) formula.orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everySymbol_isInTheTable(String spec) {
    Explanation explanation = Explainer.explain(network(spec), List.of());
    Set<String> explained = new HashSet<>(KNOWN);
    notation(explanation).forEach(symbol -> explained.add(symbol.letter()));
    Set<String> used = new TreeSet<>();
    Rebuild collector =
        new Rebuild() {
          @Override
          public Formula symbol(Symbol symbol) {
            used.add(symbol.letter());
            return symbol;
          }
        };
    explanation.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(block -> block instanceof Equations)
        .flatMap(block -> ((Equations) block).equations().stream())
        .flatMap((Equation equation) -> Stream.of(equation.left(), equation.right()))
        .forEach(collector::of);
    assertThat(explained).containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void document_saysNothingOfTheCompilersInsides(String spec) {
    for (Format format : Format.values()) {
      check(spec, INSIDES + "|Rows\\b", new ExplainOptions(format, Edges.BOTH, Optional.empty()));
      // A method of generated code may well be called pRows.
      check(
          spec,
          INSIDES,
          new ExplainOptions(format, Edges.BOTH, Optional.of(ExplainOptions.Engines.BOTH)));
    }
  }

  private static void check(String spec, String insides, ExplainOptions options) {
    String text =
        new Compiler(CompilerOptions.defaults())
            .explain(new Source("n.mlp", spec), options)
            .documents()
            .get(0)
            .text();
    assertThat(Pattern.compile(insides).matcher(text).results().map(result -> result.group()))
        .as(options.toString())
        .isEmpty();
  }

  /** A formula that fills more than a few lines explains nothing. */
  @ParameterizedTest
  @MethodSource("specs")
  void noFormula_isLongerThanALine(String spec) {
    FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());
    Map<String, Integer> tooLong = new TreeMap<>();
    Explainer.explain(network(spec), List.of()).sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(block -> block instanceof Equations)
        .flatMap(block -> ((Equations) block).equations().stream())
        .map(equation -> printer.equation(equation.left(), equation.right()))
        .filter(text -> text.length() > 140 && !text.startsWith("J = "))
        .forEach(text -> tooLong.put(text, text.length()));
    assertThat(tooLong).isEmpty();
  }
}
