package dev.mlpc.compiler.generated;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Products forward and backward against the interpreter, with every count of inputs, units and
 * samples around the edges of tiles.
 */
@Tag("generated")
final class ProductsTest {
  private static final int[] EDGES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 100};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 100, 257})
  void products_areTheInterpreters(int inputs) {
    Twin twin = new Twin(products(inputs), Optional.of(step(inputs)), Precision.F32);
    for (int samples : EDGES) {
      twin.comparePredictions(samples, samples);
      twin.compareSteps(samples, 1, samples);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manySamples_areTakenInBlocks(Precision precision) {
    Twin twin = new Twin(products(33), Optional.of(step(33)), precision);
    for (int samples : new int[] {63, 64, 65, 129, 300}) {
      twin.comparePredictions(samples, samples);
      twin.compareSteps(samples, 1, samples);
    }
  }

  /** A product for each count of units: some with a bias, some of a transposed matrix. */
  static Graph products(int inputs) {
    GraphBuilder graph = new GraphBuilder();
    for (int units : EDGES) {
      graph.output("y" + units, product(graph, inputs, units));
    }
    return graph.build();
  }

  private static Value product(GraphBuilder graph, int inputs, int units) {
    Origin origin = new Origin("y" + units, Optional.empty(), Origin.Role.NAMED);
    Value x = graph.leaf(new Op.Input("x"), TensorType.real(Shape.vector(inputs), true), origin);
    Value result;
    if (units % 3 == 0) {
      Value matrix = parameter(graph, "flipped" + units, Shape.matrix(inputs, units));
      result = graph.add(new Op.MatMul(x, matrix), origin);
    } else {
      Value matrix = parameter(graph, "weight" + units, Shape.matrix(units, inputs));
      result = graph.add(new Op.MatMul(matrix, x), origin);
    }
    if (units % 2 == 0) {
      Value bias = parameter(graph, "bias" + units, Shape.vector(units));
      result = graph.add(new Op.Binary(BinaryFunction.ADD, result, bias), origin);
    }
    return result;
  }

  private static Value parameter(GraphBuilder graph, String name, Shape shape) {
    Origin origin = new Origin(name, Optional.empty(), Origin.Role.NAMED);
    return graph.leaf(new Op.Parameter(name), TensorType.real(shape, false), origin);
  }

  /** The mean of all squares of products of products, and a step down its gradient. */
  static Graph step(int inputs) {
    GraphBuilder graph = new GraphBuilder();
    Origin origin = new Origin("loss", Optional.empty(), Origin.Role.STEP);
    List<Value> parts = new ArrayList<>();
    for (int units : EDGES) {
      Value y = product(graph, inputs, units);
      Value back = parameter(graph, "back" + units, Shape.matrix(inputs, units));
      Value z = graph.add(new Op.MatMul(back, y), origin);
      Value square = graph.add(new Op.Binary(BinaryFunction.MULTIPLY, z, z), origin);
      Value sum = graph.add(new Op.Reduce(Reduction.SUM, square, 0), origin);
      double scale = 1.0 / (inputs * inputs * units);
      parts.add(graph.binary(BinaryFunction.MULTIPLY, sum, graph.constant(scale, origin), origin));
    }
    Value total =
        parts.stream()
            .reduce((a, b) -> graph.add(new Op.Binary(BinaryFunction.ADD, a, b), origin))
            .orElseThrow();
    Value sum = graph.add(new Op.SumOverBatch(total), origin);
    Value size = graph.add(new Op.BatchSize(), origin);
    graph.output("loss", graph.binary(BinaryFunction.DIVIDE, sum, size, origin));
    return withSgd(graph.build());
  }

  /** Each parameter less the rate times its gradient. */
  static Graph withSgd(Graph loss) {
    List<Value> parameters =
        loss.nodes().stream()
            .filter(node -> node.op() instanceof Op.Parameter)
            .map(Node::value)
            .toList();
    Graph gradients = Differentiator.differentiate(loss, "loss", parameters);
    GraphBuilder graph = new GraphBuilder(gradients);
    GraphBuilder result =
        new GraphBuilder(
            new Graph(
                gradients.nodes(), java.util.Map.of("loss", gradients.output("loss")), List.of()));
    for (Value parameter : parameters) {
      String name = ((Op.Parameter) graph.op(parameter)).name();
      Origin origin = new Origin(name, Optional.empty(), Origin.Role.UPDATE);
      Value rate = result.leaf(new Op.Rate(), TensorType.real(Shape.SCALAR, false), origin);
      Value gradient = gradients.output("gradient." + name);
      Value step = result.binary(BinaryFunction.MULTIPLY, rate, gradient, origin);
      result.update(parameter, result.binary(BinaryFunction.SUBTRACT, parameter, step, origin));
    }
    return result.build();
  }
}
