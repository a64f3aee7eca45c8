package dev.mlpc.compiler.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.analysis.Analyzer;
import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.generated.Twin;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.rewrite.GraphPasses;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.SpecParser;
import dev.mlpc.compiler.update.Updater;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The code generated for every activation, loss and layer of the prelude, and for what a spec may
 * do with matrices, gives the interpreter's predictions, losses, parameters and states.
 */
@Tag("generated")
final class PreludeGeneratedTest {

  @TestFactory
  Stream<DynamicTest> layers() {
    return PreludeGradientTest.LAYERS.values().stream()
        .flatMap(List::stream)
        .flatMap(
            use ->
                check(
                    use,
                    """
                    network N(x: f64[3]) -> (y: f64[3]) { y = x -> Dense(3) -> %s; }
                    train N { target t: f64[3]; loss = mse(y, t); optimizer = sgd(0.1); }
                    """
                        .formatted(use)));
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return PreludeGradientTest.LOSSES.entrySet().stream()
        .flatMap(
            loss ->
                loss.getValue().stream()
                    .flatMap(
                        targets ->
                            check(
                                loss.getKey() + " of " + targets.name(),
                                """
                                network N(x: f64[3]) -> (y: f64[3]) { y = x -> Dense(3); }
                                train N { target t: %s; loss = %s; optimizer = sgd(0.1); }
                                """
                                    .formatted(
                                        targets.type(), PreludeGradientTest.call(loss.getKey())))));
  }

  @TestFactory
  Stream<DynamicTest> activations() {
    StringBuilder body = new StringBuilder();
    StringBuilder sum = new StringBuilder("0");
    for (Declaration.Activation each : PreludeText.declarations(Declaration.Activation.class)) {
      String name = each.name().text();
      body.append("  %sOfX = 1.5 * (x -> Dense(5)) -> %s;\n".formatted(name, name));
      sum.append(" + sum(t * ").append(name).append("OfX)");
    }
    return check(
        "all",
        """
        network N(x: f64[5]) -> (y: f64[5]) {
        %s  y = x;
        }
        train N { target t: f64[5]; loss = %s; optimizer = sgd(0.1); }
        """
            .formatted(body, sum));
  }

  /** What is made of an x of some type: three numbers. */
  private record Use(String type, String text) {

    String spec() {
      return """
          layer Rows(m: real[r, c]; units) -> (y: real[units]) {
            param mix: real[c, c] = glorotUniform;
            y = flatten(m @ mix) -> Dense(units);
          }
          layer Halves(x: real[n]) -> (low: real[n / 2], high: real[k]) {
            low = x[0..n / 2] -> Dense(n / 2);
            high = x[n / 2..n] -> Dense(3);
          }
          layer Both(x: real[n]) -> (y: real[3]) {
            low, high = x -> Halves();
            y = sum(low) * high;
          }
          activation bent(x; a: param = 0.5, b: param[] = 1) = b * x * sigmoid(a * x);
          network N(x: %s) -> (y: f64[3]) { y = %s; }
          train N { target t: f64[3]; loss = mse(y, t); optimizer = sgd(0.1); }
          """
          .formatted(type, text);
    }

    /** Three samples: distinct numbers, or some of the indices. */
    double[] inputs() {
      if (type.startsWith("index")) {
        return new double[] {2, 0, 2};
      }
      int width =
          Pattern.compile("\\d+")
              .matcher(type.substring(type.indexOf('[')))
              .results()
              .mapToInt(number -> Integer.parseInt(number.group()))
              .reduce(1, (a, b) -> a * b);
      return new SplittableRandom(4).doubles(3L * width, -1, 1).toArray();
    }
  }

  @TestFactory
  Stream<DynamicTest> uses() {
    return Stream.of(
            new Use("index[4]", "x -> Embedding(3)"),
            new Use("f64[4]", "reshape(x, 2, 2) @ transpose(reshape(x, 2, 2)) -> Rows(3)"),
            new Use("f64[4, 2]", "softmax(x @ transpose(x)) @ x -> Rows(3)"),
            new Use("f64[2, 5]", "logSoftmax(x) -> Rows(3)"),
            new Use(
                "f64[3, 2]",
                "concat(sum(x, axis = 0), mean(x, axis = 1), maximum(x, axis = -1)) -> Dense(3)"),
            new Use(
                "f64[3, 2]",
                "concat(variance(x, axis = 0), logSumExp(x, axis = 1), minimum(x)) -> Dense(3)"),
            new Use("f64[3, 4]", "x[1..3, 0..2] @ x[0..2] -> Rows(3)"),
            new Use("f64[3, 3]", "x[2] * x[0..3, 1] + x[1, 0] -> Dense(3)"),
            new Use("f64[4]", "x -> bent -> Both()"),
            new Use("f64[3]", "x -> bent(a = 0.7, b = -0.2)"))
        .flatMap(
            use ->
                Stream.concat(
                    check(use.text, use.spec()),
                    Stream.of(
                        DynamicTest.dynamicTest(
                            "gradient of " + use.text,
                            () -> TrainedSpec.of(use.spec(), 3).input(use.inputs()).check()))));
  }

  private static Stream<DynamicTest> check(String name, String spec) {
    return Stream.of(Precision.values())
        .map(
            precision ->
                DynamicTest.dynamicTest(name + " in " + precision, () -> compare(spec, precision)));
  }

  private static void compare(String text, Precision precision) {
    Diagnostics diagnostics = new Diagnostics();
    NetworkDefinition network =
        Analyzer.analyze(SpecParser.parse(new Source("n.mlp", text), diagnostics), diagnostics)
            .stream()
            .findFirst()
            .orElseThrow(() -> new AssertionError(diagnostics.inOrder().toString()));
    assertThat(diagnostics.hasErrors()).isFalse();
    Twin twin =
        new Twin(
            GraphPasses.run(network.inference()),
            Optional.of(GraphPasses.run(step(network.training().orElseThrow()))),
            precision);
    for (int samples : new int[] {1, 3, 9}) {
      twin.comparePredictions(samples, 5);
      twin.compareSteps(samples, 2, 7);
    }
  }

  private static Graph step(TrainingDefinition training) {
    List<Value> parameters =
        training.loss().nodes().stream()
            .filter(node -> node.op() instanceof Op.Parameter)
            .map(Node::value)
            .toList();
    return Updater.addUpdates(
        Differentiator.differentiate(training.loss(), "loss", parameters),
        training.optimizer(),
        training.clip(),
        training.average());
  }
}
