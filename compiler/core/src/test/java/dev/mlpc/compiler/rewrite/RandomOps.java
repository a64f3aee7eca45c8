package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Random graphs in which rules find much to do: few leaves, neutral constants, repeats and
 * broadcasts of all kinds. What jumps (comparisons, floor, sign) takes leaves alone, so that
 * rounding cannot move a value across a jump.
 */
final class RandomOps {
  static final int SAMPLES = 3;
  private static final Origin HERE = new Origin("here", Optional.empty(), Origin.Role.STEP);
  private static final Shape TWO = Shape.vector(2);
  private static final Shape MATRIX = Shape.matrix(2, 2);
  private static final double[] NUMBERS = {0, 1, -1, 2, 0.5, 3};

  private final Random random;
  private final GraphBuilder graph = new GraphBuilder();
  private final List<Value> values = new ArrayList<>();
  private int leafCount;

  private RandomOps(long seed) {
    this.random = new Random(seed);
  }

  /** A graph of about {@code size} ops; every op that nothing uses is an output. */
  static Graph graph(long seed, int size) {
    return new RandomOps(seed).grow(size);
  }

  /** Values for the leaves of such a graph. */
  static Leaves leaves(long seed) {
    Random random = new Random(~seed);
    return Leaves.ofBatch(SAMPLES)
        .withInput("x", draw(random, SAMPLES * 2))
        .withInput("z", draw(random, SAMPLES))
        .withParameter("u", draw(random, 1))
        .withParameter("w", draw(random, 2))
        .withParameter("m", draw(random, 4));
  }

  private static double[] draw(Random random, int count) {
    return random.doubles(count, -2, 2).toArray();
  }

  private Graph grow(int size) {
    leaf(new Op.Input("x"), TWO, true);
    leaf(new Op.Input("z"), Shape.SCALAR, true);
    leaf(new Op.Parameter("u"), Shape.SCALAR, false);
    leaf(new Op.Parameter("w"), TWO, false);
    leaf(new Op.Parameter("m"), MATRIX, false);
    values.add(graph.add(new Op.BatchSize(), HERE));
    for (double number : NUMBERS) {
      values.add(graph.constant(number, HERE));
    }
    leafCount = values.size();
    while (values.size() < leafCount + size) {
      next().filter(this::fits).ifPresent(op -> values.add(graph.add(op, HERE)));
    }
    for (int i = leafCount; i < values.size(); i++) {
      graph.output("y" + i, values.get(i));
    }
    return graph.build();
  }

  private void leaf(Op.Leaf op, Shape shape, boolean batched) {
    values.add(graph.leaf(op, TensorType.real(shape, batched), HERE));
  }

  private boolean fits(Op op) {
    try {
      return GraphBuilder.typeOf(op).shape().size() <= 8 && graph.find(op).isEmpty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private Value any() {
    return values.get(random.nextInt(values.size()));
  }

  private Value anyLeaf() {
    return values.get(random.nextInt(leafCount));
  }

  /** Another value of that shape and of reals; often the same one. */
  private Value like(Value x) {
    for (int attempt = 0; attempt < 8; attempt++) {
      Value y = any();
      if (y.shape().equals(x.shape()) && y.type().element() == Element.REAL) {
        return y;
      }
    }
    return x;
  }

  private Optional<Op> next() {
    Value x = any();
    boolean real = x.type().element() == Element.REAL;
    return switch (random.nextInt(real ? 15 : 4)) {
      case 0 -> Optional.of(new Op.Broadcast(x, random.nextBoolean() ? TWO : MATRIX));
      case 1 -> Optional.of(new Op.RepeatOverBatch(x));
      case 2 ->
          real
              ? Optional.of(new Op.Compare(any(Comparison.values()), anyLeaf(), anyLeaf()))
              : Optional.of(new Op.Not(x));
      case 3 ->
          real ? Optional.of(new Op.StopGradient(x)) : Optional.of(new Op.Select(x, any(), any()));
      case 4, 5 -> unary(x);
      case 6, 7, 8 -> binary(x, like(x));
      case 9 -> Optional.of(new Op.Reduce(any(Reduction.values()), x, random.nextInt(2)));
      case 10 -> Optional.of(new Op.Transpose(x));
      case 11 ->
          Optional.of(random.nextBoolean() ? new Op.MatMul(x, any()) : new Op.Outer(x, any()));
      case 12 -> view(x);
      case 13 -> Optional.of(new Op.SumOverBatch(x));
      default -> Optional.of(new Op.Reshape(x, any().shape()));
    };
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private Optional<Op> view(Value x) {
    int from = random.nextInt(2);
    return switch (random.nextInt(3)) {
      case 0 -> Optional.of(new Op.Slice(x, from, from + 1 + random.nextInt(2)));
      case 1 -> Optional.of(new Op.Pad(x, from, random.nextInt(2)));
      default -> Optional.of(new Op.Concat(List.of(x, like(x))));
    };
  }

  /** Logarithms take positive values alone, exponentials small ones. */
  private Optional<Op> unary(Value x) {
    UnaryFunction function = any(UnaryFunction.values());
    boolean sensible =
        switch (function) {
          case NEGATE, ABS, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF -> true;
          case EXP, EXPM1 -> isBounded(x) || graph.op(x) instanceof Op.Binary;
          case LOG, LOG1P, SQRT -> isPositive(x) || isNegatedSigmoid(x, function);
          case RECIPROCAL -> isPositive(x);
          case SIGN, FLOOR -> graph.op(x) instanceof Op.Leaf;
        };
    return sensible ? Optional.of(new Op.Unary(function, x)) : Optional.empty();
  }

  /** Now and then one that is there, with its operands the other way. */
  private Optional<Op> binary(Value a, Value b) {
    if (graph.op(a) instanceof Op.Binary known && isPositive(known.a()) == isPositive(known.b())) {
      return Optional.of(new Op.Binary(known.function(), known.b(), known.a()));
    }
    BinaryFunction function = any(BinaryFunction.values());
    boolean sensible =
        switch (function) {
          case ADD, SUBTRACT, MULTIPLY, MAX, MIN -> true;
          case DIVIDE -> isPositive(b);
          case POWER -> isPositive(a) && graph.op(b) instanceof Op.Constant;
        };
    return sensible ? Optional.of(new Op.Binary(function, a, b)) : Optional.empty();
  }

  private boolean isBounded(Value x) {
    return graph.op(x) instanceof Op.Leaf
        || (graph.op(x) instanceof Op.Unary unary && unary.function() == UnaryFunction.TANH);
  }

  private boolean isPositive(Value x) {
    Op op = graph.op(x);
    if (op instanceof Op.Broadcast broadcast) {
      op = graph.op(broadcast.x());
    }
    return (op instanceof Op.Constant constant && constant.value() > 0)
        || op instanceof Op.BatchSize
        || (op instanceof Op.Unary unary
            && (unary.function() == UnaryFunction.EXP
                || unary.function() == UnaryFunction.SIGMOID
                || unary.function() == UnaryFunction.SOFTPLUS));
  }

  private boolean isNegatedSigmoid(Value x, UnaryFunction function) {
    return function == UnaryFunction.LOG1P
        && graph.op(x) instanceof Op.Unary minus
        && minus.function() == UnaryFunction.NEGATE
        && graph.op(minus.x()) instanceof Op.Unary sigmoid
        && sigmoid.function() == UnaryFunction.SIGMOID;
  }
}
