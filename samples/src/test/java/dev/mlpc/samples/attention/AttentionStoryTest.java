package dev.mlpc.samples.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.Batch;
import dev.mlpc.samples.Tool;
import dev.mlpc.samples.attention.SensorReadings.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttentionStoryTest {

  @Test
  void theTable_isTheOneThatTheSampleDraws() throws IOException {
    assertThat(Files.readString(Tool.sample("attention/sensors.csv")))
        .isEqualTo(SensorReadings.csv(SensorReadings.draw(1)));
  }

  @Test
  void theMeansAreSeen_byLookingAtSensorsOfTheSameKind() {
    Sensors network = AttentionStory.train(SensorReadings.draw(1));
    double squares = 0;
    int count = 0;
    for (Scene scene : SensorReadings.draw(99)) {
      Batch seen = AttentionStory.look(network, scene);
      float[] means = scene.means();
      for (int i = 0; i < means.length; i++) {
        double error = seen.floats(0)[i] - means[i];
        squares += error * error;
        count++;
        assertThat(ownKind(scene, seen.floats(1), i)).isGreaterThan(0.8);
      }
    }
    assertThat(Math.sqrt(squares / count)).isLessThan(0.03);
  }

  /** How much of a sensor's attention falls on sensors of its own kind. */
  private static double ownKind(Scene scene, float[] weights, int sensor) {
    double share = 0;
    double all = 0;
    for (int i = 0; i < SensorReadings.SENSORS; i++) {
      float weight = weights[sensor * SensorReadings.SENSORS + i];
      share += scene.kinds()[i] == scene.kinds()[sensor] ? weight : 0;
      all += weight;
    }
    assertThat(all).isBetween(0.999, 1.001);
    return share;
  }

  @Test
  void theTool_checksTrainsAndPredictsIt(@TempDir Path directory)
      throws IOException, InterruptedException {
    Tool tool = new Tool(directory);
    String spec = Tool.sample("attention/attention.mlp").toString();
    Tool.Outcome checked = tool.run("gradcheck", spec);
    assertThat(checked.status()).as(checked.out() + checked.err()).isZero();

    Tool.Outcome trained = tool.run("train", spec, "--json");
    assertThat(trained.status()).as(trained.err()).isZero();
    assertThat(directory.resolve("sensors.safetensors")).exists();

    Tool.Outcome predicted =
        tool.run(
            "predict",
            spec,
            "--weights",
            "sensors.safetensors",
            "--data",
            Tool.sample("attention/sensors.csv").toString());
    assertThat(predicted.status()).as(predicted.err()).isZero();
  }
}
