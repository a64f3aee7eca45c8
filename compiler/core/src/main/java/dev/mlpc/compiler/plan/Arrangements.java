package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.KernelBuilder.Way;
import dev.mlpc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies of values in the order that their readers want; each is made once, before the first. */
final class Arrangements {
  private final Graph graph;
  private final EngineKind engine;
  private final Memory memory;
  private final Registry registry;
  private final Sharing sharing;
  private final List<Program.Call> calls;
  private final Map<Value, Buffer> made = new HashMap<>();

  /**
   * @param calls what the program does so far; the copies are added to it
   */
  Arrangements(
      Graph graph,
      EngineKind engine,
      Memory memory,
      Registry registry,
      Sharing sharing,
      List<Program.Call> calls) {
    this.sharing = sharing;
    this.graph = graph;
    this.engine = engine;
    this.memory = memory;
    this.registry = registry;
    this.calls = calls;
  }

  /** A copy in blocks of what the application gives. */
  Buffer inBlocks(Buffer given) {
    Buffer blocks =
        memory.scratch(
            Names.join(given.subject(), "blocks"), false, given.width(), true, Order.BLOCKS);
    KernelBuilder kernel = builder(Way.BLOCKED);
    call(
        kernel,
        blocks.name(),
        new Rearrangement(kernel).intoBlocks(given, blocks),
        blocks.name() + " = " + given.name() + ", in blocks of samples");
    return blocks;
  }

  /** Samples in blocks, row after row. */
  void intoRows(Buffer blocks, Buffer rows) {
    KernelBuilder kernel = builder(Way.BLOCKED);
    call(
        kernel,
        Names.join(rows.subject(), "rows"),
        new Rearrangement(kernel).intoRows(blocks, rows),
        rows.name() + " = " + blocks.name() + ", sample by sample");
  }

  /** The matrix in panels; where it lies otherwise, a copy that is made before. */
  Buffer inPanels(Value matrix) {
    Buffer lying = memory.of(matrix);
    if (lying.order() == Order.PANELS) {
      return lying;
    }
    return made.computeIfAbsent(
        matrix,
        key -> {
          Buffer panels =
              memory.scratch(
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
  Buffer turned(Value vector) {
    return made.computeIfAbsent(
        vector,
        key -> {
          Buffer lying = memory.of(vector);
          int width = Order.padded(lying.width());
          Buffer turned =
              memory.scratch(
                  Names.join(lying.subject(), "turned"), false, width, true, Order.TURNED);
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
  Buffer rowsOf(Product.Forward product) {
    Buffer lying = memory.of(product.matrix());
    if (lying.transposed() != product.inputsFirst()) {
      return lying;
    }
    Buffer known = made.get(product.matrix());
    if (known != null) {
      return known;
    }
    Buffer copy =
        memory.scratch(
            Names.join(lying.subject(), "transposed"),
            false,
            lying.width(),
            false,
            lying.transposed() ? Order.ROWS : Order.COLUMNS);
    made.put(product.matrix(), copy);
    KernelBuilder kernel = builder(engine.hasPanels() ? Way.ONCE : Way.SINGLE);
    int inputs = product.inputs();
    List<Statement> body = Transposition.write(kernel, lying, copy, product.units(), inputs);
    String text = copy.name() + " = the rows of " + lying.name() + " as columns";
    int place =
        graph.node(product.matrix()).origin().span().map(Span::start).orElse(Integer.MAX_VALUE);
    calls.add(registry.share(kernel.build(copy.name(), place, body, List.of(text))));
    return copy;
  }

  /** What was computed beside, to where it belongs. */
  void keep(Buffer from, Buffer to) {
    if (from.transposed() != to.transposed()) {
      throw new IllegalStateException("an update in another layout: " + to.name());
    }
    KernelBuilder kernel = builder(engine.hasPanels() ? Way.ONCE : Way.SINGLE);
    Index i = Index.of("i");
    List<Statement> body =
        List.of(
            Statement.Loop.over(
                "i", Index.of(to.width()), List.of(kernel.store(to, i, kernel.load(from, i)))));
    call(kernel, Names.join(to.subject(), "keep"), body, to.name() + " = " + from.name());
  }

  private void call(KernelBuilder kernel, String name, List<Statement> body, String text) {
    calls.add(registry.share(kernel.build(name, Integer.MAX_VALUE, body, List.of(text))));
  }

  private KernelBuilder builder(Way way) {
    Split split = way == Way.BLOCKED ? sharing.samples() : Split.NONE;
    return new KernelBuilder(memory, registry::isArray, way, split);
  }
}
