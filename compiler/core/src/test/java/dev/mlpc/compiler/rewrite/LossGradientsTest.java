package dev.mlpc.compiler.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gradients of losses come out as textbooks write them. */
final class LossGradientsTest {
  private static final Origin HERE = new Origin("loss", Optional.empty(), Origin.Role.STEP);
  private static final Shape THREE = Shape.vector(3);

  private final GraphBuilder graph = new GraphBuilder();
  private final Value z = graph.leaf(new Op.Input("z"), TensorType.real(THREE, true), HERE);

  private Graph gradient(Value perSample) {
    Value sum = graph.add(new Op.SumOverBatch(perSample), HERE);
    Value size = graph.add(new Op.BatchSize(), HERE);
    graph.output("loss", graph.binary(BinaryFunction.DIVIDE, sum, size, HERE));
    return GraphPasses.run(Differentiator.differentiate(graph.build(), "loss", List.of(z)));
  }

  private Value sum(Value x) {
    return graph.add(new Op.Reduce(Reduction.SUM, x, 0), HERE);
  }

  private Value binary(BinaryFunction function, Value a, Value b) {
    return graph.binary(function, a, b, HERE);
  }

  private static Op.Binary product(Graph graph) {
    Op op = graph.op(graph.output("gradient.z"));
    assertThat(op).isInstanceOf(Op.Binary.class);
    Op.Binary product = (Op.Binary) op;
    assertThat(product.function()).isEqualTo(BinaryFunction.MULTIPLY);
    return product;
  }

  /** z ↦ (softmax z - oneHot t) · (1/n), over one pass of exponentials. */
  @Test
  void crossEntropy_isTheDifferenceOfProbabilities() {
    Value target =
        graph.leaf(new Op.Target("t"), new TensorType(Element.INDEX, Shape.SCALAR, true), HERE);
    Value oneHot = graph.add(new Op.OneHot(target, 3), HERE);
    Value logSumExp = graph.add(new Op.Reduce(Reduction.LOG_SUM_EXP, z, 0), HERE);
    Value logSoftmax = binary(BinaryFunction.SUBTRACT, z, logSumExp);
    Value likely = sum(binary(BinaryFunction.MULTIPLY, oneHot, logSoftmax));
    Graph result = gradient(graph.unary(UnaryFunction.NEGATE, likely, HERE));

    Op.Binary difference = (Op.Binary) result.op(product(result).a());
    assertThat(difference.function()).isEqualTo(BinaryFunction.SUBTRACT);
    assertThat(result.op(difference.b())).isInstanceOf(Op.OneHot.class);
    Op.Binary softmax = (Op.Binary) result.op(difference.a());
    assertThat(softmax.function()).isEqualTo(BinaryFunction.DIVIDE);
    assertThat(result.op(softmax.a()))
        .isInstanceOfSatisfying(
            Op.Unary.class, exp -> assertThat(exp.function()).isEqualTo(UnaryFunction.EXP));
    assertThat(product(result).b().batched()).isFalse();
    assertThat(result.nodes())
        .filteredOn(
            node -> node.op() instanceof Op.Unary exp && exp.function() == UnaryFunction.EXP)
        .hasSize(1);
    assertThat(result.nodes())
        .noneMatch(
            node ->
                node.op() instanceof Op.Reduce reduce
                    && reduce.reduction() == Reduction.LOG_SUM_EXP);
  }

  /** (z, t) ↦ (z - t) · (2/3n): one multiplication an element. */
  @Test
  void squaredErrors_areTheDifferenceTimesOneFactor() {
    Value target = graph.leaf(new Op.Target("t"), TensorType.real(THREE, true), HERE);
    Value error = binary(BinaryFunction.SUBTRACT, z, target);
    Value squares = binary(BinaryFunction.MULTIPLY, error, error);
    Graph result = gradient(binary(BinaryFunction.DIVIDE, sum(squares), graph.constant(3, HERE)));

    Op.Binary difference = (Op.Binary) result.op(product(result).a());
    assertThat(difference.function()).isEqualTo(BinaryFunction.SUBTRACT);
    assertThat(result.op(difference.a())).isEqualTo(new Op.Input("z"));
    assertThat(result.op(difference.b())).isEqualTo(new Op.Target("t"));
    assertThat(product(result).b().batched()).isFalse();
  }
}
