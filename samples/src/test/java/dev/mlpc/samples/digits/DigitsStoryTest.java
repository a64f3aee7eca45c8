package dev.mlpc.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.samples.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigitsStoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"train-images.gz", "train-labels.gz", "test-images.gz", "test-labels.gz"})
  void theFiles_areThoseThatTheSampleDraws(String name, @TempDir Path directory)
      throws IOException {
    DigitFiles.write(directory);
    assertThat(unpack(directory.resolve(name))).isEqualTo(unpack(Tool.sample("digits/" + name)));
  }

  private static byte[] unpack(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void newDigits_areRead() {
    Digits network = Digits.create(1);
    DigitsStory.train(network, DigitsStory.draw(network, 2000, 1));
    assertThat(DigitsStory.accuracy(network, DigitsStory.draw(network, 500, 2)))
        .isGreaterThan(0.93);
  }
}
