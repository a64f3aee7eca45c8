package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Stage.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins the gradient of a matrix with the update that it is for, where nothing else reads it: then
 * the gradient needs no memory of the matrix's size, and the matrix passes through the caches once.
 * Such an update comes as soon as nobody reads the matrix any more.
 */
final class UpdateFusion {
  private final Graph graph;
  private final boolean[] inPanels;
  private final Map<Value, Set<Stage>> readers = new HashMap<>();
  private final Map<Value, Value> targets = new HashMap<>();

  private UpdateFusion(Graph graph, boolean[] inPanels) {
    this.graph = graph;
    this.inPanels = inPanels;
    graph.updates().forEach(update -> targets.put(update.value(), update.target()));
  }

  /**
   * The stages, some of them joined.
   *
   * @param inPanels for each value: whether its matrix lies in panels
   */
  static List<Stage> fuse(List<Stage> stages, Graph graph, boolean[] inPanels) {
    return graph.updates().isEmpty() ? stages : new UpdateFusion(graph, inPanels).fuse(stages);
  }

  private List<Stage> fuse(List<Stage> stages) {
    for (Stage stage : stages) {
      for (Root root : stage.roots()) {
        root.needs().forEach(need -> readersOf(need).add(stage));
      }
    }
    Map<Stage, Root> gradients = new HashMap<>();
    Set<Stage> joined = new HashSet<>();
    for (Stage stage : stages) {
      Optional<Stage> update = updateOf(stage).filter(other -> !gradients.containsKey(other));
      if (update.isPresent()) {
        gradients.put(update.get(), stage.roots().get(0));
        joined.add(stage);
      }
    }
    List<Stage> result = new ArrayList<>();
    for (Stage stage : stages) {
      if (gradients.containsKey(stage)) {
        List<Root> roots = new ArrayList<>(List.of(gradients.get(stage)));
        roots.addAll(stage.roots());
        insert(new Stage(Kind.UPDATE, roots), result);
      } else if (!joined.contains(stage)) {
        result.add(stage);
      }
    }
    return result;
  }

  private Set<Stage> readersOf(Value value) {
    return readers.computeIfAbsent(value, key -> new HashSet<>());
  }

  /** The stage that alone reads a weight's gradient, if it does so element by element. */
  private Optional<Stage> updateOf(Stage stage) {
    Root gradient = stage.roots().get(0);
    Value value = gradient.value();
    Set<Stage> reading = readersOf(value);
    if (stage.kind() != Kind.PRODUCT
        || !(gradient.product().orElseThrow() instanceof Product.WeightGradient)
        || !inPanels[value.id()]
        || graph.outputs().containsValue(value)
        || targets.containsKey(value)
        || reading.size() != 1) {
      return Optional.empty();
    }
    return reading.stream()
        .filter(other -> other.kind() == Kind.ONCE)
        .filter(other -> other.roots().stream().allMatch(root -> goesAlong(root, value)))
        .findFirst();
  }

  /** Whether it is computed before the elements of the matrix, or from one element of each. */
  private boolean goesAlong(Root root, Value matrix) {
    Value value = root.value();
    return value.shape().isScalar()
        ? !(root.op() instanceof Op.Reduce)
        : value.shape().equals(matrix.shape())
            && inPanels[value.id()]
            && Layouts.isElementwiseMatrix(graph.node(value));
  }

  /** As early as what it reads is there, and what it overwrites is not read any more. */
  private void insert(Stage update, List<Stage> stages) {
    Set<Value> needs = new HashSet<>();
    Set<Value> overwritten = new HashSet<>();
    for (Root root : update.roots()) {
      needs.addAll(root.needs());
      Optional.ofNullable(targets.get(root.value())).ifPresent(overwritten::add);
    }
    int place = stages.size();
    while (place > 0 && !mustPrecede(stages.get(place - 1), needs, overwritten)) {
      place--;
    }
    stages.add(place, update);
  }

  private static boolean mustPrecede(Stage stage, Set<Value> needs, Set<Value> overwritten) {
    return stage.roots().stream()
        .anyMatch(
            root ->
                needs.contains(root.value())
                    || root.reads().stream().anyMatch(overwritten::contains));
  }
}
