package dev.mlpc.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each op on numbers that were worked out by hand; a batch has two samples. */
final class GraphInterpreterTest {
  private static final Origin HERE = new Origin("here", Optional.empty(), Origin.Role.NAMED);
  private static final Leaves BATCH = Leaves.ofBatch(2);

  private final GraphBuilder graph = new GraphBuilder();

  private Value input(String name, Shape shape) {
    return graph.leaf(new Op.Input(name), TensorType.real(shape, true), HERE);
  }

  private Value parameter(String name, Shape shape) {
    return graph.leaf(new Op.Parameter(name), TensorType.real(shape, false), HERE);
  }

  private Value add(Op op) {
    return graph.add(op, HERE);
  }

  private double[] value(Value value, Leaves leaves) {
    return new GraphInterpreter(graph.build(), leaves).value(value);
  }

  @Test
  void valuesThatExistOnce_serveEverySample() {
    Value x = input("x", Shape.vector(2));
    Value b = parameter("b", Shape.vector(2));
    Leaves leaves = BATCH.withInput("x", 1, 2, 3, 4).withParameter("b", 10, 20);
    assertThat(value(add(new Op.Binary(BinaryFunction.ADD, x, b)), leaves))
        .containsExactly(11, 22, 13, 24);
    assertThat(value(add(new Op.RepeatOverBatch(b)), leaves)).containsExactly(10, 20, 10, 20);
    assertThat(value(add(new Op.SumOverBatch(x)), leaves)).containsExactly(4, 6);
  }

  @Test
  void products_areRowsTimesColumns() {
    Value a = parameter("a", Shape.matrix(2, 3));
    Value b = parameter("b", Shape.matrix(3, 2));
    Value x = input("x", Shape.vector(3));
    Value y = input("y", Shape.vector(2));
    Leaves leaves =
        BATCH
            .withParameter("a", 1, 2, 3, 4, 5, 6)
            .withParameter("b", 1, 2, 3, 4, 5, 6)
            .withInput("x", 1, 0, 0, 0, 1, -1)
            .withInput("y", 1, 2, 3, 4);
    assertThat(value(add(new Op.MatMul(a, b)), leaves)).containsExactly(22, 28, 49, 64);
    assertThat(value(add(new Op.MatMul(a, x)), leaves)).containsExactly(1, 4, -1, -1);
    assertThat(value(add(new Op.MatMul(x, b)), leaves)).containsExactly(1, 2, -2, -2);
    assertThat(value(add(new Op.MatMul(x, x)), leaves)).containsExactly(1, 2);
    assertThat(value(add(new Op.Outer(y, x)), leaves))
        .containsExactly(1, 0, 0, 2, 0, 0, 0, 3, -3, 0, 4, -4);
    assertThat(value(add(new Op.Transpose(a)), leaves)).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void views_rearrangeAlongTheFirstAxis() {
    Value a = parameter("a", Shape.matrix(2, 2));
    Value x = input("x", Shape.vector(2));
    Leaves leaves = BATCH.withParameter("a", 1, 2, 3, 4).withInput("x", 5, 6, 7, 8);
    assertThat(value(add(new Op.Slice(a, 1, 2)), leaves)).containsExactly(3, 4);
    assertThat(value(add(new Op.Pad(a, 1, 0)), leaves)).containsExactly(0, 0, 1, 2, 3, 4);
    assertThat(value(add(new Op.Pad(x, 0, 1)), leaves)).containsExactly(5, 6, 0, 7, 8, 0);
    assertThat(value(add(new Op.Concat(List.of(x, x))), leaves))
        .containsExactly(5, 6, 5, 6, 7, 8, 7, 8);
    assertThat(value(add(new Op.Reshape(a, Shape.vector(4))), leaves)).containsExactly(1, 2, 3, 4);
    assertThat(value(add(new Op.Broadcast(x, Shape.matrix(2, 2))), leaves))
        .containsExactly(5, 5, 6, 6, 7, 7, 8, 8);
  }

  @Test
  void reductions_leaveTheFirstAxes() {
    Value a = parameter("a", Shape.matrix(2, 2));
    Leaves leaves = BATCH.withParameter("a", 1, 2, 3, 3);
    assertThat(value(add(new Op.Reduce(Reduction.SUM, a, 1)), leaves)).containsExactly(3, 6);
    assertThat(value(add(new Op.Reduce(Reduction.SUM, a, 0)), leaves)).containsExactly(9);
    assertThat(value(add(new Op.Reduce(Reduction.MAXIMUM, a, 1)), leaves)).containsExactly(2, 3);
    assertThat(value(add(new Op.Reduce(Reduction.MINIMUM, a, 0)), leaves)).containsExactly(1);
    assertThat(value(add(new Op.Reduce(Reduction.LOG_SUM_EXP, a, 1)), leaves)[1])
        .isCloseTo(3 + StrictMath.log(2), within(1e-15));
  }

  @Test
  void logSumExp_doesNotOverflow() {
    Value a = parameter("a", Shape.vector(2));
    Value y = add(new Op.Reduce(Reduction.LOG_SUM_EXP, a, 0));
    double none = Double.NEGATIVE_INFINITY;
    assertThat(value(y, BATCH.withParameter("a", 1000, 0))).containsExactly(1000);
    assertThat(value(y, BATCH.withParameter("a", none, none))).containsExactly(none);
    assertThat(value(y, BATCH.withParameter("a", 1, Double.NaN))).containsExactly(Double.NaN);
  }

  @Test
  void truths_choose() {
    Value x = input("x", Shape.vector(2));
    Value y = input("y", Shape.vector(2));
    Value less = add(new Op.Compare(Comparison.LESS, x, y));
    Value equal = add(new Op.Compare(Comparison.EQUAL, x, y));
    Leaves leaves = BATCH.withInput("x", 1, 2, 3, 4).withInput("y", 1, 3, 2, 5);
    assertThat(value(less, leaves)).containsExactly(0, 1, 0, 1);
    assertThat(value(add(new Op.Not(less)), leaves)).containsExactly(1, 0, 1, 0);
    assertThat(value(add(new Op.And(less, equal)), leaves)).containsExactly(0, 0, 0, 0);
    assertThat(value(add(new Op.And(less, add(new Op.Not(equal)))), leaves))
        .containsExactly(0, 1, 0, 1);
    assertThat(value(add(new Op.Select(less, x, y)), leaves)).containsExactly(1, 2, 2, 4);
  }

  @Test
  void indices_areWholeNumbers() {
    Value k =
        graph.leaf(new Op.Input("k"), new TensorType(Element.INDEX, Shape.SCALAR, true), HERE);
    Value x = input("x", Shape.vector(3));
    Leaves leaves = BATCH.withInput("k", 2, 0).withInput("x", 1, 5, 5, 0, -1, -2);
    assertThat(value(add(new Op.OneHot(k, 3)), leaves)).containsExactly(0, 0, 1, 1, 0, 0);
    assertThat(value(add(new Op.ToReal(k)), leaves)).containsExactly(2, 0);
    assertThat(value(add(new Op.ArgMax(x)), leaves)).containsExactly(1, 0);
  }

  @Test
  void knownScalars_comeFromTheStep() {
    Leaves leaves = BATCH.withRate(0.25).withStep(3);
    assertThat(value(add(new Op.Rate()), leaves)).containsExactly(0.25);
    assertThat(value(add(new Op.BatchSize()), leaves)).containsExactly(2);
    assertThat(value(add(new Op.Constant(7)), leaves)).containsExactly(7);
    assertThat(value(add(new Op.BiasCorrection(0.5)), leaves)).containsExactly(0.875);
  }

  @Test
  void draws_areCountedThroughTheBatch() {
    Draws everyThird = (keep, stream, counter) -> (counter + stream) % 3 == 0;
    Value draw = add(new Op.Bernoulli(0.5, Shape.vector(3), 1));
    assertThat(value(draw, BATCH.withDraws(everyThird))).containsExactly(0, 0, 1, 0, 0, 1);
  }

  @Test
  void draws_keepAboutAsManyAsTold() {
    Value draw = add(new Op.Bernoulli(0.75, Shape.vector(1000), 1));
    for (Draws draws : List.of(Draws.f32(42, 1), Draws.f64(42, 1))) {
      double[] kept = value(draw, BATCH.withDraws(draws));
      assertThat(kept).containsOnly(0, 1);
      // The deviation of a share of 2000 draws is 0.0097.
      assertThat(Arrays.stream(kept).average().orElseThrow()).isCloseTo(0.75, within(0.04));
    }
  }

  @Test
  void updates_happenAllAtOnce() {
    Value a = parameter("a", Shape.SCALAR);
    Value b = parameter("b", Shape.SCALAR);
    graph.update(a, b);
    graph.update(b, a);
    Leaves before = BATCH.withParameter("a", 1).withParameter("b", 2);
    Leaves after = new GraphInterpreter(graph.build(), before).update();
    assertThat(after.of(new Op.Parameter("a"))).containsExactly(2);
    assertThat(after.of(new Op.Parameter("b"))).containsExactly(1);
    assertThat(after.step()).isEqualTo(2);
  }

  @Test
  void outputs_needOnlyWhatTheyUse() {
    Value x = input("x", Shape.SCALAR);
    add(new Op.Unary(UnaryFunction.NEGATE, input("unknown", Shape.SCALAR)));
    graph.output("y", add(new Op.Unary(UnaryFunction.NEGATE, x)));
    Leaves leaves = BATCH.withInput("x", 1, 2);
    assertThat(new GraphInterpreter(graph.build(), leaves).outputs()).containsOnlyKeys("y");
    assertThat(new GraphInterpreter(graph.build(), leaves).output("y")).containsExactly(-1, -2);
  }

  @Test
  void leavesThatDoNotFit_areRefused() {
    Value x = input("x", Shape.vector(3));
    assertThatThrownBy(() -> value(x, BATCH)).hasMessageContaining("no elements");
    assertThatThrownBy(() -> value(x, BATCH.withInput("x", 1, 2, 3)))
        .hasMessageContaining("2 samples have 6 elements, not 3");
  }

  /** From tables: DLMF 7.4 and Abramowitz and Stegun 7.1, continued to 16 digits. */
  @ParameterizedTest
  @CsvSource({
    "1e-10, 1.1283791670955126e-10",
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "-1, -0.8427007929497149",
    "2, 0.9953222650189527",
    "3, 0.9999779095030014",
    "7, 1"
  })
  void erf_isThatOfTheTables(double x, double expected) {
    assertThat(ReferenceFunctions.unary(UnaryFunction.ERF, x))
        .isCloseTo(expected, within(2e-16 * StrictMath.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "SIGMOID, -800, 0",
    "SIGMOID, 800, 1",
    "SIGMOID, 0, 0.5",
    "SOFTPLUS, 800, 800",
    "SOFTPLUS, -800, 0",
    "SOFTPLUS, 0, 0.6931471805599453",
    "SIGN, -3, -1",
    "SIGN, 0, 0",
    "FLOOR, -0.5, -1",
    "RECIPROCAL, 4, 0.25",
    "LOG1P, 1e-20, 1e-20",
    "EXPM1, 1e-20, 1e-20"
  })
  void functions_areRightAtTheEnds(UnaryFunction function, double x, double expected) {
    assertThat(ReferenceFunctions.unary(function, x)).isEqualTo(expected);
  }
}
