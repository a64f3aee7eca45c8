package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every op in generated code against the interpreter: short values in straight lines, long ones in
 * loops, batched and once, vectors and matrices, all in one class so that they share kernels.
 */
@Tag("generated")
final class OpsTest {
  private static final Origin STEP = new Origin("y", Optional.empty(), Origin.Role.STEP);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 17, 33, 100})
  void vectors_areTheInterpreters(int length) {
    compare(ofVectors(length), Precision.F32);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "2, 3", "9, 17", "33, 2"})
  void matrices_areTheInterpreters(int rows, int columns) {
    compare(ofMatrices(rows, columns), Precision.F32);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 33})
  void doubles_areTheInterpreters(int length) {
    compare(ofVectors(length), Precision.F64);
    compare(ofMatrices(3, length), Precision.F64);
  }

  /** Compares all outputs, so many to a class: each is a parameter of its methods. */
  private static void compare(Graph graph, Precision precision) {
    List<String> names = List.copyOf(graph.outputs().keySet());
    for (int from = 0; from < names.size(); from += 100) {
      Map<String, Value> some = new LinkedHashMap<>();
      names
          .subList(from, Math.min(names.size(), from + 100))
          .forEach(name -> some.put(name, graph.output(name)));
      Twin twin = Twin.of(new Graph(graph.nodes(), some, List.of()), precision);
      for (int samples : new int[] {1, 2, 9}) {
        twin.comparePredictions(samples, samples);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void draws_areTheInterpreters(Precision precision) {
    for (int length : new int[] {1, 3, 17, 100}) {
      Twin twin = new Twin(identity(length), Optional.of(dropout(length)), precision);
      twin.compareSteps(1, 3, 1);
      twin.compareSteps(9, 3, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void updates_comeAfterAllReads(Precision precision) {
    for (int length : new int[] {1, 3, 17, 100}) {
      Twin twin = new Twin(identity(length), Optional.of(updates(length)), precision);
      twin.compareSteps(4, 3, 1);
    }
  }

  /** The list of ops is sealed: one that no graph here holds fails. */
  @Test
  void everyOp_isCovered() {
    Set<Class<?>> held =
        Stream.of(ofVectors(3), ofMatrices(2, 3), dropout(3), updates(3))
            .flatMap(graph -> graph.nodes().stream())
            .map(node -> node.op().getClass())
            .collect(Collectors.toSet());
    Set<Class<?>> all =
        Stream.concat(
                Arrays.stream(Op.class.getPermittedSubclasses()),
                Arrays.stream(Op.Leaf.class.getPermittedSubclasses()))
            .filter(type -> !type.isInterface())
            .collect(Collectors.toSet());
    assertThat(held).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Graph ofVectors(int length) {
    GraphBuilder graph = new GraphBuilder();
    Ops ops = new Ops(graph);
    Shape vector = Shape.vector(length);
    Value x = ops.input("x", vector);
    Value z = ops.input("z", vector);
    Value scalar = ops.input("scalar", Shape.SCALAR);
    Value w = ops.parameter("w", vector);
    Value state = ops.state("state", vector);
    Value one = ops.parameter("one", Shape.SCALAR);
    Value k = ops.index("k");
    Value classes = ops.index("classes", vector);
    ops.elementwise(x, z);
    ops.elementwise(w, x);
    ops.add(new Op.Binary(BinaryFunction.ADD, w, state));
    ops.add(new Op.Binary(BinaryFunction.ADD, scalar, one));
    ops.add(new Op.OneHot(k, Twin.CLASSES));
    ops.add(new Op.ToReal(k));
    ops.add(new Op.ToReal(classes));
    ops.add(new Op.Compare(Comparison.EQUAL, classes, graph.broadcast(k, vector, STEP)));
    ops.vector(x);
    ops.vector(w);
    ops.add(new Op.Concat(List.of(x, w, z)));
    ops.add(new Op.Concat(List.of(x)));
    ops.add(new Op.Concat(List.of(classes, classes)));
    ops.add(new Op.MatMul(ops.parameter("m", Shape.matrix(3, length)), x));
    ops.add(new Op.MatMul(x, ops.parameter("t", Shape.matrix(length, 3))));
    ops.add(new Op.MatMul(x, z));
    ops.add(new Op.MatMul(w, x));
    ops.add(new Op.MatMul(w, w));
    ops.add(new Op.Outer(x, w));
    ops.add(new Op.Outer(w, w));
    ops.add(new Op.SumOverBatch(x));
    ops.add(new Op.SumOverBatch(scalar));
    ops.add(new Op.SumOverBatch(ops.add(new Op.Outer(z, x))));
    ops.add(new Op.SumOverBatch(ops.add(new Op.RepeatOverBatch(w))));
    Value size = ops.add(new Op.BatchSize());
    graph.output("mean", ops.divide(ops.add(new Op.SumOverBatch(z)), size));
    graph.output("again", x);
    graph.output("parameter", w);
    graph.output("index", k);
    return graph.build();
  }

  private static Graph ofMatrices(int rows, int columns) {
    GraphBuilder graph = new GraphBuilder();
    Ops ops = new Ops(graph);
    Shape matrix = Shape.matrix(rows, columns);
    Value x = ops.input("x", matrix);
    Value z = ops.input("z", matrix);
    Value w = ops.parameter("w", matrix);
    Value v = ops.parameter("v", matrix);
    Value row = ops.input("row", Shape.vector(rows));
    ops.elementwise(w, x);
    ops.add(new Op.Binary(BinaryFunction.ADD, w, v));
    for (Value value : List.of(x, w)) {
      ops.matrix(value);
      Value other = ops.add(new Op.Transpose(value));
      ops.matrix(other);
      ops.add(new Op.MatMul(value, other));
      ops.add(new Op.MatMul(other, value));
      ops.add(new Op.MatMul(other, row));
      ops.add(new Op.MatMul(row, value));
      ops.add(new Op.Concat(List.of(value, z)));
      ops.add(new Op.Binary(BinaryFunction.ADD, other, ops.add(new Op.Transpose(z))));
      ops.add(new Op.Binary(BinaryFunction.ADD, value, graph.broadcast(value, matrix, STEP)));
    }
    ops.add(new Op.Broadcast(row, matrix));
    ops.add(new Op.Broadcast(row, new Shape(List.of(rows, columns, 2))));
    ops.add(new Op.Binary(BinaryFunction.MULTIPLY, x, ops.add(new Op.Broadcast(row, matrix))));
    ops.add(new Op.SumOverBatch(x));
    ops.add(new Op.SumOverBatch(ops.add(new Op.Transpose(x))));
    return graph.build();
  }

  private static Graph identity(int length) {
    GraphBuilder graph = new GraphBuilder();
    graph.output("same", new Ops(graph).input("x", Shape.vector(length)));
    return graph.build();
  }

  /** The mean of what is left of an input, and a step of a parameter that is hit too. */
  private static Graph dropout(int length) {
    GraphBuilder graph = new GraphBuilder();
    Ops ops = new Ops(graph);
    Shape vector = Shape.vector(length);
    Value x = ops.input("x", vector);
    Value y = ops.target("y", vector);
    Value w = ops.parameter("w", vector);
    Value kept = ops.add(new Op.Bernoulli(0.7, vector, 0));
    Value again = ops.add(new Op.Bernoulli(0.4, vector, 3));
    Value hit = ops.multiply(ops.multiply(x, w), kept);
    Value sum = ops.add(new Op.Binary(BinaryFunction.ADD, hit, ops.multiply(y, again)));
    Value total = ops.add(new Op.SumOverBatch(ops.add(new Op.Reduce(Reduction.SUM, sum, 0))));
    graph.output("loss", ops.divide(total, graph.constant(length, STEP)));
    Value rate = graph.leaf(new Op.Rate(), TensorType.real(Shape.SCALAR, false), STEP);
    Value gradient = ops.add(new Op.SumOverBatch(ops.multiply(x, kept)));
    Value step = graph.binary(BinaryFunction.MULTIPLY, rate, gradient, STEP);
    graph.update(w, ops.add(new Op.Binary(BinaryFunction.SUBTRACT, w, step)));
    return graph.build();
  }

  /** Two parameters that change places, and slots that remember, read each other and correct. */
  private static Graph updates(int length) {
    GraphBuilder graph = new GraphBuilder();
    Ops ops = new Ops(graph);
    Shape vector = Shape.vector(length);
    Value x = ops.input("x", vector);
    Value a = ops.parameter("a", vector);
    Value b = ops.parameter("b", vector);
    Value state = ops.state("state", vector);
    TensorType type = TensorType.real(vector, false);
    Value momentum = graph.leaf(new Op.Slot("momentum", "a"), type, STEP);
    Value second = graph.leaf(new Op.Slot("second", "b"), type, STEP);
    Value mean = ops.divide(ops.add(new Op.SumOverBatch(x)), ops.add(new Op.BatchSize()));
    Value dot = ops.add(new Op.Reduce(Reduction.SUM, ops.multiply(a, b), 0));
    graph.output("loss", dot);
    Value corrected = ops.divide(momentum, ops.add(new Op.BiasCorrection(0.9)));
    Value moved = ops.add(new Op.Binary(BinaryFunction.ADD, corrected, mean));
    graph.update(a, b);
    graph.update(b, ops.add(new Op.Binary(BinaryFunction.SUBTRACT, a, moved)));
    graph.update(momentum, ops.add(new Op.Binary(BinaryFunction.MAX, second, mean)));
    graph.update(second, ops.add(new Op.Binary(BinaryFunction.ADD, momentum, mean)));
    graph.update(state, mean);
    return graph.build();
  }

  /** Adds ops, each as an output of its own. */
  private static final class Ops {
    private final GraphBuilder graph;
    private int outputs;

    Ops(GraphBuilder graph) {
      this.graph = graph;
    }

    Value add(Op op) {
      Value value = graph.add(op, STEP);
      graph.output("y" + outputs++, value);
      return value;
    }

    Value multiply(Value a, Value b) {
      return graph.add(new Op.Binary(BinaryFunction.MULTIPLY, a, b), STEP);
    }

    Value divide(Value a, Value b) {
      return graph.binary(BinaryFunction.DIVIDE, a, b, STEP);
    }

    Value input(String name, Shape shape) {
      return graph.leaf(new Op.Input(name), TensorType.real(shape, true), named(name));
    }

    Value target(String name, Shape shape) {
      return graph.leaf(new Op.Target(name), TensorType.real(shape, true), named(name));
    }

    Value index(String name) {
      return index(name, Shape.SCALAR);
    }

    Value index(String name, Shape shape) {
      TensorType type = new TensorType(Element.INDEX, shape, true);
      return graph.leaf(new Op.Input(name), type, named(name));
    }

    Value parameter(String name, Shape shape) {
      return graph.leaf(new Op.Parameter(name), TensorType.real(shape, false), named(name));
    }

    Value state(String name, Shape shape) {
      return graph.leaf(new Op.State(name), TensorType.real(shape, false), named(name));
    }

    private static Origin named(String name) {
      return new Origin(name, Optional.empty(), Origin.Role.NAMED);
    }

    void elementwise(Value a, Value b) {
      for (UnaryFunction function : UnaryFunction.values()) {
        add(
            new Op.Unary(
                function, positive(function) ? add(new Op.Unary(UnaryFunction.EXP, a)) : a));
      }
      for (BinaryFunction function : BinaryFunction.values()) {
        Value base = function == BinaryFunction.POWER ? add(new Op.Unary(UnaryFunction.EXP, a)) : a;
        Value divisor =
            function == BinaryFunction.DIVIDE ? add(new Op.Unary(UnaryFunction.EXP, b)) : b;
        add(new Op.Binary(function, base, divisor));
      }
      Value hit = add(new Op.Compare(Comparison.LESS, a, b));
      for (Comparison relation : Comparison.values()) {
        Value held = add(new Op.Compare(relation, a, b));
        add(new Op.And(held, hit));
        add(new Op.Not(held));
        add(new Op.Select(held, a, b));
      }
      add(new Op.StopGradient(multiply(a, b)));
    }

    private static boolean positive(UnaryFunction function) {
      return switch (function) {
        case LOG, LOG1P, SQRT, RECIPROCAL -> true;
        default -> false;
      };
    }

    void vector(Value x) {
      int length = x.shape().size();
      for (Reduction reduction : Reduction.values()) {
        add(new Op.Reduce(reduction, x, 0));
        add(new Op.Reduce(reduction, multiply(x, x), 0));
      }
      add(new Op.ArgMax(x));
      add(new Op.Slice(x, 0, 1));
      add(new Op.Slice(x, length / 2, length));
      add(new Op.Pad(x, 2, 1));
      add(new Op.Pad(x, 0, 0));
      add(new Op.Reshape(x, Shape.matrix(1, length)));
      add(new Op.Broadcast(x, Shape.matrix(length, 2)));
      Value normalizer = graph.add(new Op.Reduce(Reduction.LOG_SUM_EXP, x, 0), STEP);
      Value distance = graph.binary(BinaryFunction.SUBTRACT, x, normalizer, STEP);
      add(new Op.Unary(UnaryFunction.EXP, distance));
    }

    void matrix(Value x) {
      int rows = x.shape().dimension(0);
      int columns = x.shape().dimension(1);
      for (Reduction reduction : Reduction.values()) {
        add(new Op.Reduce(reduction, x, 0));
        add(new Op.Reduce(reduction, x, 1));
      }
      add(new Op.Slice(x, 0, 1));
      add(new Op.Slice(x, rows / 2, rows));
      add(new Op.Pad(x, 1, 2));
      add(new Op.Reshape(x, Shape.vector(rows * columns)));
      add(new Op.Reshape(x, Shape.matrix(columns, rows)));
      add(new Op.Transpose(multiply(x, x)));
      Value doubled = graph.binary(BinaryFunction.MULTIPLY, x, graph.constant(2, STEP), STEP);
      add(new Op.Transpose(add(new Op.Transpose(doubled))));
    }
  }
}
