package dev.mlpc.compiler.random;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How fast a scalar output changes along directions, by central differences of the interpreter.
 *
 * <p>A difference means something only where no kink and no jump lies within it. That is seen, not
 * guessed: at each point it is noted which way every comparison, maximum, sign and floor went, and
 * all points of a difference must agree. What {@code stopGradient} gives stays as it is at the
 * middle, as its derivative of zero demands.
 */
final class Slopes {
  private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6};

  private final Graph graph;
  private final Value output;
  private final Leaves leaves;
  private final List<Value> turns = new ArrayList<>();

  Slopes(Graph graph, String output, Leaves leaves) {
    GraphInterpreter middle = new GraphInterpreter(graph, leaves);
    List<Node> nodes = new ArrayList<>();
    Leaves given = leaves;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.StopGradient) {
        Op.Leaf frozen =
            node.value().batched()
                ? new Op.Input("stopped." + node.value().id())
                : new Op.State("stopped." + node.value().id());
        given = given.with(frozen, middle.value(node.value()));
        nodes.add(new Node(node.value(), frozen, node.origin()));
      } else {
        nodes.add(node);
      }
    }
    this.graph = new Graph(nodes, graph.outputs(), List.of());
    this.output = graph.output(output);
    this.leaves = given;
    findTurns();
  }

  private void findTurns() {
    boolean[] needed = new boolean[output.id() + 1];
    needed[output.id()] = true;
    for (int id = output.id(); id >= 0; id--) {
      if (needed[id]) {
        Node node = graph.nodes().get(id);
        node.op().operands().forEach(operand -> needed[operand.id()] = true);
        if (turns(node.op())) {
          turns.add(node.value());
        }
      }
    }
  }

  private static boolean turns(Op op) {
    return op instanceof Op.Compare
        || op instanceof Op.ArgMax
        || (op instanceof Op.Binary binary
            && (binary.function() == BinaryFunction.MAX || binary.function() == BinaryFunction.MIN))
        || (op instanceof Op.Unary unary
            && (unary.function() == UnaryFunction.ABS
                || unary.function() == UnaryFunction.SIGN
                || unary.function() == UnaryFunction.FLOOR))
        || (op instanceof Op.Reduce reduce
            && (reduce.reduction() == Reduction.MAXIMUM
                || reduce.reduction() == Reduction.MINIMUM));
  }

  /** The output at a point, and which ways were taken there. */
  private record Point(double value, int[] ways) {}

  /**
   * A slope.
   *
   * @param error about how wrong the difference itself is
   */
  record Slope(double value, double error) {}

  /** The slopes along a direction from one leaf's elements, one a step without a turn. */
  List<Slope> along(Op.Leaf leaf, double[] direction) {
    Point middle = point(leaf, direction, 0);
    List<Slope> slopes = new ArrayList<>();
    for (double step : STEPS) {
      OptionalDouble wide = difference(leaf, direction, step, middle);
      OptionalDouble narrow = difference(leaf, direction, step / 2, middle);
      if (wide.isPresent() && narrow.isPresent()) {
        double noise = 1e-14 * (1 + Math.abs(middle.value)) / step;
        double gap = Math.abs(wide.getAsDouble() - narrow.getAsDouble());
        slopes.add(new Slope(narrow.getAsDouble(), gap + noise));
      }
    }
    return slopes;
  }

  /** Of fourth order: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h. */
  private OptionalDouble difference(
      Op.Leaf leaf, double[] direction, double step, Point middle) {
    double[] at = new double[4];
    double[] places = {-2, -1, 1, 2};
    for (int i = 0; i < at.length; i++) {
      Point point = point(leaf, direction, places[i] * step);
      if (!Arrays.equals(point.ways, middle.ways)) {
        return OptionalDouble.empty();
      }
      at[i] = point.value;
    }
    return OptionalDouble.of((8 * (at[2] - at[1]) - (at[3] - at[0])) / (12 * step));
  }

  private Point point(Op.Leaf leaf, double[] direction, double distance) {
    double[] elements = leaves.of(leaf);
    for (int i = 0; i < elements.length; i++) {
      elements[i] += distance * direction[i];
    }
    GraphInterpreter there = new GraphInterpreter(graph, leaves.with(leaf, elements));
    double value = there.value(output)[0];
    return new Point(value, turns.stream().flatMapToInt(turn -> ways(there, turn)).toArray());
  }

  private IntStream ways(GraphInterpreter there, Value turn) {
    Op op = graph.op(turn);
    if (op instanceof Op.Binary binary) {
      double[] a = there.value(binary.a());
      double[] b = there.value(binary.b());
      int size = Math.max(a.length, b.length);
      return IntStream.range(0, size)
          .map(i -> Double.compare(a[i % a.length], b[i % b.length]));
    }
    if (op instanceof Op.Unary unary && unary.function() != UnaryFunction.FLOOR) {
      return Arrays.stream(there.value(unary.x())).mapToInt(x -> (int) Math.signum(x));
    }
    if (op instanceof Op.Reduce reduce) {
      double[] all = there.value(reduce.x());
      double[] found = there.value(turn);
      int count = all.length / found.length;
      return IntStream.range(0, all.length)
          .map(i -> all[i] == found[i / count] ? 1 : 0);
    }
    return Arrays.stream(there.value(turn)).mapToInt(x -> (int) x);
  }
}
