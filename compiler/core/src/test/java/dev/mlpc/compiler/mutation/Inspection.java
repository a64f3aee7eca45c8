package dev.mlpc.compiler.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.FormatResult;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DiagnosticRenderer;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.SpecParser;
import dev.mlpc.compiler.syntax.TreeText;
import java.util.List;
import java.util.stream.Stream;

/** Sends a mutant through the compiler, and looks at what comes back. */
final class Inspection {
  private static final int MOST_DIAGNOSTICS = 100;

  /** A long text may have more mistakes: a declaration is there again and again. */
  private static final int LETTERS_PER_DIAGNOSTIC = 20;

  /** Of the valid ones, every so many is compiled to classes. */
  private static final int TO_CLASSES = 40;

  private final Insides insides;

  Inspection(Insides insides) {
    this.insides = insides;
  }

  /**
   * What was found.
   *
   * @param nodes of the graphs of all networks: what its compilation may take time for
   */
  record Finding(List<Diagnostic> diagnostics, List<CompiledNetwork> networks, long nodes) {}

  /** Compiles to Java, and checks whatever is said of it. */
  Finding inspect(Mutant mutant) {
    Specimen specimen = mutant.specimen();
    CompilerOptions options =
        mutant.seed() % 2 == 0
            ? CompilerOptions.defaults()
            : CompilerOptions.defaults().withGradients();
    CompileResult result = new Compiler(options).compile(specimen.source(), specimen.resolver());
    List<Diagnostic> found = result.diagnostics();
    assertThat(found.size())
        .as(() -> "number of " + found.stream().limit(3).map(Inspection::show).toList())
        .isLessThanOrEqualTo(MOST_DIAGNOSTICS + mutant.texts().length() / LETTERS_PER_DIAGNOSTIC);
    found.forEach(diagnostic -> inspect(diagnostic, mutant));
    render(found);
    format(specimen.source());
    long nodes =
        result.networks().stream()
            .mapToLong(network -> network.definition().inference().nodes().size())
            .sum();
    return new Finding(found, result.networks(), nodes);
  }

  /** Makes classes of some: javac takes what the compiler writes. */
  static void toClasses(Mutant mutant, Finding finding) {
    if (Math.floorMod(mutant.seed(), TO_CLASSES) == 0) {
      for (CompiledNetwork network : finding.networks()) {
        assertThat(Compiler.classFiles(network)).isNotEmpty();
      }
    }
  }

  private void inspect(Diagnostic diagnostic, Mutant mutant) {
    Stream.concat(
            Stream.of(diagnostic.span()), diagnostic.notes().stream().map(Diagnostic.Note::span))
        .map(Span::source)
        .forEach(
            source ->
                assertThat(mutant.specimen().files().get(source.name()))
                    .as("source of: " + show(diagnostic))
                    .satisfies(text -> assertThat(source.text().equals(text)).isTrue()));
    String texts = mutant.texts();
    Stream.of(
            Stream.of(diagnostic.message()),
            diagnostic.help().stream(),
            diagnostic.notes().stream().map(Diagnostic.Note::message))
        .flatMap(messages -> messages)
        .forEach(
            message -> {
              assertThat(message).isNotBlank();
              assertThat(insides.in(message, texts)).as(message).isEmpty();
            });
  }

  private static String show(Diagnostic diagnostic) {
    return diagnostic.code()
        + " "
        + diagnostic.message()
        + " at "
        + diagnostic.span().source().name();
  }

  private static void render(List<Diagnostic> found) {
    String rendered = new DiagnosticRenderer(false, 100).render(found);
    assertThat(rendered.chars().filter(c -> c != '\n' && Character.isISOControl(c)).count())
        .as("control characters of " + rendered)
        .isZero();
    assertThat(rendered.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2)
        .as("torn characters")
        .isZero();
    new DiagnosticRenderer(true, 40).render(found);
  }

  /** What can be read is the same tree when it is written in the one style. */
  private static void format(Source source) {
    FormatResult result = new Compiler(CompilerOptions.defaults()).format(source);
    assertThat(result.text().isPresent()).isEqualTo(result.diagnostics().isEmpty());
    result
        .text()
        .ifPresent(
            text -> {
              assertThat(tree(new Source(source.name(), text))).isEqualTo(tree(source));
            });
  }

  private static String tree(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    String tree = TreeText.withoutPlaces(SpecParser.parse(source, diagnostics));
    assertThat(diagnostics.inOrder()).isEmpty();
    return tree;
  }
}
