package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Stage.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups roots into stages: as many as possible of one kind together, up to what one method may
 * hold, so that samples pass through many roots while they are at hand.
 */
final class Stages {

  /** What may stand in one stage: the kind, and the part: forward, backward, one update. */
  private record Group(Kind kind, String part) {}

  private final Graph graph;
  private final EngineKind engine;
  private final Sharing sharing;
  private final Map<Value, Root> rootOf = new HashMap<>();
  private final Map<Value, List<Root>> readers = new HashMap<>();
  private final Map<Root, Integer> missing = new HashMap<>();
  private final Map<Group, TreeMap<Integer, Root>> ready = new LinkedHashMap<>();

  private Stages(Graph graph, List<Root> roots, EngineKind engine, Sharing sharing) {
    this.sharing = sharing;
    this.graph = graph;
    this.engine = engine;
    for (Root root : roots) {
      rootOf.put(root.value(), root);
      missing.put(root, root.needs().size());
      for (Value need : root.needs()) {
        readers.computeIfAbsent(need, key -> new ArrayList<>()).add(root);
      }
      if (root.needs().isEmpty()) {
        enqueue(root);
      }
    }
  }

  static List<Stage> of(Graph graph, List<Root> roots, EngineKind engine, Sharing sharing) {
    return new Stages(graph, roots, engine, sharing).form();
  }

  private List<Stage> form() {
    List<Stage> stages = new ArrayList<>();
    Optional<Group> group = next();
    while (group.isPresent()) {
      stages.add(new Stage(group.get().kind(), fill(group.get())));
      group = next();
    }
    return stages;
  }

  /** The group of the earliest root that is ready. */
  private Optional<Group> next() {
    Optional<Group> best = Optional.empty();
    int earliest = Integer.MAX_VALUE;
    for (Map.Entry<Group, TreeMap<Integer, Root>> entry : ready.entrySet()) {
      if (!entry.getValue().isEmpty() && entry.getValue().firstKey() < earliest) {
        earliest = entry.getValue().firstKey();
        best = Optional.of(entry.getKey());
      }
    }
    return best;
  }

  private List<Root> fill(Group group) {
    TreeMap<Integer, Root> queue = ready.computeIfAbsent(group, key -> new TreeMap<>());
    List<Root> members = new ArrayList<>();
    List<Root> completeAtEnd = new ArrayList<>();
    Set<Value> touched = new HashSet<>();
    int bytes = 0;
    while (!queue.isEmpty()) {
      Root root = queue.firstEntry().getValue();
      int more = bytes(root, group.kind());
      touched.addAll(root.reads());
      touched.addAll(root.needs());
      touched.add(root.value());
      boolean full =
          bytes + more > CostModel.KERNEL_BYTES || touched.size() > CostModel.KERNEL_VALUES;
      if (!members.isEmpty() && full) {
        break;
      }
      queue.pollFirstEntry();
      bytes += more;
      members.add(root);
      if (root.accumulates()) {
        completeAtEnd.add(root);
      } else {
        release(root);
      }
      if (group.kind() == Kind.PRODUCT || group.kind() == Kind.FUNCTION) {
        break;
      }
    }
    completeAtEnd.forEach(this::release);
    if (queue.isEmpty()) {
      ready.remove(group, queue);
    }
    return members;
  }

  private void release(Root root) {
    for (Root reader : readers.getOrDefault(root.value(), List.of())) {
      if (missing.merge(reader, -1, Integer::sum) == 0) {
        enqueue(reader);
      }
    }
  }

  private void enqueue(Root root) {
    ready.computeIfAbsent(group(root), key -> new TreeMap<>()).put(root.value().id(), root);
  }

  private Group group(Root root) {
    Origin origin = graph.node(root.value()).origin();
    if (root.deservesKernel()) {
      return new Group(Kind.PRODUCT, "");
    }
    if (ArrayFunctions.computes(root.value(), root.op(), engine)) {
      return new Group(Kind.FUNCTION, "");
    }
    if (!root.perSample()) {
      return new Group(Kind.ONCE, origin.role() == Origin.Role.UPDATE ? origin.name() : "");
    }
    // A sum over the samples is shared in another way than what is computed of each.
    String summed = sharing.shares() && root.accumulates() ? " sums" : "";
    String part = (origin.role() == Origin.Role.GRADIENT ? "backward" : "") + summed;
    if (engine == EngineKind.VECTOR) {
      boolean inLanes = !(root.op() instanceof Op.Bernoulli || root.op() instanceof Op.ArgMax);
      return new Group(inLanes ? Kind.LOOPED : Kind.ONE_BY_ONE, part);
    }
    return new Group(isShort(root) ? Kind.UNROLLED : Kind.LOOPED, part);
  }

  /** Whether straight lines do better than loops. */
  private static boolean isShort(Root root) {
    int size = length(root);
    boolean product =
        root.op() instanceof Op.MatMul
            || root.product().isPresent()
            || (root.op() instanceof Op.SumOverBatch && root.value().shape().rank() == 2);
    return (product || size <= CostModel.UNROLLED_LENGTH)
        && unrolledBytes(root) <= CostModel.KERNEL_BYTES;
  }

  /** How many elements it is computed from, or has: the greater. */
  private static int length(Root root) {
    int length = root.value().shape().size();
    for (Value operand : root.op().operands()) {
      boolean whole = root.op() instanceof Op.Reduce || root.op() instanceof Op.ArgMax;
      length = whole ? Math.max(length, operand.shape().size()) : length;
    }
    return length;
  }

  private int bytes(Root root, Kind kind) {
    if (engine == EngineKind.VECTOR) {
      return CostModel.VECTOR_OPERATION_BYTES * (1 + root.weight());
    }
    return kind == Kind.UNROLLED ? unrolledBytes(root) : 60 + 12 * root.weight();
  }

  private static int unrolledBytes(Root root) {
    long operations = (long) length(root) * root.weight();
    if (root.op() instanceof Op.MatMul product) {
      operations += (long) root.value().shape().size() * product.b().shape().dimension(0);
    } else if (root.product().isPresent() && !root.accumulates()) {
      operations += root.product().get().multiplications();
    }
    return (int) Math.min(Integer.MAX_VALUE, 20 + 11 * operations);
  }
}
