package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.KernelBuilder.Way;
import dev.mlpc.compiler.plan.Stage.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the program of one graph: stages, the memory between them, a kernel for each. */
final class ProgramPlanner {
  private final Graph graph;
  private final EngineKind engine;
  private final Registry registry;
  private final Sharing sharing;
  private final ValueNames names;
  private final List<Root> roots;
  private final List<Stage> stages;
  private final Memory memory;
  private final Arrangements arrangements;
  private final Map<Value, Integer> stageOf = new HashMap<>();
  private final Map<Stage, List<LoopGroup>> groups = new HashMap<>();
  private final List<Runnable> endings = new ArrayList<>();
  private final List<Tile> usedTiles = new ArrayList<>();
  private final List<Program.Call> calls = new ArrayList<>();

  ProgramPlanner(
      Graph graph, EngineKind engine, Layouts layouts, Registry registry, Sharing sharing) {
    this.sharing = sharing;
    this.graph = graph;
    this.engine = engine;
    this.registry = registry;
    this.names = new ValueNames(graph);
    this.roots = Roots.of(graph, engine);
    List<Stage> formed = Stages.of(graph, roots, engine, sharing);
    this.stages =
        engine == EngineKind.VECTOR ? UpdateFusion.fuse(formed, graph, layouts.of(graph)) : formed;
    this.memory = new Memory(graph, engine, layouts, registry);
    this.arrangements = new Arrangements(graph, engine, memory, registry, sharing, calls);
  }

  /**
   * Plans.
   *
   * @param given the arrays that are there: inputs, targets, tensors and slots, by their op
   * @param wanted the arrays of the application that outputs go to, by name; other outputs get
   *     scratch memory
   */
  Program plan(Map<Op, Buffer> given, Map<String, Buffer> wanted) {
    for (Node node : graph.nodes()) {
      Buffer buffer = given.get(node.op());
      if (buffer != null) {
        memory.add(buffer);
        memory.place(
            node.value(), isVector() && buffer.batched() ? arrangements.inBlocks(buffer) : buffer);
      }
    }
    locate();
    Map<String, Buffer> outputs = placeOutputs(wanted);
    List<Runnable> copies = placeUpdates();
    placeIntermediates();
    KernelTitles titles = new KernelTitles(graph, names, new FormulaText(graph, roots));
    for (Stage stage : stages) {
      calls.add(registry.share(lower(stage, titles)));
    }
    copies.forEach(Runnable::run);
    endings.forEach(Runnable::run);
    List<Program.Call> ordered = sharing.shares() ? PhaseOrder.of(calls) : calls;
    return new Program(memory.buffers(), tiles(), ordered, outputs);
  }

  /** Of each tile that the kernels use, one that is large enough for all. */
  private List<Tile> tiles() {
    Map<String, Tile> result = new LinkedHashMap<>();
    for (Tile tile : usedTiles) {
      result.merge(tile.name(), tile, Tile::covering);
    }
    return new ArrayList<>(result.values());
  }

  private void locate() {
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      for (Root root : stage.roots()) {
        stageOf.put(root.value(), i);
      }
      if (stage.kind() == Kind.UPDATE) {
        groups.put(stage, UpdateLowering.divide(stage, graph));
      } else if (isLooped(stage.kind())) {
        groups.put(stage, LoopGroup.divide(stage.roots(), graph));
      }
    }
  }

  private static boolean isLooped(Kind kind) {
    return switch (kind) {
      case LOOPED, ONE_BY_ONE, ONCE -> true;
      case PRODUCT, FUNCTION, UNROLLED, UPDATE -> false;
    };
  }

  private Map<String, Buffer> placeOutputs(Map<String, Buffer> wanted) {
    Map<String, Buffer> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              Buffer buffer =
                  wanted.containsKey(name)
                      ? wanted.get(name)
                      : memory.output(value, outputName(name, value));
              outputs.put(name, buffer);
              if (isVector() && value.batched()) {
                Buffer blocks =
                    memory.scratch(value, Names.join(outputName(name, value), "blocks"));
                memory.add(buffer);
                memory.send(value, blocks);
                endings.add(() -> arrangements.intoRows(blocks, buffer));
              } else {
                memory.send(value, buffer);
              }
            });
    return outputs;
  }

  private String outputName(String name, Value value) {
    Origin origin = graph.node(value).origin();
    return name.startsWith("gradient.")
        ? Names.join(name.substring("gradient.".length()), "gradient")
        : origin.role() == Origin.Role.NAMED ? names.of(value) : name;
  }

  /** Writes in place what nobody reads any more; else returns copies that end the program. */
  private List<Runnable> placeUpdates() {
    List<Runnable> copies = new ArrayList<>();
    for (Graph.Update update : graph.updates()) {
      Buffer target = memory.of(update.target());
      if (isReadAfter(update.target(), update.value())) {
        Buffer next = memory.scratch(update.value(), Names.join(target.subject(), "next"));
        memory.send(update.value(), next);
        copies.add(() -> arrangements.keep(next, target));
      } else {
        memory.send(update.value(), target);
      }
    }
    return copies;
  }

  private boolean isReadAfter(Value leaf, Value update) {
    int stage = stageOf.getOrDefault(update, -1);
    int group = groupOf(update);
    for (Root root : roots) {
      if (root.reads().contains(leaf) && !root.value().equals(update)) {
        int readStage = stageOf.getOrDefault(root.value(), -1);
        boolean later = readStage > stage || (readStage == stage && groupOf(root.value()) > group);
        if (later) {
          return true;
        }
      }
    }
    return false;
  }

  private int groupOf(Value value) {
    List<LoopGroup> inStage =
        groups.getOrDefault(stages.get(stageOf.getOrDefault(value, 0)), List.of());
    for (int i = 0; i < inStage.size(); i++) {
      if (inStage.get(i).values().contains(value)) {
        return i;
      }
    }
    return 0;
  }

  private void placeIntermediates() {
    Set<Value> needed = new HashSet<>();
    for (Root root : roots) {
      for (Value need : root.needs()) {
        if (!sharesLocals(need, root.value())) {
          needed.add(need);
        }
      }
    }
    for (Root root : roots) {
      boolean array =
          needed.contains(root.value())
              || ArrayFunctions.computes(root.value(), root.op(), engine)
              || root.deservesKernel()
              || root.accumulates();
      if (array && !isUsedInParts(root) && memory.destinations(root.value()).isEmpty()) {
        memory.send(root.value(), memory.scratch(root.value(), names.of(root.value())));
      }
    }
  }

  /** Whether it is a gradient that its update uses up. */
  private boolean isUsedInParts(Root root) {
    Stage stage = stages.get(stageOf.getOrDefault(root.value(), 0));
    return stage.kind() == Kind.UPDATE && stage.roots().get(0).equals(root);
  }

  /** Whether the reader finds the value in a local. */
  private boolean sharesLocals(Value value, Value reader) {
    int stage = stageOf.getOrDefault(value, -1);
    if (stage != stageOf.getOrDefault(reader, -1)) {
      return false;
    }
    Kind kind = stages.get(stage).kind();
    return kind == Kind.UNROLLED
        || value.shape().isScalar()
        || (groupOf(value) == groupOf(reader) && kind != Kind.PRODUCT && kind != Kind.FUNCTION);
  }

  private Program.Call lower(Stage stage, KernelTitles titles) {
    Root first = stage.roots().get(0);
    KernelBuilder kernel = builder(way(stage.kind()), split(stage));
    List<Statement> body =
        switch (stage.kind()) {
          case PRODUCT -> productPlanner().product(first, kernel);
          case FUNCTION ->
              ArrayFunctions.lower(first, kernel, memory.destinations(first.value()), this::spread);
          case UNROLLED ->
              new UnrolledLowering(graph, kernel, names, titles::describe)
                  .lower(stage, memory::destinations);
          case LOOPED, ONE_BY_ONE, ONCE ->
              loops(kernel, titles, stage.kind() != Kind.ONCE)
                  .lower(groupsOf(stage), memory::destinations);
          case UPDATE ->
              new UpdateLowering(
                      new PanelProducts(kernel, registry), loops(kernel, titles, false), memory)
                  .lower(first, groupsOf(stage), turned(first), part(first));
        };
    usedTiles.addAll(kernel.tiles());
    List<String> heading =
        !isLooped(stage.kind()) && stage.kind() != Kind.UNROLLED
            ? List.of(titles.describe(first))
            : List.of();
    return kernel.build(titles.title(stage), titles.place(stage), body, heading);
  }

  private LoopedLowering loops(KernelBuilder kernel, KernelTitles titles, boolean perSample) {
    return new LoopedLowering(graph, kernel, names, titles::describe, perSample, this::partials);
  }

  private Buffer turned(Root gradient) {
    return arrangements.turned(((Product.WeightGradient) gradient.product().orElseThrow()).a());
  }

  /** Memory for the columns of one panel of a gradient. */
  private Buffer part(Root gradient) {
    int width = Math.multiplyExact(gradient.product().orElseThrow().inputs(), Order.BLOCK);
    return memory.scratch(names.of(gradient.value()), false, width, false, Order.PADDED);
  }

  private Split split(Stage stage) {
    if (stage.kind() == Kind.UPDATE) {
      Product product = stage.roots().get(0).product().orElseThrow();
      return sharing.update(product, groupsOf(stage), memory);
    }
    if (stage.kind() == Kind.PRODUCT) {
      return productPlanner().split(stage.roots().get(0));
    }
    Elements elements = new Elements(graph, builder(way(stage.kind()), Split.NONE));
    return sharing.of(stage, groupsOf(stage), memory, elements);
  }

  private ProductPlanner productPlanner() {
    return new ProductPlanner(graph, engine, memory, arrangements, registry, sharing);
  }

  private KernelBuilder builder(Way way, Split split) {
    return new KernelBuilder(memory, registry::isArray, way, split);
  }

  private List<LoopGroup> groupsOf(Stage stage) {
    return groups.getOrDefault(stage, List.of());
  }

  /** Memory for a sum over the samples of each place in a block. */
  private Buffer partials(Buffer sum) {
    int width = Math.multiplyExact(sum.width(), Order.BLOCK);
    return memory.scratch(Names.join(sum.subject(), "partials"), false, width, false, Order.PADDED);
  }

  /** Memory for a copy, for each sample, of what exists once. */
  private Buffer spread(Value value) {
    String subject = Names.join(names.of(value), "spread");
    Order order = isVector() ? Order.BLOCKS : Order.ROWS;
    return memory.scratch(subject, false, value.shape().size(), true, order);
  }

  private boolean isVector() {
    return engine == EngineKind.VECTOR;
  }

  private Way way(Kind kind) {
    if (!isVector()) {
      return kind == Kind.ONCE && engine.hasPanels() ? Way.ONCE : Way.SINGLE;
    }
    return switch (kind) {
      case PRODUCT, FUNCTION, LOOPED -> Way.LANES;
      case UNROLLED, ONE_BY_ONE -> Way.BLOCKED;
      case ONCE, UPDATE -> Way.ONCE;
    };
  }
}
