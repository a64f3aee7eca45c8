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
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** Where differences are taken, in steps. */
  private static final double[] PLACES = {0.5, 1, 2};

  private final Graph graph;
  private final Value output;
  private final Leaves leaves;
  private final List<Value> turns = new ArrayList<>();
  private final Point middle;

  Slopes(Graph graph, String output, Leaves leaves) {
    GraphInterpreter here = new GraphInterpreter(graph, leaves);
    List<Node> nodes = new ArrayList<>();
    Leaves given = leaves;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.StopGradient) {
        Op.Leaf frozen =
            node.value().batched()
                ? new Op.Input("stopped." + node.value().id())
                : new Op.State("stopped." + node.value().id());
        given = given.with(frozen, here.value(node.value()));
        nodes.add(new Node(node.value(), frozen, node.origin()));
      } else {
        nodes.add(node);
      }
    }
    this.graph = new Graph(nodes, graph.outputs(), List.of());
    this.output = graph.output(output);
    this.leaves = given;
    findTurns();
    this.middle = point(new GraphInterpreter(this.graph, this.leaves));
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

  /** The slopes along a direction from one leaf's elements, one a step without a turn; lazily. */
  Stream<Slope> along(Op.Leaf leaf, double[] direction) {
    return Arrays.stream(STEPS)
        .mapToObj(step -> slope(leaf, direction, step))
        .flatMap(Optional::stream);
  }

  /**
   * By differences of the fourth order, (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h, over h and
   * over half of it.
   */
  private Optional<Slope> slope(Op.Leaf leaf, double[] direction, double step) {
    double[] odd = new double[PLACES.length];
    for (int i = 0; i < odd.length; i++) {
      Point right = point(leaf, direction, PLACES[i] * step);
      Point left = point(leaf, direction, -PLACES[i] * step);
      if (!Arrays.equals(right.ways, middle.ways) || !Arrays.equals(left.ways, middle.ways)) {
        return Optional.empty();
      }
      odd[i] = right.value - left.value;
    }
    double narrow = (8 * odd[0] - odd[1]) / (6 * step);
    double wide = (8 * odd[1] - odd[2]) / (12 * step);
    double noise = 1e-14 * (1 + Math.abs(middle.value)) / step;
    return Optional.of(new Slope(narrow, Math.abs(wide - narrow) + noise));
  }

  private Point point(Op.Leaf leaf, double[] direction, double distance) {
    double[] elements = leaves.of(leaf);
    for (int i = 0; i < elements.length; i++) {
      elements[i] += distance * direction[i];
    }
    return point(new GraphInterpreter(graph, leaves.with(leaf, elements)));
  }

  private Point point(GraphInterpreter there) {
    double value = there.value(output)[0];
    return new Point(value, turns.stream().flatMapToInt(turn -> ways(there, turn)).toArray());
  }

  private IntStream ways(GraphInterpreter there, Value turn) {
    Op op = graph.op(turn);
    if (op instanceof Op.Binary binary) {
      double[] a = there.value(binary.a());
      double[] b = there.value(binary.b());
      int size = Math.max(a.length, b.length);
      return IntStream.range(0, size).map(i -> Double.compare(a[i % a.length], b[i % b.length]));
    }
    if (op instanceof Op.Unary unary && unary.function() != UnaryFunction.FLOOR) {
      return Arrays.stream(there.value(unary.x())).mapToInt(x -> (int) Math.signum(x));
    }
    if (op instanceof Op.Reduce reduce) {
      double[] all = there.value(reduce.x());
      double[] found = there.value(turn);
      int count = all.length / found.length;
      return IntStream.range(0, all.length).map(i -> all[i] == found[i / count] ? 1 : 0);
    }
    return Arrays.stream(there.value(turn)).mapToInt(x -> (int) x);
  }
}
