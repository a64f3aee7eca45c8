package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The innermost loop of products: adds scaled rows to rows, {@code y0[j] += x00 * w0[j] + x01 *
 * w1[j] + …; y1[j] += …}. All rows are arrays of their own, for the reason that {@link Tile} gives.
 *
 * <p>Two sums of four rows each are the best form that was measured, on JDK 17 and 25: a loaded
 * {@code w} serves two sums, a sum that was loaded serves four rows, and with twice as many terms
 * HotSpot's compiler gives up.
 */
final class RowSums {
  /** So many rows are summed in one pass. */
  static final int SUMS = 2;

  /** So many rows are added to each in one pass. */
  static final int TERMS = 4;

  private final KernelBuilder kernel;
  private final int length;

  /** Their names: passes are blocks of their own, and may use the same. */
  private final Map<String, String> factors = new HashMap<>();

  RowSums(KernelBuilder kernel, int length) {
    this.kernel = kernel;
    this.length = length;
  }

  /** The factor of one row in one sum. */
  interface Factor {
    Scalar at(int sum, int term);
  }

  /**
   * One pass.
   *
   * @param sums names of the rows that grow
   * @param rows names of the rows that are added
   * @param prefix what the factors' names begin with
   */
  List<Statement> add(List<String> sums, List<String> rows, String prefix, Factor factor) {
    List<Statement> result = new ArrayList<>();
    List<Statement> additions = new ArrayList<>();
    Index j = Index.of("j");
    for (int sum = 0; sum < sums.size(); sum++) {
      Optional<Scalar> total = Optional.empty();
      for (int term = 0; term < rows.size(); term++) {
        String name =
            factors.computeIfAbsent(
                prefix + (sums.size() > 1 ? sum + "" + term : term), kernel::local);
        result.add(new Statement.Declare(NumberType.REAL, name, factor.at(sum, term)));
        Scalar product =
            new Scalar.Binary(
                BinaryFunction.MULTIPLY,
                new Scalar.Local(name),
                new Scalar.Load(rows.get(term), j));
        total =
            Optional.of(
                total
                    .<Scalar>map(s -> new Scalar.Binary(BinaryFunction.ADD, s, product))
                    .orElse(product));
      }
      additions.add(new Statement.AddTo(sums.get(sum), j, total.orElseThrow()));
    }
    result.add(Statement.Loop.over("j", Index.of(length), additions));
    return result;
  }
}
