package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the kernels of products. Each adds up rows of an array, scaled, into a row of the result:
 * {@code y[j] += x0 * w[o0 + j] + x1 * w[o1 + j] + …}, the form that HotSpot's compiler turns into
 * vector instructions, because neighbours in memory are computed alike and independently.
 */
final class ProductLowering {
  /** So many rows are added in one pass over the result's row: fewer passes, more registers. */
  private static final int ROWS = 8;

  private final KernelBuilder kernel;
  private final Elements elements;

  ProductLowering(Graph graph, KernelBuilder kernel) {
    this.kernel = kernel;
    this.elements = new Elements(graph, kernel);
  }

  /**
   * y = M x + b for each sample.
   *
   * @param rows the matrix as [inputs, units], row-major
   */
  List<Statement> forward(Product.Forward product, Buffer rows, List<Buffer> destinations) {
    Buffer y = destinations.get(0);
    int units = product.units();
    Index unit = Index.of("j");
    List<Statement> body = new ArrayList<>();
    Scalar start =
        product
            .bias()
            .map(bias -> elements.at(bias, Point.atPlace(bias.shape(), unit, false)))
            .orElse(new Scalar.Literal(0));
    body.add(Statement.Loop.over("j", Index.of(units), List.of(kernel.store(y, unit, start))));
    Shape inputs = Shape.vector(product.inputs());
    addRows(
        product.inputs(),
        units,
        i -> elements.at(product.x(), Point.atPlace(inputs, i, false)),
        (i, j) -> kernel.load(rows, i.times(units).plus(j)),
        kernel.array(y),
        kernel.base(y),
        body);
    for (Buffer other : destinations.subList(1, destinations.size())) {
      body.add(
          Statement.Loop.over(
              "j", Index.of(units), List.of(kernel.store(other, unit, kernel.load(y, unit)))));
    }
    return List.of(Statement.Loop.over(KernelBuilder.SAMPLE, kernel.samples(), body));
  }

  /**
   * G = Σ a bᵀ over the samples; a transposed G has rows that are scaled by b, of elements of a.
   */
  List<Statement> weightGradient(Product.WeightGradient product, List<Buffer> destinations) {
    Buffer gradient = destinations.get(0);
    Value scale = gradient.transposed() ? product.b() : product.a();
    Value row = gradient.transposed() ? product.a() : product.b();
    int rows = scale.shape().size();
    int length = row.shape().size();
    List<Statement> body = new ArrayList<>();
    Index i = Index.of("i");
    Index target = i.times(length);
    body.add(
        new Statement.Store(
            kernel.array(gradient), target.plus(Index.of("j")), new Scalar.Literal(0)));
    List<Statement> clear = List.of(Statement.Loop.over("j", Index.of(length), List.copyOf(body)));
    List<Statement> inside = new ArrayList<>(clear);
    inside.addAll(addSamples(scale, row, gradient, i, target, length));
    List<Statement> result = new ArrayList<>();
    result.add(Statement.Loop.over("i", Index.of(rows), inside));
    result.addAll(Accumulation.copy(kernel, gradient, destinations, Shape.matrix(rows, length)));
    return result;
  }

  private List<Statement> addSamples(
      Value scale, Value row, Buffer gradient, Index i, Index target, int length) {
    Buffer scales = kernel.buffer(scale);
    Buffer rows = kernel.buffer(row);
    Index samples = kernel.samples();
    List<Statement> main = new ArrayList<>();
    Scalar sum = null;
    for (int lane = 0; lane < ROWS; lane++) {
      Index sample = Index.of(KernelBuilder.SAMPLE).plus(lane);
      String factor = kernel.local(scales.name() + lane);
      main.add(new Statement.Declare(NumberType.REAL, factor, loadAt(scales, sample, i)));
      sum = plus(sum, times(factor, loadAt(rows, sample, Index.of("j"))));
    }
    main.add(add(kernel.array(gradient), target, length, java.util.Objects.requireNonNull(sum)));
    String factor = kernel.local(scales.name());
    Index sample = Index.of(KernelBuilder.SAMPLE);
    List<Statement> rest =
        List.of(
            new Statement.Declare(NumberType.REAL, factor, loadAt(scales, sample, i)),
            add(
                kernel.array(gradient),
                target,
                length,
                times(factor, loadAt(rows, sample, Index.of("j")))));
    Index whole = samples.plus(-(ROWS - 1));
    return List.of(
        new Statement.Offset(KernelBuilder.SAMPLE, Index.ZERO),
        new Statement.Loop(KernelBuilder.SAMPLE, Index.of(KernelBuilder.SAMPLE), whole, ROWS, main),
        new Statement.Loop(KernelBuilder.SAMPLE, Index.of(KernelBuilder.SAMPLE), samples, 1, rest));
  }

  private Scalar loadAt(Buffer buffer, Index sample, Index place) {
    return new Scalar.Load(
        kernel.array(buffer), sample.times(buffer.width()).plus(kernel.origin(buffer)).plus(place));
  }

  /** An element of the i-th row. */
  private interface RowElement {
    Scalar at(Index i, Index j);
  }

  /** y[j] += Σ_i scale_i row_i[j]. */
  private void addRows(
      int count,
      int length,
      java.util.function.Function<Index, Scalar> scale,
      RowElement row,
      String array,
      Index target,
      List<Statement> into) {
    int whole = count - count % ROWS;
    if (whole > 0) {
      into.add(
          new Statement.Loop(
              "i",
              Index.ZERO,
              Index.of(whole),
              ROWS,
              pass(Index.of("i"), ROWS, length, scale, row, array, target)));
    }
    if (whole < count) {
      into.addAll(pass(Index.of(whole), count - whole, length, scale, row, array, target));
    }
  }

  private List<Statement> pass(
      Index from,
      int count,
      int length,
      java.util.function.Function<Index, Scalar> scale,
      RowElement row,
      String array,
      Index target) {
    List<Statement> result = new ArrayList<>();
    Scalar sum = null;
    for (int lane = 0; lane < count; lane++) {
      Index i = from.plus(lane);
      String factor = kernel.local("x" + lane);
      result.add(new Statement.Declare(NumberType.REAL, factor, scale.apply(i)));
      sum = plus(sum, times(factor, row.at(i, Index.of("j"))));
    }
    result.add(add(array, target, length, java.util.Objects.requireNonNull(sum)));
    return result;
  }

  private static Statement add(String array, Index target, int length, Scalar sum) {
    Index place = target.plus(Index.of("j"));
    return Statement.Loop.over(
        "j", Index.of(length), List.of(new Statement.AddTo(array, place, sum)));
  }

  private static Scalar times(String factor, Scalar element) {
    return new Scalar.Binary(BinaryFunction.MULTIPLY, new Scalar.Local(factor), element);
  }

  private static Scalar plus(@org.jspecify.annotations.Nullable Scalar sum, Scalar term) {
    return sum == null ? term : new Scalar.Binary(BinaryFunction.ADD, sum, term);
  }

  /** The transpose of a stored matrix, once. */
  List<Statement> transpose(Buffer from, Buffer to, int rows, int columns) {
    Index i = Index.of("i");
    Index j = Index.of("j");
    return List.of(
        Statement.Loop.over(
            "i",
            Index.of(rows),
            List.of(
                Statement.Loop.over(
                    "j",
                    Index.of(columns),
                    List.of(
                        kernel.store(
                            to,
                            j.times(rows).plus(i),
                            kernel.load(from, i.times(columns).plus(j))))))));
  }
}
