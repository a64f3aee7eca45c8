package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The activations of the prelude give PyTorch's numbers, and so do their derivatives. */
final class PreludeActivationsTest {
  private static final TorchNumbers TORCH = TorchNumbers.read("activations.safetensors");

  static Stream<String> elementwise() {
    return TORCH.names("y").stream().filter(name -> !TORCH.has(name + ".x"));
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void activation_isPyTorchs(String activation) {
    double[] x = TORCH.of("x");
    Applied applied = Applied.to(activation, x);

    TorchNumbers.assertClose(applied.values(), TORCH.of(activation + ".y"));
    TorchNumbers.assertClose(applied.derivatives(), derivatives(activation));
  }

  /** PyTorch takes 1/6 in single precision for this one derivative, whatever it computes in. */
  private static double[] derivatives(String activation) {
    double[] derivatives = TORCH.of(activation + ".dx");
    return activation.equals("hardSigmoid")
        ? Arrays.stream(derivatives).map(d -> d == 1f / 6f ? 1.0 / 6 : d).toArray()
        : derivatives;
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "logSoftmax"})
  void activationOfVector_isPyTorchs(String activation) {
    double[] x = TORCH.of(activation + ".x");
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f64[7]) -> (y: f64[7]) { y = x -> %s; }
            train N { target t: f64[7]; loss = sum(y * t); optimizer = sgd(rate = 0.1); }
            """
                .formatted(activation));
    int samples = x.length / 7;
    Leaves leaves =
        Leaves.ofBatch(samples).withInput("x", x).withTarget("t", TORCH.of(activation + ".dy"));

    TorchNumbers.assertClose(
        new GraphInterpreter(network.inference(), leaves).output("y"), TORCH.of(activation + ".y"));
    TorchNumbers.assertClose(Applied.gradient(network, leaves), TORCH.of(activation + ".dx"));
  }

  /** Where PyTorch's numbers have no sample. */
  @ParameterizedTest
  @CsvSource({
    "relu, 0, 0",
    "leakyRelu, 0, 0.01",
    "leakyRelu(0.2), 0, 0.2",
    "relu6, 0, 0",
    "relu6, 6, 0",
    "elu(2.0), 0, 2",
    "celu(2.0), 0, 1",
    "hardSigmoid, -3, 0",
    "hardSigmoid, 3, 0",
    "hardSwish, -3, 0",
    "hardSwish, 3, 1",
    "hardTanh, -1, 0",
    "hardTanh, 1, 0",
    "softShrink, 0.5, 0",
    "softShrink, -0.5, 0",
    "hardShrink, 0.5, 0",
    "hardShrink, -0.5, 0",
    "softsign, 0, 1",
    "softplus, 0, 0.5",
    "identity, 0, 1",
  })
  void derivativeAtKink_isPyTorchs(String activation, double x, double derivative) {
    assertThat(Applied.to(activation, x).derivatives()).containsExactly(derivative);
  }

  static Stream<String> bounded() {
    return elementwise().filter(name -> !name.equals("exp"));
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void activationAndDerivative_areNumbersFarOut(String activation) {
    Applied applied = Applied.to(activation, -1e30, -1e4, -800, 800, 1e4, 1e30);

    assertThat(applied.values()).doesNotContain(Double.NaN);
    assertThat(applied.derivatives()).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "relu6", "hardTanh", "hardSwish", "softplus", "gelu"})
  void nan_staysNan(String activation) {
    assertThat(Applied.to(activation, Double.NaN).values()).containsExactly(Double.NaN);
  }

  /** An activation, applied to numbers. */
  private record Applied(double[] values, double[] derivatives) {

    static Applied to(String activation, double... x) {
      NetworkDefinition network =
          Specs.network(
              """
              network N(x: f64) -> (y: f64) { y = x -> %s; }
              train N { target t: f64; loss = y * t; optimizer = sgd(rate = 0.1); }
              """
                  .formatted(activation));
      double[] ones = new double[x.length];
      Arrays.fill(ones, 1);
      Leaves leaves = Leaves.ofBatch(x.length).withInput("x", x).withTarget("t", ones);
      return new Applied(
          new GraphInterpreter(network.inference(), leaves).output("y"), gradient(network, leaves));
    }

    /** The gradient by the input of the sum over the batch. */
    static double[] gradient(NetworkDefinition network, Leaves leaves) {
      Graph loss = network.training().orElseThrow().evaluation();
      List<Value> inputs = new ArrayList<>();
      for (Node node : loss.nodes()) {
        if (node.op() instanceof Op.Input) {
          inputs.add(node.value());
        }
      }
      Graph gradients = Differentiator.differentiate(loss, "loss", inputs);
      double[] mean = new GraphInterpreter(gradients, leaves).output("gradient.x");
      return Arrays.stream(mean).map(g -> g * leaves.samples()).toArray();
    }
  }
}
