package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes products of one sample's vector with a matrix in panels: results in lanes. Each is summed
 * in the order of {@link PanelProducts}, so a sample alone gets the bits that it gets among others.
 */
final class OneSampleProducts {
  /** Panels that are gone through together: two vectors of each make eight sums. */
  private static final int PANELS = 4;

  private static final Index PANEL = Index.of("i");
  private static final Index ROW = Index.of("j");
  private static final Index TERM = Index.of("k");
  private static final Index LANE = Index.of(KernelBuilder.LANE);

  private final KernelBuilder kernel;
  private final Registry registry;

  OneSampleProducts(KernelBuilder kernel, Registry registry) {
    this.kernel = kernel;
    this.registry = registry;
  }

  List<Statement> forward(Product.Forward product, Buffer matrix, List<Buffer> destinations) {
    Buffer y = destinations.get(0);
    List<Statement> body =
        new ArrayList<>(
            product.inputsFirst() ? overRows(product, matrix, y) : overColumns(product, matrix, y));
    for (Buffer other : destinations.subList(1, destinations.size())) {
      body.add(
          Statement.Loop.over(
              "i",
              Index.of(product.units()),
              List.of(kernel.store(other, PANEL, kernel.load(y, PANEL)))));
    }
    return kernel.eachSample(body);
  }

  /** y_j = b_j + Σ_k M_jk x_k, a few panels of rows at a time. */
  private List<Statement> overColumns(Product.Forward product, Buffer matrix, Buffer y) {
    int panels = (product.units() + Order.BLOCK - 1) / Order.BLOCK;
    int whole = panels - panels % PANELS;
    List<Statement> result = new ArrayList<>();
    if (whole > 0) {
      result.add(
          new Statement.Loop(
              "i",
              Index.ZERO,
              Index.of(whole * Order.BLOCK),
              PANELS * Order.BLOCK,
              lanes(product, matrix, y, PANEL, PANELS, Order.BLOCK)));
    }
    if (whole < panels) {
      int rest = panels - whole;
      int rows = rest == 1 ? product.units() - whole * Order.BLOCK : Order.BLOCK;
      result.addAll(lanes(product, matrix, y, Index.of(whole * Order.BLOCK), rest, rows));
    }
    return result;
  }

  private List<Statement> lanes(
      Product.Forward product, Buffer matrix, Buffer y, Index panel, int panels, int rows) {
    Buffer x = kernel.buffer(product.x());
    Optional<Buffer> bias = product.bias().map(kernel::buffer);
    List<Scalar> arguments = new ArrayList<>();
    arguments.add(new Scalar.Local(kernel.array(x)));
    arguments.add(new Scalar.Position(kernel.base(x)));
    arguments.add(new Scalar.Local(kernel.array(matrix)));
    arguments.add(new Scalar.Position(panel.times(product.inputs()).plus(LANE)));
    bias.ifPresent(
        b -> {
          arguments.add(new Scalar.Local(kernel.array(b)));
          arguments.add(new Scalar.Position(panel.plus(LANE)));
        });
    arguments.add(new Scalar.Local(kernel.array(y)));
    arguments.add(new Scalar.Position(kernel.base(y).plus(panel).plus(LANE)));
    String tile = tile(product, panels);
    return List.of(
        new Statement.Loop(
            KernelBuilder.LANE,
            Index.ZERO,
            Index.of(rows),
            RegisterTile.of(1).width(),
            List.of(new Statement.Call(tile, arguments))));
  }

  private String tile(Product.Forward product, int panels) {
    boolean bias = product.bias().isPresent();
    Kernel tile =
        new Kernel(
            "vectorTile" + panels,
            Integer.MAX_VALUE,
            RegisterTile.parameters(bias),
            RegisterTile.ofOneSample(panels, product.inputs(), product.units(), bias),
            List.of(),
            List.of());
    Kernel known = registry.share(tile);
    kernel.addPart(known);
    return known.name();
  }

  /** y_j = b_j + Σ_k M_kj x_k: column by column, number by number. */
  private List<Statement> overRows(Product.Forward product, Buffer matrix, Buffer y) {
    int inputs = product.inputs();
    String sum = kernel.local("sum");
    Scalar start =
        product
            .bias()
            .map(bias -> kernel.load(kernel.buffer(bias), ROW))
            .orElse(new Scalar.Literal(0));
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.Declare(NumberType.REAL, sum, start));
    int whole = inputs - inputs % Order.BLOCK;
    if (whole > 0) {
      body.add(
          new Statement.Loop(
              "i",
              Index.ZERO,
              Index.of(whole),
              Order.BLOCK,
              List.of(terms(product, matrix, sum, PANEL, Order.BLOCK))));
    }
    if (whole < inputs) {
      body.add(terms(product, matrix, sum, Index.of(whole), inputs - whole));
    }
    body.add(kernel.store(y, ROW, new Scalar.Local(sum)));
    return List.of(Statement.Loop.over("j", Index.of(product.units()), body));
  }

  private Statement terms(
      Product.Forward product, Buffer matrix, String sum, Index panel, int count) {
    Index place = panel.times(product.units()).plus(ROW.times(Order.BLOCK)).plus(TERM);
    Scalar weight = new Scalar.Load(kernel.array(matrix), place);
    Scalar x = kernel.load(kernel.buffer(product.x()), panel.plus(TERM));
    Scalar term = new Scalar.Binary(BinaryFunction.MULTIPLY, weight, x);
    return Statement.Loop.over(
        "k",
        Index.of(count),
        List.of(
            new Statement.Assign(
                sum, new Scalar.Binary(BinaryFunction.ADD, new Scalar.Local(sum), term))));
  }
}
