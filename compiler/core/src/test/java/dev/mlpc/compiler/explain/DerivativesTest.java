package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives of activations as they are printed, against what one finds in textbooks. */
final class DerivativesTest {
  private static final Symbol X = Symbol.scalar("x");

  private static final String OWN =
      """
      activation swish(x; beta: param = 1.5) = x * sigmoid(beta * x);
      activation cube(x) = x ^ 3;
      activation bump(x) = exp(-x * x);
      activation tent(x) = max(0, 1 - abs(x));
      activation hat(x) = if x < -2 then -1 else if x > 2 then 1 else x / 2;
      """;

  /** No point of the table's functions where the derivative jumps. */
  private static final double[] PLACES = {
    -4.1, -2.7, -1.3, -0.7, -0.2, 0.3, 0.8, 1.4, 2.6, 5.3, 7.1
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          relu        ; 1 if x > 0, else 0
          leakyRelu   ; 1 if x > 0, else 0.01
          prelu       ; 1 if x > 0, else slope
          relu6       ; 1 if 0 < x < 6, else 0
          elu         ; 1 if x > 0, else eˣ
          celu        ; 1 if x > 0, else eˣ
          selu        ; 1.050701 if x > 0, else 1.758099 eˣ
          gelu        ; x exp(−0.5 x²) / √(2π) + 0.5 + 0.5 erf(x / √2)
          silu        ; σ(x) + x σ(x)(1 − σ(x))
          mish        ; tanh(softplus(x)) + x σ(x)(1 − tanh²(softplus(x)))
          sigmoid     ; σ(x)(1 − σ(x))
          hardSigmoid ; 1 / 6 if −3 < x < 3, else 0
          hardSwish   ; x / 3 + 0.5 if −3 < x < 3, 1 if x ≥ 3, else 0
          tanh        ; 1 − tanh²(x)
          hardTanh    ; 1 if −1 < x < 1, else 0
          tanhShrink  ; tanh²(x)
          softShrink  ; 0 if −0.5 ≤ x ≤ 0.5, else 1
          hardShrink  ; 0 if −0.5 ≤ x ≤ 0.5, else 1
          softplus    ; σ(x)
          softsign    ; 1 / (1 + |x|)²
          logSigmoid  ; σ(−x)
          exp         ; eˣ
          sin         ; cos(x)
          cos         ; −sin(x)
          square      ; 2 x
          cube        ; 3 x²
          bump        ; −2 x exp(−x²)
          swish       ; σ(β x) + β x σ(β x)(1 − σ(β x))
          hat         ; 0.5 if −2 ≤ x ≤ 2, else 0
          """)
  void derivative_isPrintedAsInTextbooks(String activation, String expected) {
    assertThat(new FormulaPrinter(new UnicodeNotation()).print(new Case(activation).derivative()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "relu",
    "leakyRelu",
    "prelu",
    "relu6",
    "elu",
    "celu",
    "selu",
    "gelu",
    "geluTanh",
    "silu",
    "mish",
    "sigmoid",
    "hardSigmoid",
    "hardSwish",
    "tanh",
    "hardTanh",
    "tanhShrink",
    "softShrink",
    "hardShrink",
    "softplus",
    "softsign",
    "logSigmoid",
    "exp",
    "sin",
    "cos",
    "square",
    "cube",
    "bump",
    "swish",
    "tent",
    "hat"
  })
  void formulas_haveTheValuesOfTheGraph(String activation) {
    Case one = new Case(activation);
    for (double x : PLACES) {
      Evaluation here = new Evaluation(Map.of("x", x, "slope", 0.25, "β", 1.5));
      assertThat(here.of(one.function())).as("f(%s)", x).isCloseTo(one.at(x), within(1e-12));
      double h = 1e-5;
      double slope = (one.at(x + h) - one.at(x - h)) / (2 * h);
      assertThat(here.of(one.derivative()))
          .as("f'(%s)", x)
          .isCloseTo(slope, within(1e-8 * Math.max(1, Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "relu, 0, 0",
    "relu6, 0, 0",
    "relu6, 6, 0",
    "hardTanh, 1, 0",
    "selu, 0, 1.7580993408473766"
  })
  void kinks_haveTheDerivativeOfTheCompiler(String activation, double x, double expected) {
    Evaluation here = new Evaluation(Map.of("x", x));
    assertThat(here.of(new Case(activation).derivative())).isCloseTo(expected, within(1e-12));
  }

  /** An activation of one number. */
  private static final class Case {
    private final Graph graph;
    private final Map<Value, Formula> names = new LinkedHashMap<>();
    private Value x = new Value(0, TensorType.real(Shape.SCALAR, true));

    Case(String activation) {
      String spec = OWN + "network N(x: f32) -> (y: f32) { y = " + activation + "(x); }";
      this.graph =
          new Compiler(CompilerOptions.defaults())
              .check(new Source("n.mlp", spec))
              .networks()
              .get(0)
              .inference();
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Op.Input) {
          x = node.value();
          names.put(x, X);
        } else if (node.op() instanceof Op.Parameter parameter) {
          String letter = parameter.name().replaceFirst(".*\\.", "");
          names.put(node.value(), Symbol.scalar(Greek.letter(letter)));
        }
      }
    }

    Formula function() {
      return Piecewise.simplify(new GraphFormulas(graph, names).of(graph.output("y")), X);
    }

    Formula derivative() {
      return Derivative.ofFunction(graph, graph.output("y"), names, x, X);
    }

    double at(double number) {
      Leaves leaves = Leaves.ofBatch(1).withInput("x", number);
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Op.Parameter parameter) {
          leaves =
              leaves.withParameter(
                  parameter.name(), parameter.name().endsWith("beta") ? 1.5 : 0.25);
        }
      }
      return new GraphInterpreter(graph, leaves).output("y")[0];
    }
  }
}
