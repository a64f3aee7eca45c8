package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A step on a table of vectors: rows that no sample used keep their bits. */
@Tag("generated")
final class EmbeddingTest {
  private static final int ROWS = 500;
  private static final int UNITS = 3;
  private static final double RATE = 0.25;

  /** The sum of a row is what is predicted, so that the gradient of all its elements is one. */
  private static final String SPEC =
      """
      network Words(word: index[%d]) -> (y: f64) {
        table = word -> Embedding(%d);
        y = sum(table);
      }

      train Words {
        target t: f64;
        loss = mse(y, t);
        optimizer = sgd(rate = %s);
      }
      """
          .formatted(ROWS, UNITS, RATE);

  private static Network network() {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("words.mlp", SPEC));
    assertThat(result.diagnostics()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(5);
  }

  private static double[][] rows(Network network) {
    double[] table =
        network.tensors().stream()
            .filter(tensor -> tensor.name().equals("table.weight"))
            .map(Tensor::toDoubles)
            .findFirst()
            .orElseThrow();
    double[][] rows = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      rows[row] = Arrays.copyOfRange(table, row * UNITS, (row + 1) * UNITS);
    }
    return rows;
  }

  private static void step(Network network, Trainer trainer, int[] words, double... targets) {
    Batch inputs = new Batch(network.signature().inputs(), words.length);
    Batch wanted = new Batch(network.signature().targets(), words.length);
    System.arraycopy(words, 0, inputs.indices(0), 0, words.length);
    System.arraycopy(targets, 0, wanted.doubles(0), 0, targets.length);
    inputs.resize(words.length);
    wanted.resize(words.length);
    trainer.step(inputs, wanted);
  }

  @Test
  void step_changesTheRowsThatWereUsed() {
    Network network = network();
    Trainer trainer = network.newTrainer();
    double[][] before = rows(network);
    step(network, trainer, new int[] {7, 499, 7, 0}, 3, -2, 5, 1);
    double[][] after = rows(network);
    Set<Integer> used = Set.of(0, 7, 499);
    for (int row = 0; row < ROWS; row++) {
      if (!used.contains(row)) {
        assertThat(after[row]).as("row %d", row).isEqualTo(before[row]);
      }
    }
    // d/dw of the mean over four samples of (Σ w - t)² is 2/4 (Σ w - t), for each use of the row.
    assertMoved(before[0], after[0], slope(before[0], 1));
    assertMoved(before[499], after[499], slope(before[499], -2));
    assertMoved(before[7], after[7], slope(before[7], 3) + slope(before[7], 5));
  }

  /** The gradient of one step is not left for the next. */
  @Test
  void nextStep_leavesTheRowsOfTheOneBefore() {
    Network network = network();
    Trainer trainer = network.newTrainer();
    step(network, trainer, new int[] {7, 499, 7, 0}, 3, -2, 5, 1);
    double[][] before = rows(network);
    step(network, trainer, new int[] {12}, 1);
    double[][] after = rows(network);
    for (int row = 0; row < ROWS; row++) {
      if (row == 12) {
        assertThat(after[row]).isNotEqualTo(before[row]);
      } else {
        assertThat(after[row]).as("row %d", row).isEqualTo(before[row]);
      }
    }
  }

  private static double slope(double[] row, double target) {
    return 2 / 4.0 * (Arrays.stream(row).sum() - target);
  }

  private static void assertMoved(double[] before, double[] after, double slope) {
    for (int i = 0; i < UNITS; i++) {
      assertThat(after[i]).isCloseTo(before[i] - RATE * slope, within(1e-14));
    }
  }
}
