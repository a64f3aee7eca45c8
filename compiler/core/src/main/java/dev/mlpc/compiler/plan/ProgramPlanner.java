package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.KernelBuilder.Way;
import dev.mlpc.compiler.plan.Stage.Kind;
import dev.mlpc.compiler.tensor.Shape;
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
  private final EngineKind engine;
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
  private final List<Runnable> endings = new ArrayList<>();
  private final Set<String> taken = Registry.none();
  private final Set<Buffer> buffers = new LinkedHashSet<>();
  private final List<Tile> usedTiles = new ArrayList<>();
  private final List<Program.Call> calls = new ArrayList<>();

  ProgramPlanner(Graph graph, EngineKind engine, Layouts layouts, Registry registry) {
    this.graph = graph;
    this.engine = engine;
    this.transposed = layouts.of(graph);
    this.registry = registry;
    this.names = new ValueNames(graph);
    this.roots = Roots.of(graph, engine);
    this.stages = Stages.of(graph, roots, engine);
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
        buffers.add(buffer);
        memory.put(node.value(), isVector() && buffer.batched() ? inBlocks(buffer) : buffer);
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
    endings.forEach(Runnable::run);
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
      if (isLooped(stage.kind())) {
        groups.put(stage, LoopGroup.divide(stage.roots(), graph));
      }
    }
  }

  private static boolean isLooped(Kind kind) {
    return switch (kind) {
      case LOOPED, ONE_BY_ONE, ONCE -> true;
      case PRODUCT, FUNCTION, UNROLLED -> false;
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
                      : output(value, outputName(name, value));
              outputs.put(name, buffer);
              if (isVector() && value.batched()) {
                Buffer blocks = scratch(value, Names.join(outputName(name, value), "blocks"));
                buffers.add(buffer);
                send(value, blocks);
                endings.add(() -> intoRows(blocks, buffer));
              } else {
                send(value, buffer);
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
      boolean array =
          needed.contains(root.value())
              || ArrayFunctions.computes(root.value(), root.op(), engine)
              || root.deservesKernel()
              || root.accumulates();
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
        || (groupOf(value) == groupOf(reader) && kind != Kind.PRODUCT && kind != Kind.FUNCTION);
  }

  private Buffer scratch(Value value, String subject) {
    Order order = order(value);
    boolean integers = Elements.isInteger(value) && way(value) == Way.SINGLE;
    int width = value.batched() ? value.shape().size() : order.length(value.shape());
    return scratch(subject, integers, width, value.batched(), order);
  }

  private Buffer scratch(
      String subject, boolean integers, int width, boolean batched, Order order) {
    Buffer buffer = registry.scratch(subject, integers, width, batched, order, taken);
    buffers.add(buffer);
    return buffer;
  }

  /** Memory for an output that the application reads: samples row after row. */
  private Buffer output(Value value, String subject) {
    return value.batched()
        ? scratch(subject, Elements.isInteger(value), value.shape().size(), true, Order.ROWS)
        : scratch(value, subject);
  }

  private boolean isVector() {
    return engine == EngineKind.VECTOR;
  }

  private Order order(Value value) {
    if (value.batched()) {
      return isVector() ? Order.BLOCKS : Order.ROWS;
    }
    return Layouts.order(engine, value.shape(), transposed[value.id()]);
  }

  private KernelBuilder builder(Way way) {
    return new KernelBuilder(memory, registry::isArray, way);
  }

  private Way way(Kind kind) {
    if (!isVector()) {
      return kind == Kind.ONCE && engine.hasPanels() ? Way.ONCE : Way.SINGLE;
    }
    return switch (kind) {
      case PRODUCT, FUNCTION, LOOPED -> Way.LANES;
      case UNROLLED, ONE_BY_ONE -> Way.BLOCKED;
      case ONCE -> Way.ONCE;
    };
  }

  /** How a value is computed that is no product. */
  private Way way(Value value) {
    return way(value.batched() ? Kind.LOOPED : Kind.ONCE);
  }

  /** A copy in blocks of what the application gives. */
  private Buffer inBlocks(Buffer given) {
    Buffer blocks =
        scratch(Names.join(given.subject(), "blocks"), false, given.width(), true, Order.BLOCKS);
    KernelBuilder kernel = builder(Way.BLOCKED);
    call(
        kernel,
        blocks.name(),
        new Rearrangement(kernel).intoBlocks(given, blocks),
        blocks.name() + " = " + given.name() + ", in blocks of samples");
    return blocks;
  }

  private void intoRows(Buffer blocks, Buffer rows) {
    KernelBuilder kernel = builder(Way.BLOCKED);
    call(
        kernel,
        Names.join(rows.subject(), "rows"),
        new Rearrangement(kernel).intoRows(blocks, rows),
        rows.name() + " = " + blocks.name() + ", sample by sample");
  }

  private void call(KernelBuilder kernel, String name, List<Statement> body, String text) {
    calls.add(registry.share(kernel.build(name, Integer.MAX_VALUE, body, List.of(text))));
  }

  private Program.Call lower(Stage stage, FormulaText formulas) {
    Destinations into = new Destinations(destinations);
    if (!engine.hasPanels()
        && stage.kind() == Kind.PRODUCT
        && stage.roots().get(0).product().orElseThrow() instanceof Product.Forward forward
        && !CostModel.isNarrow(forward.units())) {
      rowsOf(forward);
    }
    KernelBuilder kernel = builder(way(stage.kind()));
    Function<Root, String> remarks = root -> describe(root, formulas);
    List<Statement> body =
        switch (stage.kind()) {
          case PRODUCT -> product(stage.roots().get(0), kernel);
          case FUNCTION ->
              ArrayFunctions.lower(
                  stage.roots().get(0),
                  kernel,
                  into.of(stage.roots().get(0).value()),
                  this::spread);
          case UNROLLED -> new UnrolledLowering(graph, kernel, names, remarks).lower(stage, into);
          case LOOPED, ONE_BY_ONE, ONCE ->
              new LoopedLowering(
                      graph, kernel, names, remarks, stage.kind() != Kind.ONCE, this::partials)
                  .lower(groupsOf(stage), into);
        };
    usedTiles.addAll(kernel.tiles());
    List<String> heading =
        !isLooped(stage.kind()) && stage.kind() != Kind.UNROLLED
            ? List.of(remarks.apply(stage.roots().get(0)))
            : List.of();
    return kernel.build(title(stage), place(stage), body, heading);
  }

  private List<LoopGroup> groupsOf(Stage stage) {
    return groups.getOrDefault(stage, List.of());
  }

  /** Memory for a sum over the samples of each place in a block. */
  private Buffer partials(Buffer sum) {
    int width = Math.multiplyExact(sum.width(), Order.BLOCK);
    return scratch(Names.join(sum.subject(), "partials"), false, width, false, Order.PADDED);
  }

  /** Memory for a copy, for each sample, of what exists once. */
  private Buffer spread(Value value) {
    String subject = Names.join(names.of(value), "spread");
    Order order = isVector() ? Order.BLOCKS : Order.ROWS;
    return scratch(subject, false, value.shape().size(), true, order);
  }

  private List<Statement> product(Root root, KernelBuilder kernel) {
    List<Buffer> into = destinations.getOrDefault(root.value(), List.of());
    if (engine.hasPanels()) {
      return panelProduct(root.product().orElseThrow(), kernel, into);
    }
    ProductLowering lowering = new ProductLowering(kernel, registry);
    if (root.product().orElseThrow() instanceof Product.Forward forward) {
      return CostModel.isNarrow(forward.units())
          ? new NarrowProductLowering(graph, kernel).forward(forward, into)
          : lowering.forward(forward, rowsOf(forward), into);
    }
    return lowering.weightGradient((Product.WeightGradient) root.product().get(), into);
  }

  private List<Statement> panelProduct(Product product, KernelBuilder kernel, List<Buffer> into) {
    PanelProducts lowering = new PanelProducts(kernel, registry);
    if (product instanceof Product.Forward forward) {
      Buffer matrix = inPanels(forward.matrix());
      return isVector()
          ? lowering.forward(forward, matrix, into)
          : new OneSampleProducts(kernel, registry)
              .forward(forward, matrix, inWholePanels(forward, into));
    }
    Product.WeightGradient gradient = (Product.WeightGradient) product;
    Shape shape = Shape.matrix(gradient.units(), gradient.inputs());
    Buffer first = into.get(0);
    Buffer turned = turned(gradient.a());
    boolean lies = first.order() == Order.PANELS;
    Buffer panels =
        lies
            ? first
            : scratch(
                Names.join(first.subject(), "panels"),
                false,
                Order.PANELS.length(shape),
                false,
                Order.PANELS);
    List<Statement> result = new ArrayList<>(lowering.weightGradient(gradient, turned, panels));
    for (Buffer buffer : into) {
      if (buffer.order() != Order.PANELS) {
        result.addAll(
            new Rearrangement(kernel).matrix(panels, buffer, gradient.units(), gradient.inputs()));
      } else if (!buffer.equals(panels)) {
        result.add(
            new Statement.Copy(
                kernel.array(panels),
                Index.ZERO,
                kernel.array(buffer),
                Index.ZERO,
                panels.width()));
      }
    }
    return result;
  }

  /** The arrays that one sample's product is written to: first one that holds whole panels. */
  private List<Buffer> inWholePanels(Product.Forward product, List<Buffer> into) {
    if (!into.get(0).isForeign()) {
      return into;
    }
    String subject = Names.join(into.get(0).subject(), "panels");
    List<Buffer> result = new ArrayList<>();
    result.add(scratch(subject, false, product.units(), true, Order.ROWS));
    result.addAll(into);
    return result;
  }

  /** The matrix in panels; where it lies otherwise, a copy that is made before. */
  private Buffer inPanels(Value matrix) {
    Buffer lying = java.util.Objects.requireNonNull(memory.get(matrix));
    if (lying.order() == Order.PANELS) {
      return lying;
    }
    return flipped.computeIfAbsent(
        matrix,
        key -> {
          Buffer panels =
              scratch(
                  Names.join(lying.subject(), "panels"),
                  false,
                  Order.PANELS.length(matrix.shape()),
                  false,
                  Order.PANELS);
          KernelBuilder kernel = builder(Way.ONCE);
          Shape shape = matrix.shape();
          call(
              kernel,
              panels.name(),
              new Rearrangement(kernel)
                  .matrix(lying, panels, shape.dimension(0), shape.dimension(1)),
              panels.name() + " = " + lying.name() + ", in panels of rows");
          return panels;
        });
  }

  /** The vector with each panel sample by sample. */
  private Buffer turned(Value vector) {
    return flipped.computeIfAbsent(
        vector,
        key -> {
          Buffer lying = java.util.Objects.requireNonNull(memory.get(vector));
          int width = Order.padded(lying.width());
          Buffer turned =
              scratch(Names.join(lying.subject(), "turned"), false, width, true, Order.TURNED);
          KernelBuilder kernel = builder(Way.BLOCKED);
          call(
              kernel,
              turned.name(),
              new Rearrangement(kernel).turn(lying, turned),
              turned.name() + " = " + lying.name() + ", panels sample by sample");
          return turned;
        });
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
            lying.transposed() ? Order.ROWS : Order.COLUMNS,
            taken);
    buffers.add(copy);
    flipped.put(product.matrix(), copy);
    KernelBuilder kernel = builder(engine.hasPanels() ? Way.ONCE : Way.SINGLE);
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
    KernelBuilder kernel = builder(engine.hasPanels() ? Way.ONCE : Way.SINGLE);
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
