package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.plan.Kernel.Kind;
import dev.mlpc.compiler.plan.Kernel.Parameter;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the innermost kernels of products: a tile of sums in registers, to which products are
 * added term by term.
 *
 * <p>Eight sums are as many as keep two units for fused multiplication and addition busy; with
 * their operands they fit sixteen registers. More rows made C2 spill a sum where there are sixteen,
 * which halved the speed. The loop's variable counts array elements, so that C2 sees an index
 * without a factor and takes the range check out of the loop.
 *
 * @param rows of sums
 * @param vectors in each row
 */
record RegisterTile(int rows, int vectors) {
  /** Most rows of a tile of two vectors. */
  static final int ROWS = 4;

  /** Most rows of a tile of one vector. */
  static final int NARROW_ROWS = 8;

  private static final Index COUNT = Index.of("k");

  /** Of at most four rows and two vectors. */
  static RegisterTile of(int rows) {
    return new RegisterTile(rows, 2);
  }

  /** How many sums a row has. */
  Index width() {
    return Index.LANES.times(vectors);
  }

  static List<Parameter> parameters(boolean bias) {
    return PanelProducts.arrays(bias ? List.of("x", "w", "bias", "y") : List.of("x", "w", "y"));
  }

  static List<Parameter> gradientParameters(String... arrays) {
    List<Parameter> result = new ArrayList<>(PanelProducts.arrays(List.of(arrays)));
    result.add(new Parameter(KernelBuilder.SAMPLES, Kind.SAMPLES));
    return result;
  }

  /** y_j = b_j + Σ_k w_jk x_k over so many terms, of a panel's rows. */
  List<Statement> overColumns(int terms, boolean adds, boolean bias) {
    List<Statement> result = new ArrayList<>(begin(adds, bias));
    List<Statement> turn = load("x", at("x").plus(COUNT));
    for (int row = 0; row < rows; row++) {
      turn.addAll(multiply(row, "w", at("w").plus(COUNT).plus(row)));
    }
    result.add(terms(Index.of(terms), turn));
    result.addAll(end("y"));
    return result;
  }

  /** y_j = b_j + Σ_k w_kj x_k, of a matrix's columns, panel by panel. */
  List<Statement> overRows(int inputs, int units, boolean bias) {
    List<Statement> result = new ArrayList<>(begin(false, bias));
    int whole = inputs - inputs % Order.BLOCK;
    Index panel = Index.of("i");
    if (whole > 0) {
      List<Statement> body = panelOfRows(Order.BLOCK, units, panel);
      result.add(new Statement.Loop("i", Index.ZERO, Index.of(whole), Order.BLOCK, body));
    }
    if (whole < inputs) {
      result.addAll(panelOfRows(inputs - whole, units, Index.of(whole)));
    }
    result.addAll(end("y"));
    return result;
  }

  private List<Statement> panelOfRows(int count, int units, Index panel) {
    String row = panel.isConstant() ? "last" : "row";
    List<Statement> turn = load("x", at("x").plus(panel.times(Order.BLOCK)).plus(COUNT));
    for (int column = 0; column < rows; column++) {
      turn.addAll(multiply(column, "w", Index.of(row).plus(column * Order.BLOCK)));
    }
    turn.add(next(row));
    return List.of(position(row, at("w").plus(panel.times(units))), terms(Index.of(count), turn));
  }

  /** y_j = b_j + Σ_k w_jk x_k of one sample: j in the lanes, two vectors of each panel. */
  static List<Statement> ofOneSample(int panels, int inputs, int units, boolean bias) {
    List<Statement> result = new ArrayList<>();
    List<Statement> turn = new ArrayList<>();
    List<Statement> stores = new ArrayList<>();
    String factor = "factor";
    turn.add(
        new Statement.Declare(
            NumberType.LANES, factor, new Scalar.Spread(new Scalar.Load("x", Index.of("from")))));
    for (int panel = 0; panel < panels; panel++) {
      for (int vector = 0; vector < 2; vector++) {
        String sum = sum(panel, vector);
        Index place = Index.of(panel * Order.BLOCK).plus(Index.LANES.times(vector));
        Index weight =
            at("w").plus(COUNT).plus(panel * Order.BLOCK * inputs).plus(Index.LANES.times(vector));
        // The bias of a single unit is no longer than that.
        Scalar start =
            bias
                ? units == 1
                    ? new Scalar.Spread(new Scalar.Load("bias", Index.ZERO))
                    : new Scalar.LoadLanes("bias", at("bias").plus(place))
                : new Scalar.Spread(new Scalar.Literal(0));
        result.add(new Statement.Declare(NumberType.LANES, sum, start));
        turn.add(
            new Statement.Assign(
                sum,
                new Scalar.MultiplyAdd(
                    new Scalar.LoadLanes("w", weight),
                    new Scalar.Local(factor),
                    new Scalar.Local(sum))));
        stores.add(new Statement.StoreLanes("y", at("y").plus(place), new Scalar.Local(sum)));
      }
    }
    turn.add(next("from"));
    result.add(position("from", at("x")));
    result.add(terms(Index.of(inputs), turn));
    result.addAll(stores);
    return result;
  }

  /** g_ij = Σ d_i x_j over the samples: i in the lanes, j a row of the tile. */
  List<Statement> gradient(int columns, int turnedWidth) {
    return overSamples(
        (sample, count) -> {
          String row = sample.equals(Index.of(KernelBuilder.SAMPLE)) ? "at" : "last";
          List<Statement> turn = turned(turnedWidth, sample);
          for (int j = 0; j < rows; j++) {
            turn.addAll(multiply(j, "d", "x", Index.of(row).plus(j * Order.BLOCK)));
          }
          turn.add(next(row));
          return List.of(position(row, at("x").plus(sample.times(columns))), terms(count, turn));
        });
  }

  /** g_i = Σ d_i over the samples: i in the lanes of a single row. */
  List<Statement> total(int turnedWidth) {
    return overSamples(
        (sample, count) -> {
          List<Statement> turn = turned(turnedWidth, sample);
          for (int vector = 0; vector < vectors; vector++) {
            String sum = sum(0, vector);
            Scalar term = new Scalar.Local(vector("d", vector));
            turn.add(
                new Statement.Assign(
                    sum, new Scalar.Binary(BinaryFunction.ADD, new Scalar.Local(sum), term)));
          }
          return List.of(terms(count, turn));
        });
  }

  private interface BlockBody {
    List<Statement> at(Index sample, Index count);
  }

  /**
   * Whole blocks of samples come first: with a bound that changes, C2 of Java 17 keeps the sums as
   * objects.
   */
  private List<Statement> overSamples(BlockBody block) {
    Index samples = Index.of(KernelBuilder.SAMPLES);
    Index whole = Index.of("whole");
    List<Statement> result = new ArrayList<>(begin(false, false));
    Scalar rest =
        new Scalar.Remainder(
            new Scalar.Position(samples), new Scalar.Position(Index.of(Order.BLOCK)));
    result.add(
        new Statement.Declare(
            NumberType.INTEGER,
            "whole",
            new Scalar.Binary(BinaryFunction.SUBTRACT, new Scalar.Position(samples), rest)));
    result.add(
        new Statement.Loop(
            KernelBuilder.SAMPLE,
            Index.ZERO,
            whole,
            Order.BLOCK,
            block.at(Index.of(KernelBuilder.SAMPLE), Index.of(Order.BLOCK))));
    result.addAll(block.at(whole, samples.plus(whole.times(-1))));
    result.addAll(end("g"));
    return result;
  }

  private List<Statement> turned(int width, Index sample) {
    return load("d", at("d").plus(sample.times(width)).plus(COUNT));
  }

  private static Statement terms(Index count, List<Statement> turn) {
    return new Statement.Loop("k", Index.ZERO, count.times(Order.BLOCK), Order.BLOCK, turn);
  }

  private static Index at(String array) {
    return Index.of(array + "At");
  }

  private static Statement position(String name, Index index) {
    return new Statement.Declare(NumberType.INTEGER, name, new Scalar.Position(index));
  }

  private static Statement next(String position) {
    Scalar one = new Scalar.Position(Index.of(1));
    return new Statement.Assign(
        position, new Scalar.Binary(BinaryFunction.ADD, new Scalar.Local(position), one));
  }

  private List<Statement> begin(boolean adds, boolean bias) {
    List<Statement> result = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int vector = 0; vector < vectors; vector++) {
        Scalar start =
            adds
                ? new Scalar.LoadLanes("y", result(row, vector, "y"))
                : bias
                    ? new Scalar.Spread(new Scalar.Load("bias", at("bias").plus(row)))
                    : new Scalar.Spread(new Scalar.Literal(0));
        result.add(new Statement.Declare(NumberType.LANES, sum(row, vector), start));
      }
    }
    return result;
  }

  private List<Statement> end(String array) {
    List<Statement> result = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int vector = 0; vector < vectors; vector++) {
        result.add(
            new Statement.StoreLanes(
                array, result(row, vector, array), new Scalar.Local(sum(row, vector))));
      }
    }
    return result;
  }

  private static Index result(int row, int vector, String array) {
    return at(array).plus(row * Order.BLOCK).plus(Index.LANES.times(vector));
  }

  private static String sum(int row, int vector) {
    return vector("sum" + row, vector);
  }

  private static String vector(String name, int vector) {
    return name + (vector == 0 ? "a" : "b");
  }

  private List<Statement> load(String array, Index index) {
    List<Statement> result = new ArrayList<>();
    for (int vector = 0; vector < vectors; vector++) {
      result.add(
          new Statement.Declare(
              NumberType.LANES,
              vector(array, vector),
              new Scalar.LoadLanes(array, index.plus(Index.LANES.times(vector)))));
    }
    return result;
  }

  private List<Statement> multiply(int row, String array, Index index) {
    return multiply(row, "x", array, index);
  }

  private List<Statement> multiply(int row, String lanes, String array, Index index) {
    String factor = array + row;
    List<Statement> result = new ArrayList<>();
    result.add(
        new Statement.Declare(
            NumberType.LANES, factor, new Scalar.Spread(new Scalar.Load(array, index))));
    for (int vector = 0; vector < vectors; vector++) {
      String sum = sum(row, vector);
      result.add(
          new Statement.Assign(
              sum,
              new Scalar.MultiplyAdd(
                  new Scalar.Local(vector(lanes, vector)),
                  new Scalar.Local(factor),
                  new Scalar.Local(sum))));
    }
    return result;
  }
}
