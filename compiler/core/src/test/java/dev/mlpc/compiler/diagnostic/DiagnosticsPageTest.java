package dev.mlpc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page of all codes is made of what the compiler says of the wrong specs. */
final class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("../DIAGNOSTICS.md");
  private static final String HEAD =
      """
      # Diagnostics

      What the compiler says of a wrong spec, code by code: what it means, a spec that gets it, and
      the same spec mended. This page is made by a test from specs that the compiler has read.
      """;

  @Test
  void page_saysWhatTheCompilerSays() throws IOException {
    Map<Code, Path> examples = examples();
    StringBuilder page = new StringBuilder(HEAD);
    assertThat(examples)
        .as("codes with an example and its mended twin")
        .containsOnlyKeys(Code.values());
    for (Map.Entry<Code, Path> example : examples.entrySet()) {
      append(page, example.getKey(), example.getValue());
    }
    Golden.check(PAGE, page.toString());
  }

  @TestFactory
  Stream<DynamicTest> mendedSpec_getsNoMessage() throws IOException {
    return WrongSpecs.all().stream()
        .map(WrongSpecs::mended)
        .filter(Files::exists)
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> assertThat(WrongSpecs.render(WrongSpecs.check(file))).isEmpty()));
  }

  /** For each code the first spec that has it and that is mended, too. */
  private static Map<Code, Path> examples() throws IOException {
    Map<Code, Path> examples = new EnumMap<>(Code.class);
    for (Path file : WrongSpecs.all()) {
      if (Files.exists(WrongSpecs.mended(file))) {
        for (Diagnostic diagnostic : WrongSpecs.check(file)) {
          examples.putIfAbsent(diagnostic.code(), file);
        }
      }
    }
    return examples;
  }

  private static void append(StringBuilder page, Code code, Path file) throws IOException {
    List<Diagnostic> found =
        WrongSpecs.check(file).stream().filter(each -> each.code() == code).toList();
    page.append("\n## ").append(code).append("\n\n").append(code.meaning()).append("\n\n");
    block(page, "mlp", Files.readString(file));
    block(page, "", WrongSpecs.render(found.subList(0, 1)));
    page.append("Mended:\n\n");
    block(page, "mlp", Files.readString(WrongSpecs.mended(file)));
    page.setLength(page.length() - 1);
  }

  private static void block(StringBuilder page, String language, String text) {
    page.append("```").append(language).append('\n').append(text).append("```\n\n");
  }
}
