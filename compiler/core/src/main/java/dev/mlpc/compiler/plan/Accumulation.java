package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Arrays that sums over the batch are gathered in. */
final class Accumulation {
  private Accumulation() {}

  /** All zeros, before the first sample. */
  static Statement clear(KernelBuilder kernel, Buffer buffer) {
    return new Statement.Clear(kernel.array(buffer), buffer.width());
  }

  /** After the last sample: what was gathered in the first buffer goes to the others too. */
  static List<Statement> copy(
      KernelBuilder kernel, Buffer first, List<Buffer> destinations, Shape shape) {
    List<Statement> result = new ArrayList<>();
    for (Buffer other : destinations.subList(1, destinations.size())) {
      if (other.transposed() != first.transposed() && shape.rank() == 2) {
        throw new IllegalStateException("a sum wanted in two layouts: " + first.name());
      }
      result.add(
          Statement.Loop.over(
              "i",
              Index.of(shape.size()),
              List.of(kernel.store(other, Index.of("i"), kernel.load(first, Index.of("i"))))));
    }
    return result;
  }
}
