package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Stage.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the program of one graph: stages, the memory between them, a kernel for each. */
final class ProgramPlanner {
  private final Graph graph;
  private final boolean[] transposed;
  private final Registry registry;
  private final ValueNames names;
  private final List<Root> roots;
  private final List<Stage> stages;
  private final Map<Value, Integer> stageOf = new HashMap<>();
  private final Map<Stage, List<LoopGroup>> groups = new HashMap<>();
  private final Map<Value, Buffer> memory = new LinkedHashMap<>();
  private final Map<Value, List<Buffer>> destinations = new HashMap<>();
  private final Map<Value, Buffer> flipped = new HashMap<>();
  private final Set<String> taken = Registry.none();
  private final Set<Buffer> buffers = new LinkedHashSet<>();
  private final List<Tile> usedTiles = new ArrayList<>();
  private final List<Program.Call> calls = new ArrayList<>();

  ProgramPlanner(Graph graph, Layouts layouts, Registry registry) {
    this.graph = graph;
    this.transposed = layouts.of(graph);
    this.registry = registry;
    this.names = new ValueNames(graph);
    this.roots = Roots.of(graph);
    this.stages = Stages.of(graph, roots);
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
        memory.put(node.value(), buffer);
        buffers.add(buffer);
      }
    }
    locate();
    Map<String, Buffer> outputs = placeOutputs(wanted);
    List<Runnable> copies = placeUpdates();
    placeIntermediates();
    FormulaText formulas = new FormulaText(graph, roots);
    for (Stage stage : stages) {
      calls.add(registry.share(lower(stage, formulas)));
    }
    copies.forEach(Runnable::run);
    return new Program(new ArrayList<>(buffers), tiles(), calls, outputs);
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
      if (stage.kind() == Kind.LOOPED || stage.kind() == Kind.ONCE) {
        groups.put(stage, LoopGroup.divide(stage.roots(), graph));
      }
    }
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
                      : scratch(value, outputName(name, value));
              outputs.put(name, buffer);
              send(value, buffer);
            });
    return outputs;
  }

  private String outputName(String name, Value value) {
    Origin origin = graph.node(value).origin();
    return name.startsWith("gradient.")
        ? Names.join(name.substring("gradient.".length()), "gradient")
        : origin.role() == Origin.Role.NAMED ? names.of(value) : name;
  }

  private void send(Value value, Buffer buffer) {
    buffers.add(buffer);
    destinations.computeIfAbsent(value, key -> new ArrayList<>()).add(buffer);
    memory.putIfAbsent(value, buffer);
  }

  /** Writes in place what nobody reads any more; else returns copies that end the program. */
  private List<Runnable> placeUpdates() {
    List<Runnable> copies = new ArrayList<>();
    for (Graph.Update update : graph.updates()) {
      Buffer target = memory.get(update.target());
      if (target == null) {
        throw new IllegalStateException("no memory for " + graph.op(update.target()));
      }
      if (isReadAfter(update.target(), update.value())) {
        Buffer next = scratch(update.value(), Names.join(target.subject(), "next"));
        send(update.value(), next);
        copies.add(() -> calls.add(registry.share(copy(next, target))));
      } else {
        send(update.value(), target);
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
      boolean array = needed.contains(root.value()) || root.deservesKernel() || root.accumulates();
      if (array && destinations.getOrDefault(root.value(), List.of()).isEmpty()) {
        send(root.value(), scratch(root.value(), names.of(root.value())));
      }
    }
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
        || (groupOf(value) == groupOf(reader) && kind != Kind.PRODUCT);
  }

  private Buffer scratch(Value value, String subject) {
    Buffer buffer =
        registry.scratch(
            subject,
            Elements.isInteger(value),
            value.shape().size(),
            value.batched(),
            transposed[value.id()] && !value.batched() && value.shape().rank() == 2,
            taken);
    buffers.add(buffer);
    return buffer;
  }

  private Program.Call lower(Stage stage, FormulaText formulas) {
    Destinations into = new Destinations(destinations);
    if (stage.kind() == Kind.PRODUCT
        && stage.roots().get(0).product().orElseThrow() instanceof Product.Forward forward
        && !CostModel.isNarrow(forward.units())) {
      rowsOf(forward);
    }
    KernelBuilder kernel = new KernelBuilder(memory, registry::isArray);
    Function<Root, String> remarks = root -> describe(root, formulas);
    List<Statement> body =
        switch (stage.kind()) {
          case PRODUCT -> product(stage.roots().get(0), kernel);
          case UNROLLED -> new UnrolledLowering(graph, kernel, names, remarks).lower(stage, into);
          case LOOPED, ONCE ->
              new LoopedLowering(graph, kernel, names, remarks, stage.kind() == Kind.LOOPED)
                  .lower(groupsOf(stage), into);
        };
    usedTiles.addAll(kernel.tiles());
    List<String> heading =
        stage.kind() == Kind.PRODUCT ? List.of(remarks.apply(stage.roots().get(0))) : List.of();
    return kernel.build(title(stage), place(stage), body, heading);
  }

  private List<LoopGroup> groupsOf(Stage stage) {
    return groups.getOrDefault(stage, List.of());
  }

  private List<Statement> product(Root root, KernelBuilder kernel) {
    List<Buffer> into = destinations.getOrDefault(root.value(), List.of());
    ProductLowering lowering = new ProductLowering(kernel, registry);
    if (root.product().orElseThrow() instanceof Product.Forward forward) {
      return CostModel.isNarrow(forward.units())
          ? new NarrowProductLowering(graph, kernel).forward(forward, into)
          : lowering.forward(forward, rowsOf(forward), into);
    }
    return lowering.weightGradient((Product.WeightGradient) root.product().get(), into);
  }

  /** The matrix as [inputs, units]; where it lies otherwise, a copy that is made before. */
  private Buffer rowsOf(Product.Forward product) {
    Buffer lying = java.util.Objects.requireNonNull(memory.get(product.matrix()));
    if (lying.transposed() != product.inputsFirst()) {
      return lying;
    }
    Buffer known = flipped.get(product.matrix());
    if (known != null) {
      return known;
    }
    Buffer copy =
        registry.scratch(
            Names.join(lying.subject(), "transposed"),
            false,
            lying.width(),
            false,
            !lying.transposed(),
            taken);
    buffers.add(copy);
    flipped.put(product.matrix(), copy);
    KernelBuilder kernel = new KernelBuilder(memory, registry::isArray);
    int inputs = product.inputs();
    List<Statement> body = Transposition.write(kernel, lying, copy, product.units(), inputs);
    String text = copy.name() + " = the rows of " + lying.name() + " as columns";
    calls.add(
        registry.share(kernel.build(copy.name(), placeOf(product.matrix()), body, List.of(text))));
    return copy;
  }

  private Program.Call copy(Buffer from, Buffer to) {
    if (from.transposed() != to.transposed()) {
      throw new IllegalStateException("an update in another layout: " + to.name());
    }
    KernelBuilder kernel = new KernelBuilder(memory, registry::isArray);
    Index i = Index.of("i");
    List<Statement> body =
        List.of(
            Statement.Loop.over(
                "i", Index.of(to.width()), List.of(kernel.store(to, i, kernel.load(from, i)))));
    return kernel.build(
        Names.join(to.subject(), "keep"),
        Integer.MAX_VALUE,
        body,
        List.of(to.name() + " = " + from.name()));
  }

  private int placeOf(Value value) {
    return graph.node(value).origin().span().map(Span::start).orElse(Integer.MAX_VALUE);
  }

  /** The place in the spec of the first statement that a stage serves; the end for none. */
  private int place(Stage stage) {
    return stage.roots().stream()
        .flatMap(root -> graph.node(root.value()).origin().span().stream())
        .mapToInt(Span::start)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /**
   * The kernel's name: that of the one value that the spec names; else what it does to all of them.
   */
  private String title(Stage stage) {
    List<Value> named = new ArrayList<>();
    List<Value> gradients = new ArrayList<>();
    for (Root root : stage.roots()) {
      switch (graph.node(root.value()).origin().role()) {
        case NAMED -> named.add(root.value());
        case GRADIENT -> gradients.add(root.value());
        case STEP, UPDATE -> {}
      }
    }
    Value last = stage.roots().get(stage.roots().size() - 1).value();
    if (named.isEmpty() && gradients.size() > 1) {
      return commonName(gradients).map(name -> Names.join(name, "backward")).orElse("backward");
    }
    if (named.size() > 1) {
      return commonName(named).map(name -> Names.join(name, "forward")).orElse("forward");
    }
    Value main = named.isEmpty() ? last : named.get(0);
    Origin origin = graph.node(main).origin();
    return origin.role() == Origin.Role.UPDATE
        ? Names.join(origin.name(), "update")
        : names.of(main);
  }

  /** The statement that all values belong to, if it is one. */
  private Optional<String> commonName(List<Value> values) {
    List<String> names =
        values.stream()
            .map(value -> graph.node(value).origin().name().split("\\.", 2)[0])
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  /** {@code hidden = max(hiddenSum, 0) [16], line 3}. */
  private String describe(Root root, FormulaText formulas) {
    String formula = formulas.of(root);
    String line = graph.node(root.value()).origin().span().map(ProgramPlanner::line).orElse("");
    return line.isEmpty() ? formula : formula + (formula.endsWith("]") ? ", " : "  ") + line;
  }

  private static String line(Span span) {
    long number =
        1 + span.source().text().substring(0, span.start()).chars().filter(c -> c == '\n').count();
    return "line " + number;
  }
}
