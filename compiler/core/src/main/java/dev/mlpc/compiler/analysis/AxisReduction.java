package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code sum(x)} over all elements of a value; {@code sum(m, axis = 1)} over those along one axis,
 * which is left out of the result. Axis -1 is the last, and a scalar is its own reduction.
 */
final class AxisReduction {
  /** The last argument of such a primitive, which has a name. */
  static final String AXIS = "axis";

  private final Primitive.Use use;

  private AxisReduction(Primitive.Use use) {
    this.use = use;
  }

  /** How many elements become one: what {@code x} has along the axes from {@code rank} on. */
  private record Operand(Value x, int rank) {
    int count() {
      return x.shape().suffix(rank).size();
    }
  }

  /** One reduction, of a value whose first {@code rank} axes are left. */
  @FunctionalInterface
  private interface Formula {
    Value of(AxisReduction reduction, Operand operand);
  }

  static Meaning reduce(Primitive.Use use, Reduction kind) {
    return apply(use, (reduction, operand) -> reduction.reduced(kind, operand));
  }

  static Meaning mean(Primitive.Use use) {
    return apply(use, AxisReduction::mean);
  }

  static Meaning variance(Primitive.Use use) {
    return apply(use, AxisReduction::variance);
  }

  private static Meaning apply(Primitive.Use use, Formula formula) {
    AxisReduction reduction = new AxisReduction(use);
    Optional<Value> x = use.operands().real(use.argument(0), use.site());
    return x.flatMap(reduction::operand)
        .<Meaning>map(operand -> Meaning.Tensor.of(formula.of(reduction, operand)))
        .orElse(Meaning.broken());
  }

  private Optional<Operand> operand(Value x) {
    if (use.arguments().size() == 1) {
      return Optional.of(new Operand(x, 0));
    }
    int rank = x.shape().rank();
    OptionalInt axis = axis(rank);
    if (axis.isEmpty()) {
      return Optional.empty();
    }
    boolean first = rank == 2 && axis.getAsInt() == 0;
    return Optional.of(
        first
            ? new Operand(use.add(new Op.Transpose(x)), 1)
            : new Operand(x, Math.max(0, rank - 1)));
  }

  private OptionalInt axis(int rank) {
    Given given = use.argument(1);
    if (given.meaning() instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Number number) {
      double axis = number.value();
      if (axis == -1 || (axis >= 0 && axis < rank && axis == Math.rint(axis))) {
        return OptionalInt.of((int) axis == -1 ? rank - 1 : (int) axis);
      }
      use.fail(
          Code.OUT_OF_RANGE,
          given.span(),
          "%s is %s: there is no such axis"
              .formatted(
                  Operands.quote(use.argument(0)).orElse("the value"),
                  use.operands().describe(use.argument(0).meaning())));
    } else if (!given.meaning().isBroken()) {
      use.fail(Code.NOT_CONSTANT, given.span(), "an axis is a constant: 0, 1, or -1 for the last");
    }
    return OptionalInt.empty();
  }

  private Value reduced(Reduction kind, Operand operand) {
    Value x = operand.x();
    return x.shape().isScalar() ? x : use.add(new Op.Reduce(kind, x, operand.rank()));
  }

  private Value mean(Operand operand) {
    Value sum = reduced(Reduction.SUM, operand);
    if (operand.count() == 1) {
      return sum;
    }
    Value count = spread(use.constant(operand.count()), sum);
    return use.add(new Op.Binary(BinaryFunction.DIVIDE, sum, count));
  }

  /** Of the population: mean of (x - mean x)². */
  private Value variance(Operand operand) {
    Value mean = spread(mean(operand), operand.x());
    Value distance = use.add(new Op.Binary(BinaryFunction.SUBTRACT, operand.x(), mean));
    Value square = use.add(new Op.Binary(BinaryFunction.MULTIPLY, distance, distance));
    return mean(new Operand(square, operand.rank()));
  }

  private Value spread(Value x, Value like) {
    return x.shape().equals(like.shape()) ? x : use.add(new Op.Broadcast(x, like.shape()));
  }
}
