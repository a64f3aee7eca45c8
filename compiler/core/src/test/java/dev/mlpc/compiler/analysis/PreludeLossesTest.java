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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The losses of the prelude give PyTorch's numbers, and so do their gradients. */
final class PreludeLossesTest {
  private static final TorchNumbers TORCH = TorchNumbers.read("losses.safetensors");

  static Stream<String> losses() {
    return TORCH.names("loss").stream();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void loss_isPyTorchs(String loss) {
    double[] t = TORCH.of(loss + ".t");
    int samples = 6;
    String target = t.length == samples ? "class[4]" : "f64[4]";
    int open = loss.indexOf('(');
    String call =
        open < 0 ? loss + "(x, t)" : loss.substring(0, open) + "(x, t, " + loss.substring(open + 1);
    Gradient gradient = gradient(call, target, samples, TORCH.of(loss + ".y"), t);

    TorchNumbers.assertClose(gradient.loss, TORCH.of(loss + ".loss"));
    TorchNumbers.assertClose(gradient.byInput, TORCH.of(loss + ".dy"));
  }

  /** The same numbers, whichever way the probabilities are said. */
  @Test
  void crossEntropy_takesTheInputOfSoftmax() {
    double[] y = TORCH.of("crossEntropy.y");
    double[] t = TORCH.of("crossEntropy.t");

    Gradient gradient = gradient("crossEntropy(softmax(x), t)", "class[4]", 6, y, t);

    TorchNumbers.assertClose(gradient.loss, TORCH.of("crossEntropy.loss"));
    TorchNumbers.assertClose(gradient.byInput, TORCH.of("crossEntropy.dy"));
  }

  @Test
  void crossEntropy_takesTheDistributionOfAVector() {
    double[] y = TORCH.of("crossEntropy.y");
    double[] t = TORCH.of("crossEntropy.t");
    double[] oneHot = new double[24];
    for (int i = 0; i < 6; i++) {
      oneHot[4 * i + (int) t[i]] = 1;
    }

    Gradient gradient = gradient("crossEntropy(x, t)", "f64[4]", 6, y, oneHot);

    TorchNumbers.assertClose(gradient.loss, TORCH.of("crossEntropy.loss"));
    TorchNumbers.assertClose(gradient.byInput, TORCH.of("crossEntropy.dy"));
  }

  @Test
  void binaryCrossEntropy_takesTheInputOfSigmoid() {
    double[] y = TORCH.of("binaryCrossEntropy.y");
    double[] t = TORCH.of("binaryCrossEntropy.t");

    Gradient gradient = gradient("binaryCrossEntropy(sigmoid(x), t)", "f64[4]", 6, y, t);

    TorchNumbers.assertClose(gradient.loss, TORCH.of("binaryCrossEntropy.loss"));
    TorchNumbers.assertClose(gradient.byInput, TORCH.of("binaryCrossEntropy.dy"));
  }

  /** Where the probability itself would be 0, and its logarithm infinite. */
  @Test
  void crossEntropyOfSoftmax_isANumberFarOut() {
    double[] y = {1000, 0, -1000, 0};

    Gradient gradient = gradient("crossEntropy(softmax(x), t)", "class[4]", 1, y, 2);

    assertThat(gradient.loss).containsExactly(2000);
    assertThat(gradient.byInput).containsExactly(1, 0, -1, 0);
  }

  @Test
  void binaryCrossEntropyOfScalarSigmoid_isANumberFarOut() {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f64) -> (p: f64) { p = x -> sigmoid; }
            train N {
              target t: class[2]; loss = binaryCrossEntropy(p, t); optimizer = sgd(rate = 1);
            }
            """);

    Gradient gradient =
        gradient(network, Leaves.ofBatch(1).withInput("x", -1000).withTarget("t", 1));

    assertThat(gradient.loss).containsExactly(1000);
    assertThat(gradient.byInput).containsExactly(-1);
  }

  /** The mean of (1 - t x).clamp(min=0) in PyTorch, whose clamp passes gradients at its bound. */
  @Test
  void hinge_atItsKink_isClamps() {
    double[] y = {1, -1, 1.5, 0.5};
    double[] t = {1, -1, 1, 1};

    Gradient gradient = gradient("hinge(x, t)", "f64[4]", 1, y, t);

    assertThat(gradient.loss).containsExactly(0.125);
    assertThat(gradient.byInput).containsExactly(-0.25, 0.25, -0.0, -0.25);
  }

  /** The loss of a batch, and its gradient by the input. */
  private record Gradient(double[] loss, double[] byInput) {}

  private static Gradient gradient(
      String loss, String target, int samples, double[] x, double... t) {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f64[4]) -> (y: f64[4]) { y = x; }
            train N { target t: %s; loss = %s; optimizer = sgd(rate = 0.1); }
            """
                .formatted(target, loss));
    return gradient(network, Leaves.ofBatch(samples).withInput("x", x).withTarget("t", t));
  }

  private static Gradient gradient(NetworkDefinition network, Leaves leaves) {
    Graph loss = network.training().orElseThrow().loss();
    List<Value> inputs = new ArrayList<>();
    for (Node node : loss.nodes()) {
      if (node.op() instanceof Op.Input) {
        inputs.add(node.value());
      }
    }
    Graph gradients = Differentiator.differentiate(loss, "loss", inputs);
    GraphInterpreter interpreter = new GraphInterpreter(gradients, leaves);
    return new Gradient(interpreter.output("loss"), interpreter.output("gradient.x"));
  }
}
