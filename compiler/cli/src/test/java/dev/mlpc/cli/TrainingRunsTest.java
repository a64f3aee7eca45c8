package dev.mlpc.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.file.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code plateau}, {@code average} and {@code stop}, from the spec to the file of parameters. The
 * network is y = w x with w = 1 at first, at x = 1 and t = 0, whose steps can be told by hand: at
 * the rate r, a step makes w (1 - 2r) of w.
 */
final class TrainingRunsTest {
  private static final String SPEC =
      """
      network Line(x: f32) -> (y: f32) {
        y = x -> Dense(1, useBias = false, init = ones);
      }

      train Line {
        target t: f32;
        loss = mse(y, t);
        batch = 4;
        report rmse;
        %s
      }

      data Line {
        source = csv("line.csv", header = true);
        x = column("x");
        t = column("t");
      }
      """;

  @TempDir Path directory;

  private Invocation run(String... arguments) {
    return Invocation.Setting.pipe(directory).run(arguments);
  }

  /** Trains with four equal samples. */
  private Map<String, Object> train(int x, String settings) throws IOException {
    Files.writeString(directory.resolve("line.csv"), "x,t\n" + (x + ",0\n").repeat(4));
    Invocation train = run("train", spec(settings), "--json");
    assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
    return train.json();
  }

  private String spec(String settings) throws IOException {
    return Specs.write(directory, "line.mlp", SPEC.formatted(settings)).toString();
  }

  private double weight() throws IOException {
    return requireNonNull(
            Safetensors.read(directory.resolve("line.safetensors")).tensors().get("y.weight"))
        .toDoubles()[0];
  }

  private static List<Object> ofEpochs(Map<String, Object> json, String key) {
    List<Object> values = new ArrayList<>();
    for (Object epoch : (List<?>) requireNonNull(json.get("epochs"))) {
      values.add(requireNonNull(((Map<?, ?>) epoch).get(key)));
    }
    return values;
  }

  private static List<Double> figures(Map<String, Object> json, String name) {
    return ofEpochs(json, "figures").stream()
        .map(figures -> ((Number) requireNonNull(((Map<?, ?>) figures).get(name))).doubleValue())
        .toList();
  }

  /** All inputs are 0, so the loss is 0 from the start, and no epoch betters the first. */
  @Test
  void plateau_halvesTheRateAfterEachSecondIdleEpoch() throws Exception {
    Map<String, Object> json =
        train(0, "epochs = 7; optimizer = sgd(rate = plateau(0.5, factor = 0.5, patience = 1));");
    assertThat(ofEpochs(json, "rate")).isEqualTo(List.of(0.5, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125));
  }

  @Test
  void plateau_leavesTheRateWhileTheLossFalls() throws Exception {
    Map<String, Object> json =
        train(1, "epochs = 5; optimizer = sgd(rate = plateau(0.25, factor = 0.5, patience = 0));");
    assertThat(ofEpochs(json, "rate")).isEqualTo(List.of(0.25, 0.25, 0.25, 0.25, 0.25));
    assertThat(weight()).isEqualTo(1 / 32.0);
  }

  /** The steps make 1/2, 1/4, 1/8; the averages are 1/2, 3/8, 1/4. */
  @Test
  void average_isWhatIsSaved() throws Exception {
    train(1, "epochs = 3; optimizer = sgd(rate = 0.25); average = ema(0.5);");
    assertThat(weight()).isEqualTo(0.25);
    assertThat(run("eval", directory.resolve("line.mlp").toString(), "--json").json())
        .containsEntry("loss", 0.0625);

    train(1, "epochs = 3; optimizer = sgd(rate = 0.25);");
    assertThat(weight()).isEqualTo(0.125);
  }

  /** Each step makes -1.5 w of w, so that the first epoch stays the best. */
  @Test
  void early_onAnError_stopsAndRestores() throws Exception {
    Map<String, Object> json =
        train(
            1, "epochs = 50; optimizer = sgd(rate = 1.25); stop = early(patience = 2, on = rmse);");
    assertThat(json)
        .containsEntry("ending", "early")
        .containsEntry("best_epoch", 1)
        .containsEntry("restored", true);
    assertThat(ofEpochs(json, "epoch")).isEqualTo(List.of(1, 2, 3));
    assertThat(weight()).isEqualTo(-1.5);
  }

  /** Of accuracies the greatest is the best, and of equal ones the first. */
  @Test
  void early_onAccuracy_keepsTheFirstOfTheGreatest() throws Exception {
    Path flowers = Specs.flowers(directory);
    Files.writeString(
        flowers,
        Files.readString(flowers)
            .replace("seed = 3;", "seed = 3; stop = early(patience = 4, on = accuracy);"));
    Invocation train = run("train", flowers.toString(), "--json");
    assertThat(train.status()).as(train.err()).isEqualTo(ExitStatus.DONE);
    Map<String, Object> json = train.json();
    List<Double> accuracies = figures(json, "accuracy");
    double greatest = accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    int best = accuracies.indexOf(greatest) + 1;
    assertThat(json).containsEntry("ending", "early").containsEntry("best_epoch", best);
    assertThat(accuracies).hasSize(best + 4);
  }
}
