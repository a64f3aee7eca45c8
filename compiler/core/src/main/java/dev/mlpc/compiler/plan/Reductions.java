package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Writes reductions that have a loop of their own. */
final class Reductions {
  private final KernelBuilder kernel;
  private final Elements elements;
  private final ValueNames names;
  private final boolean perSample;

  /**
   * @param perSample whether each sample has its own; what is summed once is summed wide
   */
  Reductions(KernelBuilder kernel, Elements elements, ValueNames names, boolean perSample) {
    this.kernel = kernel;
    this.elements = elements;
    this.names = names;
    this.perSample = perSample;
  }

  /** One element of a reduction: over all axes behind {@code prefix}. */
  Scalar reduce(Op.Reduce reduce, List<Index> prefix, List<Statement> into) {
    Value x = reduce.x();
    String name = names.of(x);
    NumberType type = perSample ? kernel.real() : NumberType.WIDE;
    return reduceOver(reduce.reduction(), x, prefix, type, name + ".total", into);
  }

  /** The reduction of x over all axes behind {@code prefix}. */
  private Scalar reduceOver(
      Reduction reduction,
      Value x,
      List<Index> prefix,
      NumberType type,
      String name,
      List<Statement> into) {
    Shape shape = x.shape();
    Shape suffix = shape.suffix(prefix.size());
    Reducer reducer = new Reducer(kernel, type);
    String variable = LoopedLowering.AXES[prefix.size()];
    if (suffix.rank() == 1) {
      return reducer.reduce(
          reduction,
          suffix.size(),
          name,
          variable,
          index -> elements.at(x, Point.atAxes(shape, append(prefix, index))),
          into);
    }
    boolean transposed = !elements.isLinear(x, false) && elements.isLinear(x, true);
    if (prefix.isEmpty() && elements.isLinear(x, transposed)) {
      return reducer.reduce(
          reduction,
          transposed ? kernel.matrixLength(shape) : suffix.size(),
          name,
          variable,
          index -> elements.at(x, Point.atPlace(shape, index, transposed)),
          into);
    }
    String sum = kernel.local(name);
    Scalar local = new Scalar.Local(sum);
    into.add(new Statement.Declare(type, sum, Reducer.identity(reduction)));
    List<Index> axes = prefix;
    for (int axis = prefix.size(); axis < shape.rank(); axis++) {
      axes = append(axes, Index.of(LoopedLowering.AXES[axis]));
    }
    Scalar element = elements.at(x, Point.atAxes(shape, axes));
    List<Statement> inside =
        List.of(new Statement.Assign(sum, Reducer.combine(reduction, local, element)));
    for (int axis = shape.rank() - 1; axis >= prefix.size(); axis--) {
      inside =
          List.of(
              Statement.Loop.over(
                  LoopedLowering.AXES[axis], Index.of(shape.dimension(axis)), inside));
    }
    into.addAll(inside);
    return type == NumberType.WIDE ? new Scalar.Narrow(local) : local;
  }

  private static List<Index> append(List<Index> axes, Index axis) {
    List<Index> result = new ArrayList<>(axes);
    result.add(axis);
    return result;
  }
}
