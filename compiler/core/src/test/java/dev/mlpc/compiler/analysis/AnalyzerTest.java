package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.InitializerDefinition.Kind;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Severity;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What specs mean. */
final class AnalyzerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + 1 | 2, 3, 4",
        "1 - x | 0, -1, -2",
        "x * x | 1, 4, 9",
        "x / 2 | 0.5, 1, 1.5",
        "x ^ 2 | 1, 4, 9",
        "2 ^ x | 2, 4, 8",
        "-x | -1, -2, -3",
        "x[1] | 2",
        "x[1..3] | 2, 3",
        "concat(x[2], x[0..2]) | 3, 1, 2",
        "x @ x | 14",
        "reshape(concat(x, x), 2, 3) @ x | 14, 14",
        "x @ transpose(reshape(concat(x, x), 2, 3)) | 14, 14",
        "flatten(reshape(concat(x, x * 2), 2, 3)[1]) | 2, 4, 6",
        "reshape(concat(x, x * 2), 2, 3)[0..2, 2] | 3, 6",
        "flatten(reshape(concat(x, x * 2), 2, 3)[1, 0..2]) | 2, 4",
        "sum(x) | 6",
        "mean(x) | 2",
        "maximum(x) | 3",
        "minimum(x) | 1",
        "variance(x * 3) | 6",
        "x - mean(x) | -1, 0, 1",
        "x[0..1] + x | 2, 3, 4",
        "if x > 1 then x else 0 | 0, 2, 3",
        "if x > 1 and x < 3 then 1 else 0 | 0, 1, 0",
        "if x < 2 or x >= 3 then 1 else 0 | 1, 0, 1",
        "if not (x == 2) then 1 else 0 | 1, 0, 1",
        "if training then x else 2 * x | 2, 4, 6",
        "if width == 3 then x else nothing | 1, 2, 3",
        "max(x, width - 1) | 2, 2, 3",
        "min(2, x) | 1, 2, 2",
        "stopGradient(x) | 1, 2, 3",
        "x -> square -> sqrt | 1, 2, 3",
        "x -> square * 2 | 1, 16, 81",
        "x -> square * 0 | 1, 2, 3",
        "oneHot(c) | 0, 1",
        "if c == 1 then x else 0 | 1, 2, 3",
      })
  void expression_hasValue(String expression, String values) {
    double[] expected =
        List.of(values.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
    String type = expected.length == 1 ? "f64" : "f64[%d]".formatted(expected.length);
    NetworkDefinition network =
        Specs.network(
            """
            const width = 3;
            network N(x: f64[3], c: index[2]) -> (y: %s) { y = %s; }
            """
                .formatted(type, expression));
    Leaves leaves = Leaves.ofBatch(1).withInput("x", 1, 2, 3).withInput("c", 1);

    assertThat(new GraphInterpreter(network.inference(), leaves).output("y"))
        .containsExactly(expected);
  }

  @Test
  void batchLoss_isMeanOverSamplesAndPenalties() {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f64[2]) -> (y: f64) { y = x -> Dense(1); }
            train N {
              target t: f64;
              loss = mse(y, t) + l2(0.5) - l1(0.25);
              optimizer = sgd(rate = 0.1);
            }
            """);
    Leaves leaves =
        Leaves.ofBatch(2)
            .withInput("x", 1, 0, 0, 1)
            .withTarget("t", 0, 0)
            .withParameter("y.weight", 1, -2)
            .withParameter("y.bias", 3);

    // Outputs 4 and 1; squares 16 and 1. The bias is not penalised.
    assertThat(new GraphInterpreter(network.training().orElseThrow().loss(), leaves).output("loss"))
        .containsExactly(8.5 + 0.5 * 5 - 0.25 * 3);
  }

  @Test
  void penalty_isNotSummedSampleBySample() {
    Graph loss =
        Specs.network(
                """
                network N(x: f64[2]) -> (y: f64) { y = x -> Dense(1); }
                train N {
                  target t: f64; loss = mse(y, t) + l2(0.5); optimizer = sgd(rate = 0.1);
                }
                """)
            .training()
            .orElseThrow()
            .loss();

    Op.Binary sum = (Op.Binary) loss.op(loss.output("loss"));
    assertThat(sum.a().batched()).isFalse();
    assertThat(loss.op(((Op.Binary) loss.op(sum.a())).a())).isInstanceOf(Op.SumOverBatch.class);
    assertThat(sum.b().batched()).isFalse();
  }

  @Test
  void dropout_isThereInTrainingOnly() {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f32[4]) -> (y: f32[4]) { y = x -> Dropout(0.25) * 2; }
            train N { target t: f32[4]; loss = mse(y, t); optimizer = sgd(rate = 0.1); }
            """);
    TrainingDefinition training = network.training().orElseThrow();

    assertThat(draws(network.inference())).isEmpty();
    assertThat(draws(training.evaluation())).isEmpty();
    assertThat(draws(training.loss()))
        .extracting(Op.Bernoulli::keep, Op.Bernoulli::stream)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0.75, 0),
            org.assertj.core.groups.Tuple.tuple(0.75, 1));
  }

  private static List<Op.Bernoulli> draws(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(Op.Bernoulli.class::isInstance)
        .map(Op.Bernoulli.class::cast)
        .toList();
  }

  @Test
  void f64_isThePrecisionOfANetworkThatSaysSo() {
    assertThat(Specs.network("network N(x: f64) -> (y: f64) { y = x; }").precision())
        .isEqualTo(Precision.F64);
  }

  @Test
  void initializers_haveTheFansOfTheirLayer() {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f32[4]) -> (y: f32[2]) {
              a = x -> Dense(8, init = torchLinear);
              b = a -> Dense(3, init = uniform(-0.5, 0.5), biasInit = 0.1);
              y = b -> Dense(2);
            }
            """);

    assertThat(network.tensors())
        .extracting(tensor -> tensor.initializer())
        .containsExactly(
            new InitializerDefinition(Kind.TORCH_LINEAR, List.of(), 4, 8),
            new InitializerDefinition(Kind.TORCH_LINEAR, List.of(), 4, 8),
            new InitializerDefinition(Kind.UNIFORM, List.of(-0.5, 0.5), 8, 3),
            new InitializerDefinition(Kind.CONSTANT, List.of(0.1), 8, 3),
            new InitializerDefinition(Kind.GLOROT_UNIFORM, List.of(), 3, 2),
            new InitializerDefinition(Kind.ZEROS, List.of(), 3, 2));
  }

  @Test
  void nodes_knowTheTextOfTheNetworkThatAskedForThem() {
    String spec =
        """
        layer Block(x: f32[n]) -> (out: f32[n]) { h = x -> Dense(n); out = x + h; }
        network N(x: f32[4]) -> (y: f32[4]) {
          body = x -> Block() * 2;
          y = tanh(body);
        }
        """;
    Graph graph = Specs.network(spec).inference();

    assertThat(
            graph.nodes().stream()
                .map(Node::origin)
                .filter(origin -> origin.role() == Origin.Role.NAMED)
                .map(Origin::name))
        .containsExactly(
            "x",
            "body.0.h.weight",
            "body.0.h.bias",
            "body.0.h",
            "body.0.out",
            "body.1.h.weight",
            "body.1.h.bias",
            "body.1.h",
            "body",
            "y");
    assertThat(texts(graph, "body.")).containsOnly("Block()");
    assertThat(texts(graph, "y")).containsExactly("y = tanh(body);");
  }

  /** What asked for the nodes of which the name begins so. */
  private static List<String> texts(Graph graph, String name) {
    return graph.nodes().stream()
        .map(Node::origin)
        .filter(origin -> origin.name().startsWith(name))
        .map(origin -> origin.span().orElseThrow().text())
        .toList();
  }

  @Test
  void theUsersDeclarations_hideThoseOfThePrelude() {
    NetworkDefinition network =
        Specs.network(
            """
            activation relu(x) = 7 * x;
            network N(x: f64) -> (y: f64) { y = relu(x) + leakyRelu(x); }
            """);

    assertThat(
            new GraphInterpreter(network.inference(), Leaves.ofBatch(1).withInput("x", 2))
                .output("y"))
        .containsExactly(16);
  }

  @Test
  void aConstantOfTheUser_isNotSeenByThePrelude() {
    assertThat(
            Specs.tensors(
                Specs.network(
                    """
                    const n = 99;
                    network N(x: f32[4]) -> (y: f32) { y = x -> Dense(1); }
                    """)))
        .containsExactly("y.weight[1, 4]", "y.bias[1]");
  }

  @Test
  void whatIsNotUsed_isWarnedOf() {
    String spec =
        """
        layer L(x: f32[n], z: f32[n]) -> (y: f32[n]) { a = x; y = x; }
        network N(x: f32[4], z: f32[4]) -> (y: f32[4]) {
          a = x; b = z; y = L(x, a); c = y -> Dense(3) as d;
        }
        train N { target t: f32[4]; target u: f32; loss = mse(y, t) + 0 * sum(c);
          optimizer = sgd(rate = 0.1); }
        """;

    assertThat(Specs.findings(spec, Severity.WARNING))
        .extracting(Specs::show)
        .containsExactly(
            "MLP0214 `z`: the input `z` is not used",
            "MLP0214 `a`: `a` is not used",
            "MLP0214 `b`: `b` is not used",
            "MLP0214 `u`: the target `u` is not used");
  }

  @Test
  void labels_nameClassesAndElements() {
    NetworkDefinition network =
        Specs.network(
            """
            network N(x: f32, c: index[2]) -> (p: f32) {
              p = x -> sigmoid;
              labels p = ["no", "yes"];
              labels c = ["left", "right"];
            }
            train N { target t: class[2]; loss = binaryCrossEntropy(p, t);
              optimizer = sgd(rate = 0.1); report accuracy; }
            """);

    assertThat(network.outputs().get(0).labels()).containsExactly("no", "yes");
    assertThat(network.inputs().get(1).labels()).containsExactly("left", "right");
    assertThat(network.training().orElseThrow().targets().get(0).labels())
        .containsExactly("no", "yes");
  }
}
