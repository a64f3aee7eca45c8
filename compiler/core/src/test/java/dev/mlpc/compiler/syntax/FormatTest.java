package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Golden;
import dev.mlpc.compiler.diagnostic.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text in the one style says what it said before, comments and all. */
final class FormatTest {
  private static final Path GOLDENS = Path.of("src/test/resources/format");

  private static Source source(String text) {
    return new Source("formatted.mlp", text);
  }

  private static String format(String text) {
    Diagnostics diagnostics = new Diagnostics();
    String formatted =
        SpecPrinter.format(source(text), diagnostics)
            .orElseGet(() -> "mistakes: " + diagnostics.inOrder());
    assertThat(diagnostics.inOrder()).as(text).isEmpty();
    return formatted;
  }

  private static String tree(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(source(text), diagnostics);
    assertThat(diagnostics.inOrder()).as(text).isEmpty();
    return TreeText.withoutPlaces(spec);
  }

  /** The comments of a text in their order, without the blanks at the ends of their lines. */
  private static List<String> comments(String text) {
    Tokens tokens = Scanner.scan(source(text), new Mistakes(new Diagnostics()));
    return tokens.comments().stream()
        .map(
            token ->
                token
                    .getText()
                    .replaceFirst("^///(?=[^/ ])", "/// ")
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining("\n")))
        .toList();
  }

  @Property(tries = 1000, seed = "20240503")
  void anyText_keepsItsMeaningAndComments(@ForAll long seed) {
    Random random = new Random(seed);
    String text = ScatteredText.of(SpecPrinter.print(new RandomSpecs(seed).spec()), random);

    String formatted = format(text);

    assertThat(tree(formatted)).as(text).isEqualTo(tree(text));
    assertThat(comments(formatted)).as(text).isEqualTo(comments(text));
    assertThat(format(formatted)).as(text).isEqualTo(formatted);
    assertThat(formatted).doesNotContain("\r", "\uFEFF", "\n\n\n", " \n").doesNotStartWith("\n");
    if (!formatted.isEmpty()) {
      assertThat(formatted).endsWith("\n").doesNotEndWith("\n\n");
    }
  }

  @Property(tries = 300, seed = "20240504")
  void textWithoutComments_isWhatItsTreePrints(@ForAll long seed) {
    String printed = SpecPrinter.print(new RandomSpecs(seed).spec());
    assertThat(format(printed)).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"comments", "long-lines", "settings", "untidy"})
  void spec_isFormattedAs(String name) throws IOException {
    String text = Files.readString(GOLDENS.resolve(name + ".mlp"));
    Golden.check(GOLDENS.resolve(name + ".expected.mlp"), format(text));
  }

  @Test
  void textOfAnotherSystem_becomesOneOfOurs() {
    String text =
        "\uFEFF// Of another system.\r\n\r\n\r\n/*\r\n\tA block,\r\n\t  indented.\r\n*/\r\n"
            + "network N(x: f32[2]) -> (y: f32) {\r\n\ty = x -> Dense(1); // here   \r\n}";
    assertThat(format(text))
        .isEqualTo(
            """
            // Of another system.

            /*
             A block,
               indented.
            */
            network N(x: f32[2]) -> (y: f32) {
              y = x -> Dense(1); // here
            }
            """);
  }

  @Test
  void textWithMistakes_isNotFormatted() {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(SpecPrinter.format(source("network N(x: f32[2]) -> {"), diagnostics)).isEmpty();
    assertThat(diagnostics.hasErrors()).isTrue();
  }

  @Test
  void nothing_staysNothing() {
    assertThat(format("")).isEmpty();
    assertThat(format("\uFEFF\r\n  \n")).isEmpty();
    assertThat(format("\n\n// alone  ")).isEqualTo("// alone\n");
  }
}
