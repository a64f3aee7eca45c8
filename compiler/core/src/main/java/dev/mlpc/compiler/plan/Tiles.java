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
 * <p>Four rows by two vectors are eight sums, as many as keep two units for fused multiplication
 * and addition busy; with their operands they fit sixteen registers. More rows made C2 spill a sum
 * where there are sixteen, which halved the speed. The loop's variable counts array elements, so
 * that C2 sees an index without a factor and takes the range check out of the loop.
 */
final class Tiles {
  static final int ROWS = 4;

  /** Two vectors. */
  static final Index WIDTH = Index.LANES.times(2);

  private static final Index COUNT = Index.of("k");

  private Tiles() {}

  static List<Parameter> parameters(boolean bias) {
    return PanelProducts.arrays(bias ? List.of("x", "w", "bias", "y") : List.of("x", "w", "y"));
  }

  static List<Parameter> gradientParameters() {
    List<Parameter> result = new ArrayList<>(PanelProducts.arrays(List.of("x", "d", "g")));
    result.add(new Parameter(KernelBuilder.SAMPLES, Kind.SAMPLES));
    return result;
  }

  /** y_j = b_j + Σ_k w_jk x_k over so many terms, of a panel's rows. */
  static List<Statement> overColumns(int rows, int terms, boolean adds, boolean bias) {
    List<Statement> result = new ArrayList<>(begin(rows, adds, bias));
    List<Statement> turn = vectors("x", at("x").plus(COUNT));
    for (int row = 0; row < rows; row++) {
      turn.addAll(multiply(row, "w", at("w").plus(COUNT).plus(row)));
    }
    result.add(
        new Statement.Loop("k", Index.ZERO, Index.of(terms).times(Order.BLOCK), Order.BLOCK, turn));
    result.addAll(end(rows, "y"));
    return result;
  }

  /** y_j = b_j + Σ_k w_kj x_k, of a matrix's columns, panel by panel. */
  static List<Statement> overRows(int rows, int inputs, int units, boolean bias) {
    List<Statement> result = new ArrayList<>(begin(rows, false, bias));
    int whole = inputs - inputs % Order.BLOCK;
    Index panel = Index.of("i");
    if (whole > 0) {
      List<Statement> body = panelOfRows(rows, Order.BLOCK, units, panel);
      result.add(new Statement.Loop("i", Index.ZERO, Index.of(whole), Order.BLOCK, body));
    }
    if (whole < inputs) {
      result.addAll(panelOfRows(rows, inputs - whole, units, Index.of(whole)));
    }
    result.addAll(end(rows, "y"));
    return result;
  }

  private static List<Statement> panelOfRows(int rows, int count, int units, Index panel) {
    String row = panel.isConstant() ? "last" : "row";
    List<Statement> turn = vectors("x", at("x").plus(panel.times(Order.BLOCK)).plus(COUNT));
    for (int column = 0; column < rows; column++) {
      turn.addAll(multiply(column, "w", Index.of(row).plus(column * Order.BLOCK)));
    }
    turn.add(next(row));
    return List.of(
        position(row, at("w").plus(panel.times(units))),
        new Statement.Loop("k", Index.ZERO, Index.of(count * Order.BLOCK), Order.BLOCK, turn));
  }

  /** y_j = b_j + Σ_k w_jk x_k of one sample: j in the lanes, two vectors of each panel. */
  static List<Statement> vector(int panels, int inputs, int units, boolean bias) {
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
    result.add(
        new Statement.Loop("k", Index.ZERO, Index.of(inputs * Order.BLOCK), Order.BLOCK, turn));
    result.addAll(stores);
    return result;
  }

  /**
   * g_ij = Σ d_i x_j over the samples: i in the lanes, j a row of the tile. Whole blocks come
   * first: with a bound that changes, C2 of Java 17 keeps the sums as objects.
   */
  static List<Statement> gradient(int rows, int columns, int turnedWidth) {
    Index samples = Index.of(KernelBuilder.SAMPLES);
    Index sample = Index.of(KernelBuilder.SAMPLE);
    Index whole = Index.of("whole");
    List<Statement> result = new ArrayList<>(begin(rows, false, false));
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
            block(rows, columns, turnedWidth, sample, "at", Index.of(Order.BLOCK))));
    result.addAll(block(rows, columns, turnedWidth, whole, "last", samples.plus(whole.times(-1))));
    result.addAll(end(rows, "g"));
    return result;
  }

  private static List<Statement> block(
      int rows, int columns, int turnedWidth, Index sample, String row, Index count) {
    List<Statement> turn = vectors("d", at("d").plus(sample.times(turnedWidth)).plus(COUNT));
    for (int j = 0; j < rows; j++) {
      turn.addAll(multiply(j, "d", "x", Index.of(row).plus(j * Order.BLOCK)));
    }
    turn.add(next(row));
    return List.of(
        position(row, at("x").plus(sample.times(columns))),
        new Statement.Loop("k", Index.ZERO, count.times(Order.BLOCK), Order.BLOCK, turn));
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

  private static List<Statement> begin(int rows, boolean adds, boolean bias) {
    List<Statement> result = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int vector = 0; vector < 2; vector++) {
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

  private static List<Statement> end(int rows, String array) {
    List<Statement> result = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int vector = 0; vector < 2; vector++) {
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
    return "sum" + row + (vector == 0 ? "a" : "b");
  }

  private static List<Statement> vectors(String array, Index index) {
    List<Statement> result = new ArrayList<>();
    for (int vector = 0; vector < 2; vector++) {
      result.add(
          new Statement.Declare(
              NumberType.LANES,
              array + (vector == 0 ? "a" : "b"),
              new Scalar.LoadLanes(array, index.plus(Index.LANES.times(vector)))));
    }
    return result;
  }

  private static List<Statement> multiply(int row, String array, Index index) {
    return multiply(row, "x", array, index);
  }

  private static List<Statement> multiply(int row, String vectors, String array, Index index) {
    String factor = array + row;
    List<Statement> result = new ArrayList<>();
    result.add(
        new Statement.Declare(
            NumberType.LANES, factor, new Scalar.Spread(new Scalar.Load(array, index))));
    for (int vector = 0; vector < 2; vector++) {
      String sum = sum(row, vector);
      result.add(
          new Statement.Assign(
              sum,
              new Scalar.MultiplyAdd(
                  new Scalar.Local(vectors + (vector == 0 ? "a" : "b")),
                  new Scalar.Local(factor),
                  new Scalar.Local(sum))));
    }
    return result;
  }
}
