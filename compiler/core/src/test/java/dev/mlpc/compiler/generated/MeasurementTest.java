package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a trainer measures of its data before training begins. */
@Tag("generated")
final class MeasurementTest {
  private static final String SPEC =
      """
      network Scaled(x: f64[2]) -> (y: f64) {
        y = x -> Standardize() -> Dense(1);
      }
      train Scaled {
        target t: f64;
        loss = mse(y, t);
        optimizer = sgd(rate = 0.1);
      }
      """;

  private static Network network() {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("scaled.mlp", SPEC));
    assertThat(result.diagnostics()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(1);
  }

  @Test
  void meanAndDeviation_areThoseOfAllBatches() {
    Network network = network();
    Trainer trainer = network.newTrainer();
    assertThat(trainer.measurements()).isEqualTo(1);
    trainer.measure(0, batch(network, 1, 10, 3, 20));
    trainer.measure(0, batch(network, 5, 30));
    trainer.finishMeasurement(0);
    List<double[]> states =
        network.tensors().stream()
            .filter(tensor -> tensor.name().startsWith("y.0."))
            .map(Tensor::toDoubles)
            .toList();
    assertThat(states.get(0)).containsExactly(3, 20);
    // The squares of the distances are 4, 0, 4 and 100, 0, 100: of a population of three.
    assertThat(states.get(1)).containsExactly(Math.sqrt(8 / 3.0), Math.sqrt(200 / 3.0));
  }

  @Test
  void measurement_thatIsNone_isRefused() {
    Network network = network();
    Trainer trainer = network.newTrainer();
    assertThatThrownBy(() -> trainer.measure(1, batch(network, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer.finishMeasurement(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Batch batch(Network network, double... values) {
    Batch batch = new Batch(network.signature().inputs(), values.length / 2);
    batch.resize(values.length / 2);
    System.arraycopy(values, 0, batch.doubles(0), 0, values.length);
    return batch;
  }
}
