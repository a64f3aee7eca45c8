package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over the samples in lanes: first one for each place in a block, then over the places. Which
 * numbers are added, and in which order, does not depend on how many lanes a vector has.
 */
final class LaneSums {
  private static final Index LANE = Index.of(KernelBuilder.LANE);

  private final KernelBuilder kernel;
  private final Buffer partials;

  /**
   * @param partials 32 for each element of the sum
   */
  LaneSums(KernelBuilder kernel, Buffer partials) {
    this.kernel = kernel;
    this.partials = partials;
  }

  Statement clear() {
    return new Statement.Clear(kernel.array(partials), partials.width());
  }

  /** Adds the elements of the samples at hand; beyond the last sample they do not count. */
  Statement add(Index place, Scalar element) {
    Index address = place.times(Order.BLOCK).plus(LANE);
    String array = kernel.array(partials);
    Scalar isPresent =
        new Scalar.Compare(
            Comparison.LESS,
            new Scalar.LaneNumbers(kernel.sample()),
            new Scalar.ToReal(new Scalar.Position(kernel.samples())));
    Scalar present = new Scalar.Select(isPresent, element, new Scalar.Literal(0));
    return new Statement.StoreLanes(
        array,
        address,
        new Scalar.Binary(BinaryFunction.ADD, new Scalar.LoadLanes(array, address), present));
  }

  /** Adds up the places of a block. */
  List<Statement> finish(Shape shape, List<Buffer> destinations) {
    String total = kernel.local("total");
    Index element = Index.of(LoopedLowering.AXES[0]);
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.Declare(NumberType.WIDE, total, new Scalar.Literal(0)));
    Scalar partial = new Scalar.Load(kernel.array(partials), element.times(Order.BLOCK).plus(LANE));
    body.add(
        Statement.Loop.over(
            KernelBuilder.LANE,
            Index.of(Order.BLOCK),
            List.of(
                new Statement.Assign(
                    total,
                    new Scalar.Binary(BinaryFunction.ADD, new Scalar.Local(total), partial)))));
    for (Buffer buffer : destinations) {
      body.add(
          new Statement.Store(
              kernel.array(buffer), element, new Scalar.Narrow(new Scalar.Local(total))));
    }
    return List.of(Statement.Loop.over(LoopedLowering.AXES[0], Index.of(shape.size()), body));
  }
}
