package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Chooses the loops of each product that has a kernel of its own. */
final class ProductPlanner {
  private final Graph graph;
  private final EngineKind engine;
  private final Memory memory;
  private final Arrangements arrangements;
  private final Registry registry;
  private final Sharing sharing;

  ProductPlanner(
      Graph graph,
      EngineKind engine,
      Memory memory,
      Arrangements arrangements,
      Registry registry,
      Sharing sharing) {
    this.sharing = sharing;
    this.graph = graph;
    this.engine = engine;
    this.memory = memory;
    this.arrangements = arrangements;
    this.registry = registry;
  }

  /** What threads share of a product. */
  Split split(Root root) {
    Product product = root.product().orElseThrow();
    if (product instanceof Product.Forward) {
      return sharing.samples();
    }
    if (!(product instanceof Product.WeightGradient gradient)) {
      return Split.NONE;
    }
    List<Buffer> into = memory.destinations(root.value());
    if (into.size() > 1) {
      return Split.NONE;
    }
    Order order = into.get(0).order();
    if (engine.hasPanels()) {
      return order == Order.PANELS
          ? sharing.sums(gradient.inputs(), RegisterTile.NARROW_ROWS, gradient.multiplications())
          : Split.NONE;
    }
    int rows = order.isTransposed() ? gradient.inputs() : gradient.units();
    return sharing.sums(rows, RowSums.SUMS, gradient.multiplications());
  }

  /** The body of its kernel. */
  List<Statement> product(Root root, KernelBuilder kernel) {
    List<Buffer> into = memory.destinations(root.value());
    if (engine.hasPanels()) {
      return panelProduct(root.product().orElseThrow(), kernel, into);
    }
    ProductLowering lowering = new ProductLowering(kernel, registry);
    if (root.product().orElseThrow() instanceof Product.Forward forward) {
      return CostModel.isNarrow(forward.units())
          ? new NarrowProductLowering(graph, kernel).forward(forward, into)
          : lowering.forward(forward, arrangements.rowsOf(forward), into);
    }
    return lowering.weightGradient((Product.WeightGradient) root.product().get(), into);
  }

  private List<Statement> panelProduct(Product product, KernelBuilder kernel, List<Buffer> into) {
    PanelProducts lowering = new PanelProducts(kernel, registry);
    if (product instanceof Product.Forward forward) {
      Buffer matrix = arrangements.inPanels(forward.matrix());
      return isVector()
          ? lowering.forward(forward, matrix, into)
          : new OneSampleProducts(kernel, registry)
              .forward(forward, matrix, inWholePanels(forward, into));
    }
    if (product instanceof Product.BiasGradient gradient) {
      return lowering.biasGradient(gradient, arrangements.turned(gradient.a()), into);
    }
    Product.WeightGradient gradient = (Product.WeightGradient) product;
    Shape shape = Shape.matrix(gradient.units(), gradient.inputs());
    Buffer first = into.get(0);
    Buffer turned = arrangements.turned(gradient.a());
    boolean lies = first.order() == Order.PANELS;
    Buffer panels =
        lies
            ? first
            : memory.scratch(
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
    result.add(memory.scratch(subject, false, product.units(), true, Order.ROWS));
    result.addAll(into);
    return result;
  }

  private boolean isVector() {
    return engine == EngineKind.VECTOR;
  }
}
