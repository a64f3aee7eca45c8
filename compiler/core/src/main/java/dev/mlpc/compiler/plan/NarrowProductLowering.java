package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes products with few results: each result is summed up in a local, and in several where there
 * would be fewer sums than a processor can work at.
 */
final class NarrowProductLowering {
  /** Additions that should be under way at once: each takes four cycles, two begin in each. */
  private static final int SUMS = 8;

  private final KernelBuilder kernel;
  private final Elements elements;

  NarrowProductLowering(Graph graph, KernelBuilder kernel) {
    this.kernel = kernel;
    this.elements = new Elements(graph, kernel);
  }

  /** y = M x + b for each sample. */
  List<Statement> forward(Product.Forward product, List<Buffer> destinations) {
    int units = product.units();
    int lanes = Math.max(1, Integer.highestOneBit(SUMS / units));
    int whole = product.inputs() - product.inputs() % lanes;
    List<Statement> body = new ArrayList<>();
    List<List<String>> sums = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      List<String> ofUnit = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        String name = kernel.local("y" + unit + (lanes == 1 ? "" : "Lane" + lane));
        Scalar start = lane == 0 ? bias(product, unit) : new Scalar.Literal(0);
        body.add(new Statement.Declare(NumberType.REAL, name, start));
        ofUnit.add(name);
      }
      sums.add(ofUnit);
    }
    body.add(
        new Statement.Loop(
            "i", Index.ZERO, Index.of(whole), lanes, turn(product, Index.of("i"), sums)));
    for (int input = whole; input < product.inputs(); input++) {
      List<List<String>> first = sums.stream().map(ofUnit -> ofUnit.subList(0, 1)).toList();
      body.addAll(turn(product, Index.of(input), first));
    }
    for (int unit = 0; unit < units; unit++) {
      Scalar total =
          sums.get(unit).stream()
              .<Scalar>map(Scalar.Local::new)
              .reduce((a, b) -> new Scalar.Binary(BinaryFunction.ADD, a, b))
              .orElseThrow();
      for (Buffer y : destinations) {
        body.add(kernel.store(y, Index.of(unit), total));
      }
    }
    return List.of(kernel.overSamples(1, body));
  }

  private Scalar bias(Product.Forward product, int unit) {
    return product
        .bias()
        .map(bias -> elements.at(bias, Point.number(bias.shape(), unit)))
        .orElse(new Scalar.Literal(0));
  }

  /** One turn of the loop: an element of x for each lane. */
  private List<Statement> turn(Product.Forward product, Index from, List<List<String>> sums) {
    List<Statement> result = new ArrayList<>();
    Shape inputs = Shape.vector(product.inputs());
    for (int lane = 0; lane < sums.get(0).size(); lane++) {
      Index input = from.plus(lane);
      String x = kernel.local("x" + lane);
      Scalar element = elements.at(product.x(), Point.atPlace(inputs, input, false));
      result.add(new Statement.Declare(NumberType.REAL, x, element));
      for (int unit = 0; unit < sums.size(); unit++) {
        String sum = sums.get(unit).get(lane);
        Scalar term =
            new Scalar.Binary(
                BinaryFunction.MULTIPLY, new Scalar.Local(x), matrix(product, input, unit));
        result.add(
            new Statement.Assign(
                sum, new Scalar.Binary(BinaryFunction.ADD, new Scalar.Local(sum), term)));
      }
    }
    return result;
  }

  private Scalar matrix(Product.Forward product, Index input, int unit) {
    Index j = Index.of(unit);
    List<Index> axes = product.inputsFirst() ? List.of(input, j) : List.of(j, input);
    return elements.at(product.matrix(), Point.atAxes(product.matrix().shape(), axes));
  }
}
