package dev.mlpc.compiler.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gradient of every activation, loss and layer of the prelude against central differences, and
 * at kinks against PyTorch. What stands in the prelude and not here fails.
 */
final class PreludeGradientTest {
  /** Away from all kinks, which lie at multiples of a half, and for other options near them. */
  private static final double[] POINTS = {
    -7.33, -4.21, -3.37, -2.61, -1.83, -1.17, -0.71, -0.29, -0.13, 0.11, 0.37, 0.77, 1.21, 1.93,
    2.7, 3.3, 4.6, 5.7, 6.4, 8.2
  };

  private static final double[] SCORES = {
    0.31, -1.27, 2.18, -0.44, 0.93, 1.61, -2.35, 0.08, 0.57, 1.12, -0.83, -1.74
  };

  /** By loss: the kinds of targets that it takes. */
  static final Map<String, List<Targets>> LOSSES =
      Map.ofEntries(
          Map.entry("mse", List.of(Targets.REALS)),
          Map.entry("mae", List.of(Targets.REALS)),
          Map.entry("huber", List.of(Targets.REALS)),
          Map.entry("logCosh", List.of(Targets.REALS)),
          Map.entry("quantile", List.of(Targets.REALS)),
          Map.entry("hinge", List.of(Targets.SIGNS)),
          Map.entry("poisson", List.of(Targets.COUNTS)),
          Map.entry("gaussianNll", List.of(Targets.REALS)),
          Map.entry("klDivergence", List.of(Targets.DISTRIBUTIONS)),
          Map.entry("cosine", List.of(Targets.REALS)),
          Map.entry("binaryCrossEntropy", List.of(Targets.PROBABILITIES)),
          Map.entry("crossEntropy", List.of(Targets.CLASSES, Targets.DISTRIBUTIONS)));

  /** By layer: uses of it on a vector of three. An embedding is of an index. */
  static final Map<String, List<String>> LAYERS =
      Map.ofEntries(
          Map.entry(
              "Dense", List.of("Dense(3)", "Dense(3, tanh)", "Dense(3, silu, useBias = false)")),
          Map.entry("Dropout", List.of("Dropout(0.5)", "Dropout(0.1)", "Dropout(0)")),
          Map.entry("Standardize", List.of("Standardize()")),
          Map.entry("LayerNorm", List.of("LayerNorm()", "LayerNorm(epsilon = 0.1)")),
          Map.entry("BatchNorm", List.of("BatchNorm()", "BatchNorm(epsilon = 0.1)")),
          Map.entry("RmsNorm", List.of("RmsNorm()", "RmsNorm(epsilon = 0.1)")),
          Map.entry(
              "Residual",
              List.of("Residual()", "Residual(5, tanh)", "Residual(2, silu, 0.5) -> Residual()")),
          Map.entry("PRelu", List.of("PRelu()", "PRelu(-0.5)")),
          Map.entry("Maxout", List.of("Maxout(3, 2)", "Maxout(3, 1, useBias = false)")),
          Map.entry("Bilinear", List.of("Bilinear(cos(x), 3)", "Bilinear(x[0..2], 3)")),
          Map.entry("Glu", List.of("Glu(3)", "Glu(3, useBias = false)")),
          Map.entry("Embedding", List.of()));

  /** Targets for four samples of three scores. */
  record Targets(String name, String type, double... elements) {
    static final Targets REALS =
        new Targets(
            "reals", "f64[3]", 0.4, 1.9, -0.6, 1.1, 3.2, -0.2, 0.7, -1.3, 2.6, 0.1, -0.5, 1.7);
    static final Targets SIGNS =
        new Targets("signs", "f64[3]", 1, -1, 1, 1, 1, -1, -1, 1, 1, -1, 1, 1);
    static final Targets COUNTS =
        new Targets("counts", "f64[3]", 0, 1, 5, 2, 0, 3, 1, 1, 4, 7, 0, 2);
    static final Targets PROBABILITIES =
        new Targets("probabilities", "f64[3]", 0, 1, 0.25, 1, 1, 0, 0.5, 1, 0, 0, 0.9, 1);
    static final Targets CLASSES = new Targets("classes", "class[3]", 0, 2, 1, 2);
    static final Targets DISTRIBUTIONS =
        new Targets("distributions", "f64[3]", 1, 0, 0, 0.2, 0.5, 0.3, 0, 0.1, 0.9, 0.3, 0.3, 0.4);
  }

  @TestFactory
  Stream<DynamicTest> activations() {
    return PreludeText.declarations(Declaration.Activation.class).stream()
        .flatMap(activation -> uses(activation.name().text(), activation.options()))
        .map(
            use ->
                DynamicTest.dynamicTest(
                    use, () -> weighted(use, POINTS.length).input(POINTS).check()));
  }

  @TestFactory
  Stream<DynamicTest> losses() {
    return PreludeText.declarations(Declaration.Loss.class).stream()
        .flatMap(
            loss ->
                uses(loss.name().text(), loss.options())
                    .flatMap(
                        use ->
                            LOSSES.getOrDefault(loss.name().text(), List.of()).stream()
                                .map(targets -> checkLoss(use, targets))));
  }

  private static DynamicTest checkLoss(String use, Targets targets) {
    String call = call(use);
    return DynamicTest.dynamicTest(
        call + " of " + targets.name(), () -> loss("1.5 * x", call, targets).check());
  }

  /** A loss of y and t. */
  static String call(String use) {
    String inputs = use.startsWith("gaussianNll") ? "y, t, 0.5 + square(x)" : "y, t";
    return use.endsWith(")") ? use.replace("(", "(" + inputs + ", ") : use + "(" + inputs + ")";
  }

  /** What is merged with a loss into one stable form has the gradient of both. */
  @TestFactory
  Stream<DynamicTest> mergedLosses() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "softmax and crossEntropy",
            () -> loss("softmax(x)", "crossEntropy(y, t)", Targets.CLASSES).check()),
        DynamicTest.dynamicTest(
            "sigmoid and binaryCrossEntropy",
            () -> loss("sigmoid(x)", "binaryCrossEntropy(y, t)", Targets.PROBABILITIES).check()));
  }

  private static TrainedSpec loss(String y, String loss, Targets targets) {
    return TrainedSpec.of(
            """
            network N(x: f64[3]) -> (y: f64[3]) { y = %s; }
            train N { target t: %s; loss = %s; optimizer = sgd(0.1); }
            """
                .formatted(y, targets.type, loss),
            SCORES.length / 3)
        .input(SCORES)
        .target(targets.elements);
  }

  @TestFactory
  Stream<DynamicTest> layers() {
    return LAYERS.values().stream()
        .flatMap(List::stream)
        .map(use -> DynamicTest.dynamicTest(use, () -> layer(use).check()));
  }

  private static TrainedSpec layer(String use) {
    return TrainedSpec.of(weightedSpec(use, 3), SCORES.length / 3).input(SCORES);
  }

  @Test
  void everyLossAndLayerOfThePrelude_isChecked() {
    assertThat(new TreeSet<>(LOSSES.keySet()))
        .isEqualTo(new TreeSet<>(names(Declaration.Loss.class)));
    assertThat(new TreeSet<>(LAYERS.keySet()))
        .isEqualTo(new TreeSet<>(names(Declaration.Layer.class)));
    assertThat(names(Declaration.Activation.class)).isNotEmpty();
  }

  private static List<String> names(Class<? extends Declaration> kind) {
    return PreludeText.declarations(kind).stream().map(d -> d.name().text()).toList();
  }

  @Test
  void dense_hasGradientsOfWeightBiasAndInput() {
    assertThat(layer("Dense(3, tanh)").variables())
        .containsExactlyInAnyOrder("x", "y.weight", "y.bias");
    assertThat(layer("Dense(3, useBias = false)").variables())
        .containsExactlyInAnyOrder("x", "y.weight");
  }

  /** A kept element counts for 1 / keep, a dropped one for nothing. */
  @Test
  void dropout_dropsSomeElementsAndScalesTheOthers() {
    double[] ones = DoubleStream.generate(() -> 1).limit(SCORES.length).toArray();
    double[] gradient = layer("Dropout(0.75)").target(ones).gradient("x");
    double share = 1 / 4.0;
    assertThat(DoubleStream.of(gradient).distinct().sorted().toArray())
        .containsExactly(new double[] {0, 4 * share}, Offset.offset(1e-15));
  }

  @Test
  void standardize_dividesByTheDeviation() {
    double[] ones = DoubleStream.generate(() -> 1).limit(SCORES.length).toArray();
    double[] gradient =
        layer("Standardize()").target(ones).state("y.deviation", 2, 4, 8).gradient("x");
    assertThat(DoubleStream.of(gradient).limit(3).toArray())
        .containsExactly(new double[] {0.125, 0.0625, 0.03125}, Offset.offset(1e-15));
  }

  @Test
  void embedding_hasTheGradientOfTheRowsThatWereUsed() {
    TrainedSpec spec =
        TrainedSpec.of(
                """
                network N(x: index[4]) -> (y: f64[2]) { y = x -> Embedding(2); }
                train N { target t: f64[2]; loss = sum(y * t); optimizer = sgd(0.1); }
                """,
                3)
            .input(2, 0, 2)
            .target(1, 2, 3, 4, 5, 6);
    spec.check();
    assertThat(spec.gradient("y.weight"))
        .containsExactly(
            new double[] {3 / 3.0, 4 / 3.0, 0, 0, 6 / 3.0, 8 / 3.0, 0, 0}, Offset.offset(1e-15));
  }

  /** PyTorch 2.13 gives these derivatives, in double. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relu | 0 | 0",
        "leakyRelu | 0 | 0.01",
        "leakyRelu(slope = 0.2) | 0 | 0.2",
        "prelu | 0 | 0.25",
        "relu6 | 0 | 0",
        "relu6 | 6 | 0",
        "elu | 0 | 1",
        "elu(alpha = 2) | 0 | 2",
        "selu | 0 | 1.7580993408473766",
        "celu | 0 | 1",
        "celu(alpha = 2) | 0 | 1",
        "hardSigmoid | -3 | 0",
        "hardSigmoid | 3 | 0",
        "hardSwish | -3 | 0",
        "hardSwish | 3 | 1",
        "hardTanh | -1 | 0",
        "hardTanh | 1 | 0",
        "softShrink | -0.5 | 0",
        "softShrink | 0.5 | 0",
        "hardShrink | -0.5 | 0",
        "hardShrink | 0.5 | 0",
        "softsign | 0 | 1",
        "abs | 0 | 0",
      })
  void atAKink_theDerivativeIsPyTorchs(String use, double x, double derivative) {
    assertThat(derivativeOf("", use, x)).isEqualTo(derivative, Offset.offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max(x, 2 - x) | 1",
        "max(2 - x, x) | -1",
        "min(x, 2 - x) | 1",
        "min(2 - x, x) | -1",
      })
  void atATie_theDerivativeIsThatOfTheFirstArgument(String formula, double derivative) {
    String activation = "activation tie(x) = " + formula + ";\n";
    assertThat(derivativeOf(activation, "tie", 1)).isEqualTo(derivative, Offset.offset(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"mae, 0, 0", "huber, 0, 0", "huber, 1, 1", "huber, -1, -1"})
  void atAKink_theDerivativeOfALossIsPyTorchs(String loss, double error, double derivative) {
    TrainedSpec spec =
        TrainedSpec.of(
            """
            network N(x: f64) -> (y: f64) { y = 1 * x; }
            train N { target t: f64; loss = %s(y, t); optimizer = sgd(0.1); }
            """
                .formatted(loss),
            1);
    assertThat(spec.input(error).target(0).gradient("x"))
        .containsExactly(new double[] {derivative}, Offset.offset(1e-15));
  }

  private static double derivativeOf(String declarations, String use, double x) {
    TrainedSpec spec = TrainedSpec.of(declarations + weightedSpec(use, 1), 1);
    if (spec.variables().size() > 1) {
      spec.parameter("y.slope", 0.25);
    }
    return spec.input(x).target(1).gradient("x")[0];
  }

  private static TrainedSpec weighted(String use, int width) {
    return TrainedSpec.of(weightedSpec(use, width), 1);
  }

  /** The loss is a sum in which each element has a weight of its own. */
  private static String weightedSpec(String use, int width) {
    return """
        network N(x: f64[%d]) -> (y: f64[%d]) { y = x -> %s; }
        train N { target t: f64[%d]; loss = sum(y * t); optimizer = sgd(0.1); }
        """
        .formatted(width, width, use, width);
  }

  /** A function with its defaults; and if it has constants as options, with others too. */
  private static Stream<String> uses(String name, List<Option> options) {
    List<String> changed =
        options.stream()
            .filter(option -> option.kind() == Option.Kind.CONSTANT)
            .filter(option -> !Double.isNaN(number(option)))
            .map(option -> option.name() + " = " + (1.5 * number(option) + 0.1))
            .toList();
    return changed.isEmpty()
        ? Stream.of(name)
        : Stream.of(name, name + "(" + String.join(", ", changed) + ")");
  }

  /** The default of an option; NaN for what is no literal number. */
  private static double number(Option option) {
    Expression value = option.value().orElseThrow();
    double sign = 1;
    if (value instanceof Expression.Unary unary) {
      sign = -1;
      value = unary.operand();
    }
    return value instanceof Expression.Number number ? sign * number.value() : Double.NaN;
  }
}
