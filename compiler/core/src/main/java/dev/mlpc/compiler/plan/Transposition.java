package dev.mlpc.compiler.plan;

import java.util.ArrayList;
import java.util.List;

/** The transpose of a stored matrix, for products that need its columns as rows. */
final class Transposition {
  /** So many neighbours are read together: a cache line of f32. */
  private static final int COLUMNS = 16;

  private Transposition() {}

  /**
   * to[j][i] = from[i][j].
   *
   * @param rows of {@code from}
   * @param columns of {@code from}
   */
  static List<Statement> write(
      KernelBuilder kernel, Buffer from, Buffer to, int rows, int columns) {
    List<Statement> result = new ArrayList<>();
    int whole = columns - columns % COLUMNS;
    if (whole > 0) {
      List<Statement> lines = lines(kernel, from, to, rows, columns, Index.of("j"), COLUMNS);
      result.add(new Statement.Loop("j", Index.ZERO, Index.of(whole), COLUMNS, lines));
    }
    if (whole < columns) {
      result.addAll(lines(kernel, from, to, rows, columns, Index.of(whole), columns - whole));
    }
    return result;
  }

  private static List<Statement> lines(
      KernelBuilder kernel,
      Buffer from,
      Buffer to,
      int rows,
      int columns,
      Index column,
      int count) {
    Index i = Index.of("i");
    List<Statement> stores = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Index j = column.plus(k);
      stores.add(
          kernel.store(to, j.times(rows).plus(i), kernel.load(from, i.times(columns).plus(j))));
    }
    return List.of(Statement.Loop.over("i", Index.of(rows), stores));
  }
}
