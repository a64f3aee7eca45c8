package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the values of a graph that an explanation speaks of: what the spec names, what goes from
 * one layer to another, in each layer z = W x + b, and what normalises. The values between are
 * written out.
 */
final class VariableChoice {
  /** What the graph calls the loss. */
  static final String LOSS = "loss";

  private final Graph graph;
  private final Structure structure;
  private final Stages stages;
  private final Optional<Value> loss;
  private final Map<Value, Kind> kinds = new LinkedHashMap<>();
  private final Set<Value> activated = new HashSet<>();

  VariableChoice(Graph graph, boolean isTrained) {
    this.graph = graph;
    this.structure = new Structure(graph);
    this.stages = new Stages(graph);
    this.loss = isTrained ? lossOfSample() : Optional.empty();
    for (Node node : graph.nodes()) {
      kind(node).ifPresent(kind -> kinds.put(node.value(), kind));
    }
  }

  /** What is chosen, in the order of the computation. */
  Map<Value, Kind> kinds() {
    return kinds;
  }

  Structure structure() {
    return structure;
  }

  /** The variables that a variable is computed from in one step. */
  List<Value> from(Value value) {
    return kinds.containsKey(value) && Objects.requireNonNull(kinds.get(value)).isLeaf()
        ? List.of()
        : Derivative.between(graph, value, kinds.keySet()).stream()
            .filter(each -> kinds.containsKey(each) && !each.equals(value))
            .toList();
  }

  /** The loss is the mean over the batch of what is summed here. */
  private Optional<Value> lossOfSample() {
    List<Value> sums =
        Derivative.between(graph, graph.output(LOSS), Set.of()).stream()
            .filter(value -> graph.op(value) instanceof Op.SumOverBatch)
            .filter(value -> graph.node(value).origin().name().equals(LOSS))
            .map(value -> graph.op(value).operands().get(0))
            .filter(value -> value.shape().isScalar())
            .toList();
    return sums.size() == 1 ? Optional.of(sums.get(0)) : Optional.empty();
  }

  private Optional<Kind> kind(Node node) {
    Value value = node.value();
    Optional<Kind> leaf = leaf(node.op());
    if (leaf.isPresent()) {
      return leaf;
    }
    if (loss.equals(Optional.of(value))) {
      return Optional.of(Kind.LOSS);
    }
    if (value.equals(graph.outputs().get(LOSS))) {
      return Optional.of(Kind.OBJECTIVE);
    }
    if (structure.isAffine(value)) {
      return Optional.of(Kind.AFFINE);
    }
    boolean isNumbers = value.type().element() == Element.REAL;
    if (!isNumbers || node.origin().name().equals(LOSS) || structure.isInsideAffine(value)) {
      return Optional.empty();
    }
    if (node.origin().role() == Role.NAMED || stages.isResult(value)) {
      return Optional.of(isActivation(value) ? Kind.ACTIVATION : Kind.OTHER);
    }
    return structure.isScores(value) ? Optional.of(Kind.SCORES) : statistic(value);
  }

  private Optional<Kind> leaf(Op op) {
    if (op instanceof Op.OneHot oneHot && graph.op(oneHot.index()) instanceof Op.Target) {
      return Optional.of(Kind.TARGET_VECTOR);
    }
    if (!(op instanceof Op.Leaf)) {
      return Optional.empty();
    }
    if (op instanceof Op.Input) {
      return Optional.of(Kind.INPUT);
    }
    if (op instanceof Op.Target) {
      return Optional.of(Kind.TARGET);
    }
    if (op instanceof Op.Parameter) {
      return Optional.of(Kind.PARAMETER);
    }
    if (op instanceof Op.State) {
      return Optional.of(Kind.STATE);
    }
    return op instanceof Op.Bernoulli ? Optional.of(Kind.MASK) : Optional.empty();
  }

  private Optional<Kind> statistic(Value value) {
    if (structure.isNormalised(value)) {
      return Optional.of(Kind.NORMALISED);
    }
    Optional<Value> of = structure.meanOf(value);
    Optional<Value> square = of.flatMap(structure::squareOf);
    if (square.isPresent()) {
      return Optional.of(structure.isCentred(square.get()) ? Kind.VARIANCE : Kind.MEAN_SQUARE);
    }
    return of.map(each -> Kind.MEAN);
  }

  /** Whether a value is g(z) for one z, element by element; the first of a z, if there are more. */
  private boolean isActivation(Value value) {
    List<Value> batched = from(value).stream().filter(Value::batched).toList();
    if (batched.size() != 1 || batched.get(0).shape().size() != value.shape().size()) {
      return false;
    }
    Kind source = Objects.requireNonNull(kinds.get(batched.get(0)));
    List<Op> ops =
        Derivative.between(graph, value, kinds.keySet()).stream()
            .filter(each -> !kinds.containsKey(each))
            .map(graph::op)
            .toList();
    boolean isSource =
        source == Kind.AFFINE || (!source.isLeaf() && ops.stream().anyMatch(Structure::isCurved));
    return isSource
        && ops.stream().allMatch(Structure::isElementwise)
        && activated.add(batched.get(0));
  }
}
