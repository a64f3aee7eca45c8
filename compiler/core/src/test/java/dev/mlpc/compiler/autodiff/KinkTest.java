package dev.mlpc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives where there is none, or where a formula might not be finite: PyTorch's answers. */
final class KinkTest {
  private static final Shape SCALAR = Shape.SCALAR;

  private final Experiment e = new Experiment(1);

  /** The graph with y as its loss, and the gradients. */
  private Graph derive(Value y) {
    Graph graph = e.graph().build();
    Graph withLoss = new Graph(graph.nodes(), Map.of("loss", y), graph.updates());
    return Differentiator.differentiate(withLoss, "loss", e.variables());
  }

  private double slope(UnaryFunction function, double at) {
    Value x = e.variable(SCALAR, false, at);
    return e.gradient(derive(e.add(new Op.Unary(function, x))), 0)[0];
  }

  @ParameterizedTest
  @CsvSource({
    "ABS, 0, 0",
    "ABS, -0.0, 0",
    "SIGN, 0, 0",
    "FLOOR, 2, 0",
    "SQRT, 0, Infinity",
    "LOG, 0, Infinity",
    "SIGMOID, 800, 0",
    "SIGMOID, -800, 0",
    "SOFTPLUS, 800, 1",
    "SOFTPLUS, -800, 0",
    "TANH, 800, 0",
    "ERF, 800, 0"
  })
  void unary_atItsKinksAndEnds(UnaryFunction function, double at, double expected) {
    assertThat(slope(function, at)).isEqualTo(expected);
  }

  /** relu is max(0, x): at 0 the constant is the first argument. */
  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "1, 1"})
  void relu_isFlatAtZero(double at, double expected) {
    Value x = e.variable(SCALAR, false, at);
    Value zero = e.add(new Op.Constant(0));
    Graph graph = derive(e.add(new Op.Binary(BinaryFunction.MAX, zero, x)));
    assertThat(e.gradient(graph, 0)).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "MAX, 2, 2, 1, 0",
    "MAX, 2, 3, 0, 1",
    "MAX, 3, 2, 1, 0",
    "MIN, 2, 2, 1, 0",
    "MIN, 2, 3, 1, 0",
    "MIN, 3, 2, 0, 1"
  })
  void tieOfTwo_goesToTheFirst(BinaryFunction function, double a, double b, double da, double db) {
    Value first = e.variable(SCALAR, false, a);
    Value second = e.variable(SCALAR, false, b);
    Graph graph = derive(e.add(new Op.Binary(function, first, second)));
    assertThat(e.gradient(graph, 0)).containsExactly(da);
    assertThat(e.gradient(graph, 1)).containsExactly(db);
  }

  @Test
  void tieOfMany_isSplitEvenly() {
    Value x = e.variable(Shape.matrix(2, 3), false, 2, 5, 5, 1, 1, 1);
    Value greatest = e.add(new Op.Reduce(Reduction.MAXIMUM, x, 1));
    Graph graph = derive(e.add(new Op.Reduce(Reduction.SUM, greatest, 0)));
    assertThat(e.gradient(graph, 0))
        .containsExactly(0, 1 / 2.0, 1 / 2.0, 1 / 3.0, 1 / 3.0, 1 / 3.0);
  }

  @Test
  void logSumExp_ofLargeNumbers_givesTheSoftmax() {
    Value x = e.variable(Shape.vector(3), false, 1000, 1000, -1000);
    Graph graph = derive(e.add(new Op.Reduce(Reduction.LOG_SUM_EXP, x, 0)));
    // The rounding of the logarithm, which is near 1000.69, is the error of the quotients.
    assertThat(e.gradient(graph, 0))
        .containsExactly(new double[] {0.5, 0.5, 0}, within(Math.ulp(1000.69)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "-2, 0, 0",
    "0, 1, 1",
    "0, 2, 0",
    "-3, 2, -6",
    "-2, 3, 12",
    "-2, -1, -0.25",
    "0, 0.5, Infinity",
    "4, 0.5, 0.25"
  })
  void powerByNumber_needsNoLogarithm(double base, double exponent, double expected) {
    Value x = e.variable(SCALAR, false, base);
    Value n = e.add(new Op.Constant(exponent));
    Graph graph = derive(e.add(new Op.Binary(BinaryFunction.POWER, x, n)));
    assertThat(e.gradient(graph, 0)).containsExactly(expected);
    assertThat(graph.nodes())
        .extracting(Node::op)
        .noneMatch(op -> op instanceof Op.Unary unary && unary.function() == UnaryFunction.LOG);
  }

  @Test
  void square_hasADerivativeWithoutPowers() {
    Value x = e.variable(Shape.vector(2), false, -3, 0);
    Value two = e.add(new Op.Broadcast(e.add(new Op.Constant(2)), Shape.vector(2)));
    Value square = e.add(new Op.Binary(BinaryFunction.POWER, x, two));
    Graph graph = derive(e.add(new Op.Reduce(Reduction.SUM, square, 0)));
    assertThat(e.gradient(graph, 0)).containsExactly(-6, 0);
    assertThat(graph.nodes().subList(square.id() + 1, graph.nodes().size()))
        .extracting(Node::op)
        .noneMatch(
            op -> op instanceof Op.Binary binary && binary.function() == BinaryFunction.POWER);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "2, 0, 0, 0.6931471805599453",
    "0, 2, 0, 0",
    "0, 1, 1, 0",
    "-2, 3, 12, NaN",
    "0, -1, -Infinity, -Infinity"
  })
  void powerByVariable_isPyTorchs(double a, double b, double da, double db) {
    Value base = e.variable(SCALAR, false, a);
    Value exponent = e.variable(SCALAR, false, b);
    Graph graph = derive(e.add(new Op.Binary(BinaryFunction.POWER, base, exponent)));
    assertThat(e.gradient(graph, 0)).containsExactly(da);
    assertThat(e.gradient(graph, 1)).containsExactly(db);
  }
}
