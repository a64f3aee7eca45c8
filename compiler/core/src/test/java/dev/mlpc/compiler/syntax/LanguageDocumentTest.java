package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example of the language's document is read. */
final class LanguageDocumentTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```mlp\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void everyExample_isRead() throws IOException {
    Optional<Path> document = find("shared/design/language.md");
    assumeTrue(document.isPresent(), "shared/design/language.md is not here");

    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(document.orElseThrow()))
            .results()
            .map((MatchResult example) -> example.group(1))
            .toList();

    assertThat(examples).hasSizeGreaterThan(3);
    for (String example : examples) {
      Diagnostics diagnostics = new Diagnostics();
      Spec spec = SpecParser.parse(new Source("example.mlp", example), diagnostics);
      assertThat(diagnostics.inOrder()).as(example).isEmpty();
      assertThat(spec.declarations()).as(example).isNotEmpty();
    }
  }

  private static Optional<Path> find(String path) {
    return Stream.iterate(
            Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
        .map(directory -> directory.resolve(path))
        .filter(Files::exists)
        .findFirst();
  }
}
