package dev.mlpc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples show the style that {@code mlpc fmt} writes. */
final class StyleTest {

  @Test
  void everySample_isFormatted() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("fmt", "--check"));
    command.addAll(specs());
    assertThat(command).hasSizeGreaterThan(10);

    Tool.Outcome check = new Tool(Path.of("").toAbsolutePath()).run(command.toArray(new String[0]));

    assertThat(check.err()).isEmpty();
    assertThat(check.out()).as("to be formatted").isEmpty();
    assertThat(check.status()).isZero();
  }

  private static List<String> specs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      return files
          .filter(file -> file.toString().endsWith(".mlp") && !file.startsWith("target"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
