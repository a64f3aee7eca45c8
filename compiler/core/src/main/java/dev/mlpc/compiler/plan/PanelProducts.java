package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.plan.Kernel.Kind;
import dev.mlpc.compiler.plan.Kernel.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the kernels of products whose matrix lies in panels, over samples in blocks. Each is a
 * nest of loops around a tile: four rows of sums by two vectors, which stay in registers from the
 * first term to the last.
 */
final class PanelProducts {
  /** Terms that are added up before the next tile: as many as keep their operands near. */
  private static final int MOST_TERMS = 256;

  /** Columns of a gradient that are used up at once: 8 kB of a panel in f32. */
  private static final int MOST_PART_COLUMNS = 64;

  private static final Index SAMPLE = Index.of(KernelBuilder.SAMPLE);
  private static final Index LANE = Index.of(KernelBuilder.LANE);
  private static final Index PANEL = Index.of("i");
  private static final Index ROW = Index.of("j");
  private static final Index TERM = Index.of("k");

  private final KernelBuilder kernel;
  private final Registry registry;

  PanelProducts(KernelBuilder kernel, Registry registry) {
    this.kernel = kernel;
    this.registry = registry;
  }

  /** y = M x + b, or y = Mᵀ x + b, for each sample. */
  List<Statement> forward(Product.Forward product, Buffer matrix, List<Buffer> destinations) {
    Buffer y = destinations.get(0);
    List<Statement> result =
        new ArrayList<>(
            product.inputsFirst() ? overRows(product, matrix, y) : overColumns(product, matrix, y));
    for (Buffer other : destinations.subList(1, destinations.size())) {
      Statement copy = kernel.store(other, PANEL, kernel.load(y, PANEL));
      result.addAll(
          kernel.eachSample(
              List.of(Statement.Loop.over("i", Index.of(product.units()), List.of(copy)))));
    }
    return result;
  }

  /** y_j = b_j + Σ_k M_jk x_k: the matrix's rows are the results. */
  private List<Statement> overColumns(Product.Forward product, Buffer matrix, Buffer y) {
    int units = product.units();
    int inputs = product.inputs();
    int terms = terms(inputs);
    boolean inParts = terms < inputs;
    List<Statement> result = new ArrayList<>();
    if (inParts) {
      Scalar start =
          product
              .bias()
              .map(bias -> kernel.load(kernel.buffer(bias), PANEL))
              .orElse(new Scalar.Literal(0));
      result.addAll(
          kernel.eachSample(
              List.of(
                  Statement.Loop.over(
                      "i", Index.of(units), List.of(kernel.store(y, PANEL, start))))));
    }
    if (!inParts) {
      result.addAll(columnPart(product, matrix, y, Index.ZERO, inputs, false));
      return result;
    }
    int whole = inputs - inputs % terms;
    result.add(
        new Statement.Loop(
            "k",
            Index.ZERO,
            Index.of(whole),
            terms,
            columnPart(product, matrix, y, TERM, terms, true)));
    if (whole < inputs) {
      result.addAll(columnPart(product, matrix, y, Index.of(whole), inputs - whole, true));
    }
    return result;
  }

  /**
   * The tiles of some terms.
   *
   * @param from the first term
   * @param adds whether they are added to what y holds, not to the bias
   */
  private List<Statement> columnPart(
      Product.Forward product, Buffer matrix, Buffer y, Index from, int terms, boolean adds) {
    int units = product.units();
    int inputs = product.inputs();
    Index begin = from.times(Order.BLOCK);
    Optional<Buffer> bias = product.bias().filter(b -> !adds).map(kernel::buffer);
    return panels(
        units,
        (panel, row, rows) ->
            call(
                columnTile(rows, terms, adds, bias.isPresent()),
                kernel.array(kernel.buffer(product.x())),
                at(SAMPLE.times(inputs).plus(begin).plus(LANE)),
                kernel.array(matrix),
                at(panel.times(inputs).plus(begin).plus(row)),
                bias.map(kernel::array),
                at(panel.plus(row)),
                kernel.array(y),
                at(SAMPLE.times(units).plus(panel.plus(row).times(Order.BLOCK)).plus(LANE))));
  }

  /** How many terms a tile adds: all, or a part of them that the whole is a multiple of. */
  private static int terms(int inputs) {
    int parts = (inputs + MOST_TERMS - 1) / MOST_TERMS;
    for (int more = parts; more <= 2 * parts; more++) {
      if (inputs % more == 0) {
        return inputs / more;
      }
    }
    return (inputs + parts - 1) / parts;
  }

  private interface TileCall {
    Statement at(Index panel, Index row, int rows);
  }

  /** All tiles of all panels and samples. */
  private List<Statement> panels(int units, TileCall tile) {
    return wholePanels(units, (panel, count) -> samples(rows(panel, count, tile)));
  }

  private static List<Statement> rows(Index panel, int count, TileCall tile) {
    return columns(count, RegisterTile.ROWS, (row, rows) -> List.of(tile.at(panel, row, rows)));
  }

  /** Two vectors of samples at a time. */
  private List<Statement> samples(List<Statement> body) {
    Statement lanes =
        new Statement.Loop(
            KernelBuilder.LANE,
            Index.ZERO,
            Index.of(Order.BLOCK),
            RegisterTile.of(1).width(),
            body);
    return List.of(kernel.overSamples(Order.BLOCK, List.of(lanes)));
  }

  /** y_j = b_j + Σ_k M_kj x_k: the matrix's columns are the results. */
  private List<Statement> overRows(Product.Forward product, Buffer matrix, Buffer y) {
    int units = product.units();
    int inputs = product.inputs();
    Buffer x = kernel.buffer(product.x());
    Optional<Buffer> bias = product.bias().map(kernel::buffer);
    return kernel.overElements(
        "j",
        units,
        RegisterTile.ROWS,
        (column, count) ->
            samples(
                List.of(
                    call(
                        rowTile(count, inputs, units, bias.isPresent()),
                        kernel.array(x),
                        at(SAMPLE.times(inputs).plus(LANE)),
                        kernel.array(matrix),
                        at(column.times(Order.BLOCK)),
                        bias.map(kernel::array),
                        at(column),
                        kernel.array(y),
                        at(SAMPLE.times(units).plus(column.times(Order.BLOCK)).plus(LANE))))));
  }

  private interface ColumnBody {
    List<Statement> at(Index column, int count);
  }

  /** So many at a time, then what is left. */
  private static List<Statement> columns(int count, int step, ColumnBody body) {
    int whole = count - count % step;
    List<Statement> result = new ArrayList<>();
    if (whole > 0) {
      result.add(new Statement.Loop("j", Index.ZERO, Index.of(whole), step, body.at(ROW, step)));
    }
    if (whole < count) {
      result.addAll(body.at(Index.of(whole), count - whole));
    }
    return result;
  }

  /**
   * G = Σ a bᵀ over the samples, in panels.
   *
   * @param turned a, turned
   */
  List<Statement> weightGradient(Product.WeightGradient product, Buffer turned, Buffer gradient) {
    int columns = product.inputs();
    return wholePanels(
        product.units(),
        (panel, rows) ->
            kernel.overElements(
                "j",
                columns,
                tall(rows),
                (column, count) ->
                    gradientTile(
                        product,
                        turned,
                        panel,
                        rows,
                        column,
                        count,
                        gradient,
                        panel.times(columns).plus(column.times(Order.BLOCK)))));
  }

  /** What follows a part of a gradient. */
  interface AfterPart {
    /**
     * The statements.
     *
     * @param from where the part begins in an array of the matrix
     * @param partFrom where it lies
     * @param length how many elements it has
     */
    List<Statement> at(Index from, Index partFrom, int length);
  }

  /**
   * G = Σ a bᵀ over the samples, some columns of a panel at a time.
   *
   * @param turned a, turned
   * @param part as many elements as a panel of G
   */
  List<Statement> weightGradientInParts(
      Product.WeightGradient product, Buffer turned, Buffer part, AfterPart after) {
    int columns = product.inputs();
    return kernel.overElements(
        "k",
        columns,
        partColumns(columns),
        (start, width) ->
            wholePanels(
                product.units(),
                (panel, rows) -> {
                  Index partFrom = start.times(Order.BLOCK);
                  List<Statement> result = new ArrayList<>();
                  if (rows < Order.BLOCK && product.units() > Order.BLOCK) {
                    Index partTo = partFrom.plus(width * Order.BLOCK);
                    result.add(new Statement.Clear(kernel.array(part), partFrom, partTo));
                  }
                  result.addAll(
                      columns(
                          width,
                          tall(rows),
                          (column, count) ->
                              gradientTile(
                                  product,
                                  turned,
                                  panel,
                                  rows,
                                  start.plus(column),
                                  count,
                                  part,
                                  start.plus(column).times(Order.BLOCK))));
                  result.addAll(
                      after.at(panel.times(columns).plus(partFrom), partFrom, width * Order.BLOCK));
                  return result;
                }));
  }

  /** Columns of a part: so many that its loops are long, so few that it stays at hand. */
  static int partColumns(int columns) {
    if (columns <= MOST_PART_COLUMNS) {
      return columns;
    }
    for (int width = MOST_PART_COLUMNS;
        width >= MOST_PART_COLUMNS / 2;
        width -= RegisterTile.NARROW_ROWS) {
      if (columns % width == 0) {
        return width;
      }
    }
    return MOST_PART_COLUMNS;
  }

  private static boolean isNarrow(int rows) {
    return rows <= Order.BLOCK / 2;
  }

  /** Of how many rows a tile is for a panel with so many rows. */
  private static int tall(int rows) {
    return isNarrow(rows) ? RegisterTile.NARROW_ROWS : RegisterTile.ROWS;
  }

  private List<Statement> gradientTile(
      Product.WeightGradient product,
      Buffer turned,
      Index panel,
      int rows,
      Index column,
      int count,
      Buffer gradient,
      Index gradientAt) {
    Buffer b = kernel.buffer(product.b());
    RegisterTile tile = new RegisterTile(count, isNarrow(rows) ? 1 : 2);
    String name =
        part(
            (isNarrow(rows) ? "narrowGradientTile" : "gradientTile") + count,
            RegisterTile.gradientParameters("x", "d", "g"),
            tile.gradient(product.inputs(), turned.width()));
    return lanes(
        rows,
        tile,
        new Statement.Call(
            name,
            List.of(
                new Scalar.Local(kernel.array(b)),
                at(column.times(Order.BLOCK)),
                new Scalar.Local(kernel.array(turned)),
                at(panel.times(Order.BLOCK).plus(LANE)),
                new Scalar.Local(kernel.array(gradient)),
                at(gradientAt.plus(LANE)),
                at(kernel.samples()))));
  }

  /**
   * g = Σ a over the samples.
   *
   * @param turned a, turned
   */
  List<Statement> biasGradient(
      Product.BiasGradient product, Buffer turned, List<Buffer> destinations) {
    Buffer gradient = destinations.get(0);
    RegisterTile tile = RegisterTile.of(1);
    List<Statement> result =
        new ArrayList<>(
            wholePanels(
                product.units(),
                (panel, rows) ->
                    lanes(
                        rows,
                        tile,
                        new Statement.Call(
                            part(
                                "totalTile",
                                RegisterTile.gradientParameters("d", "g"),
                                tile.total(turned.width())),
                            List.of(
                                new Scalar.Local(kernel.array(turned)),
                                at(panel.times(Order.BLOCK).plus(LANE)),
                                new Scalar.Local(kernel.array(gradient)),
                                at(panel.plus(LANE)),
                                at(kernel.samples()))))));
    for (Buffer other : destinations.subList(1, destinations.size())) {
      result.add(
          new Statement.Copy(
              kernel.array(gradient),
              Index.ZERO,
              kernel.array(other),
              Index.ZERO,
              product.units()));
    }
    return result;
  }

  private interface PanelBody {
    List<Statement> at(Index panel, int rows);
  }

  /** Whole panels in a loop, then what is left. */
  private static List<Statement> wholePanels(int rows, PanelBody body) {
    int whole = rows - rows % Order.BLOCK;
    List<Statement> result = new ArrayList<>();
    if (whole > 0) {
      result.add(
          new Statement.Loop(
              "i", Index.ZERO, Index.of(whole), Order.BLOCK, body.at(PANEL, Order.BLOCK)));
    }
    if (whole < rows) {
      result.addAll(body.at(Index.of(whole), rows - whole));
    }
    return result;
  }

  private static List<Statement> lanes(int rows, RegisterTile tile, Statement body) {
    return List.of(
        new Statement.Loop(
            KernelBuilder.LANE, Index.ZERO, Index.of(rows), tile.width(), List.of(body)));
  }

  private static Scalar at(Index index) {
    return new Scalar.Position(index);
  }

  private static Statement call(
      String tile,
      String x,
      Scalar xAt,
      String matrix,
      Scalar matrixAt,
      Optional<String> bias,
      Scalar biasAt,
      String y,
      Scalar yAt) {
    List<Scalar> arguments =
        new ArrayList<>(List.of(new Scalar.Local(x), xAt, new Scalar.Local(matrix), matrixAt));
    bias.ifPresent(
        array -> {
          arguments.add(new Scalar.Local(array));
          arguments.add(biasAt);
        });
    arguments.add(new Scalar.Local(y));
    arguments.add(yAt);
    return new Statement.Call(tile, arguments);
  }

  private String columnTile(int rows, int terms, boolean adds, boolean hasBias) {
    return part(
        (adds ? "addTile" : "tile") + rows,
        RegisterTile.parameters(hasBias),
        RegisterTile.of(rows).overColumns(terms, adds, hasBias));
  }

  private String rowTile(int rows, int inputs, int units, boolean hasBias) {
    return part(
        "transposedTile" + rows,
        RegisterTile.parameters(hasBias),
        RegisterTile.of(rows).overRows(inputs, units, hasBias));
  }

  /** The name of a kernel for one tile; layers of equal sizes share it. */
  private String part(String name, List<Parameter> parameters, List<Statement> body) {
    Kernel tile = new Kernel(name, Integer.MAX_VALUE, parameters, body, List.of(), List.of());
    Kernel known = registry.share(tile);
    kernel.addPart(known);
    return known.name();
  }

  static List<Parameter> arrays(List<String> names) {
    List<Parameter> result = new ArrayList<>();
    for (String name : names) {
      result.add(new Parameter(name, Kind.REALS));
      result.add(new Parameter(name + "At", Kind.POSITION));
    }
    return result;
  }
}
