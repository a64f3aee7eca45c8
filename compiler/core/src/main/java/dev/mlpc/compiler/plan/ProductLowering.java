package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the kernels of large products, in passes of {@link RowSums} over blocks of samples.
 *
 * <p>Forward, each sample has a row of sums, to which rows of the matrix are added. In a weight's
 * gradient each row of the gradient is a sum, to which rows of the samples are added.
 */
final class ProductLowering {
  private static final Index SAMPLE = Index.of(KernelBuilder.SAMPLE);

  private final KernelBuilder kernel;
  private final Registry registry;

  ProductLowering(KernelBuilder kernel, Registry registry) {
    this.kernel = kernel;
    this.registry = registry;
  }

  /**
   * y = M x + b for each sample.
   *
   * @param matrix as [inputs, units], row-major
   */
  List<Statement> forward(Product.Forward product, Buffer matrix, List<Buffer> destinations) {
    int units = product.units();
    Block block = new Block(units, RowSums.SUMS);
    List<Statement> body = new ArrayList<>();
    Statement begin =
        product
            .bias()
            .<Statement>map(
                bias ->
                    new Statement.Copy(
                        kernel.array(kernel.buffer(bias)), Index.ZERO, "sum", Index.ZERO, units))
            .orElse(new Statement.Clear("sum", units));
    body.add(block.eachSample(List.of(block.sampleRow("sum", 0), begin)));
    int whole = product.inputs() - product.inputs() % RowSums.TERMS;
    if (whole > 0) {
      body.add(
          new Statement.Loop(
              "i",
              Index.ZERO,
              Index.of(whole),
              RowSums.TERMS,
              addRows(block, product, matrix, Index.of("i"), RowSums.TERMS)));
    }
    if (whole < product.inputs()) {
      body.addAll(addRows(block, product, matrix, Index.of(whole), product.inputs() - whole));
    }
    List<Statement> finish = new ArrayList<>(List.of(block.sampleRow("sum", 0)));
    for (Buffer y : destinations) {
      finish.add(new Statement.Copy("sum", Index.ZERO, kernel.array(y), kernel.base(y), units));
    }
    body.add(block.eachSample(finish));
    return block.of(body);
  }

  /** Adds some rows of the matrix to the sums of every sample. */
  private List<Statement> addRows(
      Block block, Product.Forward product, Buffer matrix, Index from, int count) {
    Buffer x = kernel.buffer(product.x());
    int units = product.units();
    List<Statement> result = new ArrayList<>();
    List<String> rows = block.matrixRows(count);
    for (int row = 0; row < count; row++) {
      Index place = from.plus(row).times(units);
      result.add(new Statement.Copy(kernel.array(matrix), place, rows.get(row), Index.ZERO, units));
    }
    result.addAll(
        block.inGroups(
            (sums, pass) ->
                pass.addAll(
                    block.sums.add(
                        sums,
                        rows,
                        "x",
                        (sum, term) -> element(x, SAMPLE.plus(sum), from.plus(term))))));
    return result;
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
    Block block = new Block(length, RowSums.TERMS);
    Buffer source = kernel.buffer(row);
    List<Statement> body = new ArrayList<>();
    body.add(
        block.eachSample(
            List.of(
                block.sampleRow("row", 0),
                new Statement.Copy(
                    kernel.array(source), kernel.base(source), "row", Index.ZERO, length))));
    body.addAll(
        kernel.overElements(
            "i",
            rows,
            RowSums.SUMS,
            (from, count) -> addSamples(block, gradient, kernel.buffer(scale), from, count)));
    List<Statement> result = new ArrayList<>();
    result.add(kernel.clear(gradient, length));
    result.addAll(block.of(body));
    result.addAll(Accumulation.copy(kernel, gradient, destinations, Shape.matrix(rows, length)));
    return result;
  }

  /** Adds the rows of all samples of the block to some rows of the gradient. */
  private List<Statement> addSamples(
      Block block, Buffer gradient, Buffer scale, Index from, int count) {
    int length = block.length;
    List<Statement> result = new ArrayList<>();
    List<String> sums = block.matrixRows(count);
    for (int sum = 0; sum < count; sum++) {
      Index place = from.plus(sum).times(length);
      result.add(
          new Statement.Copy(kernel.array(gradient), place, sums.get(sum), Index.ZERO, length));
    }
    result.addAll(
        block.inGroups(
            (rows, pass) ->
                pass.addAll(
                    block.sums.add(
                        sums,
                        rows,
                        "x",
                        (sum, term) -> element(scale, SAMPLE.plus(term), from.plus(sum))))));
    for (int sum = 0; sum < count; sum++) {
      Index place = from.plus(sum).times(length);
      result.add(
          new Statement.Copy(sums.get(sum), Index.ZERO, kernel.array(gradient), place, length));
    }
    return result;
  }

  private Scalar element(Buffer buffer, Index sample, Index place) {
    return new Scalar.Load(
        kernel.array(buffer), sample.times(buffer.width()).plus(kernel.origin(buffer)).plus(place));
  }

  /** What a pass does with rows of the samples at hand. */
  private interface Pass {
    void write(List<String> sampleRows, List<Statement> into);
  }

  /** A loop over blocks of samples, each of which has a row in a tile. */
  private final class Block {
    final int length;
    final RowSums sums;
    private final int group;
    private final int samples;
    private final List<String> matrixRows = new ArrayList<>();
    private final List<String> sampleRows = new ArrayList<>();
    private final String from = kernel.local("from");
    private final String to = kernel.local("to");
    private final String whole = kernel.local("whole");

    Block(int length, int group) {
      this.length = length;
      this.group = group;
      this.samples = CostModel.samplesPerBlock(length);
      this.sums = new RowSums(kernel, length);
    }

    List<Statement> of(List<Statement> body) {
      List<Statement> result = new ArrayList<>();
      String tile = kernel.rows(registry.matrixRows(RowSums.TERMS, length));
      for (int row = 0; row < matrixRows.size(); row++) {
        result.add(new Statement.Row(matrixRows.get(row), tile, Index.of(row)));
      }
      result.add(
          new Statement.Blocks(
              from, to, whole, group, kernel.firstSample(), kernel.samplesEnd(), samples, body));
      return result;
    }

    Statement eachSample(List<Statement> body) {
      return new Statement.Loop(KernelBuilder.SAMPLE, Index.of(from), Index.of(to), 1, body);
    }

    /** {@code float[] sum = sampleRows[s - from + lane];}. */
    Statement.Row sampleRow(String name, int lane) {
      String tile = kernel.rows(registry.sampleRows(samples, length));
      return new Statement.Row(name, tile, SAMPLE.plus(Index.of(from).times(-1)).plus(lane));
    }

    /** Rows for parts of a matrix: they are named when the kernel begins. */
    List<String> matrixRows(int count) {
      while (matrixRows.size() < count) {
        matrixRows.add(kernel.local("w" + matrixRows.size()));
      }
      return matrixRows.subList(0, count);
    }

    /** All samples, a group at a time, and then what is left one by one. */
    List<Statement> inGroups(Pass pass) {
      Index middle = Index.of(whole);
      return List.of(
          new Statement.Loop(
              KernelBuilder.SAMPLE, Index.of(from), middle, group, group(group, pass)),
          new Statement.Loop(KernelBuilder.SAMPLE, middle, Index.of(to), 1, group(1, pass)));
    }

    private List<Statement> group(int size, Pass pass) {
      List<Statement> result = new ArrayList<>();
      List<String> rows = new ArrayList<>();
      for (int lane = 0; lane < size; lane++) {
        if (lane == sampleRows.size()) {
          sampleRows.add(kernel.local("y" + lane));
        }
        result.add(sampleRow(sampleRows.get(lane), lane));
        rows.add(sampleRows.get(lane));
      }
      pass.write(rows, result);
      return result;
    }
  }
}
