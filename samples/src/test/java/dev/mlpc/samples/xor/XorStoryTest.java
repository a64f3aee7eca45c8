package dev.mlpc.samples.xor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.samples.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class XorStoryTest {

  @SuppressWarnings("UnusedMethod") // JUnit asks for it by name
  private static java.util.stream.LongStream seeds() {
    return java.util.stream.LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void xor_isLearnedFromEverySeed(long seed) {
    Xor xor = XorStory.train(seed);
    assertThat(XorStory.loss(xor)).isLessThan(0.01f);
    assertThat(xor.predict(new float[] {1, 0})[0]).isGreaterThan(0.5f);
    assertThat(xor.predict(new float[] {1, 1})[0]).isLessThan(0.5f);
  }

  @Test
  void theTool_trainsPredictsAndChecksIt(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tool tool = new Tool(directory);
    String spec = Tool.sample("xor/xor.mlp").toString();
    String data = Tool.sample("xor/xor.csv").toString();
    Tool.Outcome trained = tool.run("train", spec, "--json");
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(directory.resolve("xor.safetensors")).exists();

    Tool.Outcome predicted =
        tool.run("predict", spec, "--weights", "xor.safetensors", "--data", data);
    assertThat(predicted.status()).as(predicted.err()).isZero();
    assertThat(predicted.out().lines().skip(1).map(Double::parseDouble).map(Math::round))
        .containsExactly(0L, 1L, 1L, 0L);

    Tool.Outcome checked = tool.run("gradcheck", spec);
    assertThat(checked.status()).as(checked.out() + checked.err()).isZero();
  }
}
