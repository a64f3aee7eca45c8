package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Loops that make one number of many. */
final class Reducer {
  /** Independent partial sums: an addition takes four cycles, and two can begin in each. */
  private static final int LANES = 8;

  private final KernelBuilder kernel;
  private final NumberType type;

  Reducer(KernelBuilder kernel, NumberType type) {
    this.kernel = kernel;
    this.type = type;
  }

  /** Where a reduction begins. */
  static Scalar identity(Reduction reduction) {
    return new Scalar.Literal(
        switch (reduction) {
          case SUM -> 0;
          case MAXIMUM -> Double.NEGATIVE_INFINITY;
          case MINIMUM -> Double.POSITIVE_INFINITY;
          case LOG_SUM_EXP -> throw notALoop(reduction);
        });
  }

  private static IllegalStateException notALoop(Reduction reduction) {
    return new IllegalStateException("to be expanded before a plan is made: " + reduction);
  }

  /** How a reduction takes one more element. */
  static Scalar combine(Reduction reduction, Scalar sum, Scalar element) {
    BinaryFunction function =
        switch (reduction) {
          case SUM -> BinaryFunction.ADD;
          case MAXIMUM -> BinaryFunction.MAX;
          case MINIMUM -> BinaryFunction.MIN;
          case LOG_SUM_EXP -> throw notALoop(reduction);
        };
    return new Scalar.Binary(function, sum, element);
  }

  /**
   * The reduction of {@code length} elements.
   *
   * @param element the element at a place
   * @param into receives the statements
   * @return the result, as an expression over locals
   */
  Scalar reduce(
      Reduction reduction,
      int length,
      String name,
      String variable,
      Function<Index, Scalar> element,
      List<Statement> into) {
    int lanes = length >= CostModel.SPLIT_SUM ? LANES : 1;
    List<Scalar> sums = new ArrayList<>();
    List<Statement> body = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      String sum = kernel.local(lanes == 1 ? name : name + "." + lane);
      Scalar local = new Scalar.Local(sum);
      into.add(new Statement.Declare(type, sum, identity(reduction)));
      Index place = Index.of(variable).plus(lane);
      body.add(new Statement.Assign(sum, combine(reduction, local, element.apply(place))));
      sums.add(local);
    }
    int whole = length - length % lanes;
    into.add(new Statement.Loop(variable, Index.ZERO, Index.of(whole), lanes, body));
    while (sums.size() > 1) {
      List<Scalar> pairs = new ArrayList<>();
      for (int i = 0; i + 1 < sums.size(); i += 2) {
        pairs.add(combine(reduction, sums.get(i), sums.get(i + 1)));
      }
      sums = pairs;
    }
    Scalar result = sums.get(0);
    for (int i = whole; i < length; i++) {
      result = combine(reduction, result, element.apply(Index.of(i)));
    }
    return type == NumberType.WIDE ? new Scalar.Narrow(result) : result;
  }

  /** The position of the first greatest of {@code length} elements, in a local. */
  String argMax(
      int length,
      String name,
      String variable,
      Function<Index, Scalar> element,
      List<Statement> into) {
    String best = kernel.local(name + ".best");
    String position = kernel.local(name);
    into.add(new Statement.Declare(NumberType.REAL, best, element.apply(Index.ZERO)));
    into.add(new Statement.Declare(NumberType.INTEGER, position, new Scalar.Position(Index.ZERO)));
    Index place = Index.of(variable);
    Scalar candidate = element.apply(place);
    into.add(
        new Statement.Loop(
            variable,
            Index.of(1),
            Index.of(length),
            1,
            List.of(
                new Statement.When(
                    new Scalar.Compare(Comparison.GREATER, candidate, new Scalar.Local(best)),
                    List.of(
                        new Statement.Assign(best, candidate),
                        new Statement.Assign(position, new Scalar.Position(place)))))));
    return position;
  }
}
