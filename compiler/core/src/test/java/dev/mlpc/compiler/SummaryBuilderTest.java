package dev.mlpc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlpc.compiler.Summary.Row;
import dev.mlpc.compiler.diagnostic.Source;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
final class SummaryBuilderTest {
  private static final String NETWORK =
      """
      network Small(x: f32[5]) -> (y: f32[2]) {
        hidden = x -> Dense(4, relu);
        y =
          hidden -> Dense(3, tanh)
              -> Dense(2, useBias = false);
      }
      """;
  private static final String TRAIN =
      """
      train Small {
        target t: f32[2];
        loss = mse(y, t);
        optimizer = sgd(rate = 0.1);
        epochs = 1; batch = 1; seed = 1;
      }
      """;

  private static CompiledNetwork compile(String text) {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("small.mlp", text));
    assertThat(result.succeeded()).isTrue();
    return result.networks().get(0);
  }

  private static Summary summary(String text) {
    return compile(text).summary();
  }

  @Test
  void rows_areTheSpecsValuesAndTheLayersBetween() {
    assertThat(summary(NETWORK).rows())
        .extracting(Row::value, Row::shape, Row::parameters)
        .containsExactly(
            tuple("hidden", "[4]", 24L), tuple("y.0", "[3]", 15L), tuple("y", "[2]", 6L));
  }

  @Test
  void operations_standInOneLine() {
    assertThat(summary(NETWORK).rows())
        .extracting(Row::operation)
        .containsExactly(
            "Dense(4, relu)",
            "Dense(3, tanh)",
            "hidden -> Dense(3, tanh) -> Dense(2, useBias = false)");
  }

  @Test
  void theLastLayerOfAStatement_isItsValue() {
    String biased = NETWORK.replace(", useBias = false", "");
    assertThat(summary(biased).rows())
        .extracting(Row::value, Row::operation, Row::parameters)
        .containsExactly(
            tuple("hidden", "Dense(4, relu)", 24L),
            tuple("y.0", "Dense(3, tanh)", 15L),
            tuple("y", "Dense(2)", 8L));
  }

  @Test
  void aMultiplicationWithItsAddition_countsTwo() {
    // products 2·5·4, 2·4·3, 2·3·2; biases 4 and 3; relu 4, tanh 3
    assertThat(summary(NETWORK).rows())
        .extracting(Row::forwardFlops)
        .containsExactly(40L + 4 + 4, 24L + 3 + 3, 12L);
    assertThat(summary(NETWORK).forwardFlops()).isEqualTo(90);
  }

  @Test
  void whatNoOutputNeeds_costsNoPrediction() {
    String idle = NETWORK.replace("hidden = ", "idle = x -> Dense(4); hidden = ");
    assertThat(compile(idle).summary().rows())
        .extracting(Row::value)
        .containsExactly("hidden", "y.0", "y");
  }

  @Test
  void bytes_areThoseOfTheParametersAndOneSample() {
    Summary summary = summary(NETWORK);
    assertThat(summary.rows()).extracting(Row::bytes).containsExactly(112L, 72L, 32L);
    assertThat(summary.parameters()).isEqualTo(45);
    assertThat(summary.parameterBytes()).isEqualTo(180);
    assertThat(summary.activationBytes()).isEqualTo(4 * (4 + 3 + 2));
  }

  @Test
  void backward_isCountedWhereTheNetworkIsTrained() {
    assertThat(summary(NETWORK).backwardFlops()).isZero();
    Summary summary = summary(NETWORK + TRAIN);
    // A product's two gradients cost what it costs, each; the first needs none by its input.
    long products = (40 + 24 + 12) + (24 + 12);
    assertThat(summary.backwardFlops()).isBetween(products, 2 * products);
    assertThat(summary.rows()).allMatch(row -> row.backwardFlops() > 0);
  }
}
