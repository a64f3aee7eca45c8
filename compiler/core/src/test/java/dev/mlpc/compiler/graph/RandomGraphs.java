package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * Makes small random graphs, with elements for their leaves, for tests that hold of any graph. A
 * seed makes the same graph always.
 *
 * <p>The elements keep away from what makes a comparison of two computations blind or unfair:
 * nothing is infinite or large, and nothing lies near a kink, a jump or a tie. {@link
 * Op.StopGradient} does not occur, since differences of the loss do not stop there.
 */
public final class RandomGraphs {
  private static final int SAMPLES = 3;
  private static final double LARGEST = 8;
  private static final int MANY = 200;

  /** How far from kinks, jumps and poles every element lies. */
  private static final double MARGIN = 0.1;

  private static final Origin HERE = new Origin("here", Optional.empty(), Origin.Role.STEP);

  private final Random random;
  private final int[] sizes;
  private final GraphBuilder graph = new GraphBuilder();

  /** The real values that may be used further. */
  private final List<Value> pool = new ArrayList<>();

  private final List<Value> variables = new ArrayList<>();
  private final Set<Value> used = new HashSet<>();
  private Leaves leaves = Leaves.ofBatch(SAMPLES);

  private RandomGraphs(long seed, int[] sizes) {
    // Random's first numbers are alike for seeds that are near each other.
    this.random = new Random(seed * 0x9e3779b97f4a7c15L);
    this.sizes = sizes;
  }

  /**
   * A graph that was made, and what its leaves are.
   *
   * @param graph with the outputs {@code loss}, a scalar that everything else has a part in, and
   *     {@code y}, which is batched
   * @param variables the real inputs and the parameters
   */
  public record Sample(Graph graph, Leaves leaves, List<Value> variables) {}

  /** A graph of some forty nodes, with axes of a few elements. */
  public static Sample of(long seed) {
    return of(seed, 25, 1, 2, 3, 4, 7);
  }

  /**
   * A graph.
   *
   * @param steps how many ops are tried
   * @param sizes how long axes may be
   */
  public static Sample of(long seed, int steps, int... sizes) {
    return new RandomGraphs(seed, sizes).make(steps);
  }

  private Sample make(int steps) {
    int n = size();
    int m = size();
    real(new Op.Input("x"), Shape.vector(n), true);
    real(new Op.Input("u"), Shape.SCALAR, true);
    real(new Op.Parameter("weight"), Shape.matrix(m, n), false);
    real(new Op.Parameter("bias"), Shape.vector(m), false);
    real(new Op.Parameter("scale"), Shape.SCALAR, false);
    variables.addAll(pool);
    real(new Op.Target("t"), Shape.vector(m), true);
    real(new Op.State("mean"), Shape.vector(n), false);
    Op.Leaf index = new Op.Input("index");
    leaves = leaves.with(index, random.ints(SAMPLES, 0, n).asDoubleStream().toArray());
    Value k = graph.leaf(index, new TensorType(Element.INDEX, Shape.SCALAR, true), HERE);
    keep(new Op.OneHot(k, n));
    keep(new Op.ToReal(k));
    keep(new Op.Bernoulli(0.6, Shape.vector(m), 1));
    keep(new Op.Constant(0.5));
    keep(new Op.MatMul(pool.get(2), pool.get(0)));
    for (int step = 0; step < steps; step++) {
      grow();
    }
    graph.output("loss", loss());
    graph.output("y", pick(Value::batched).orElseThrow());
    return new Sample(graph.build(), leaves, variables);
  }

  private int size() {
    return sizes[random.nextInt(sizes.length)];
  }

  private void real(Op.Leaf op, Shape shape, boolean batched) {
    int count = (batched ? SAMPLES : 1) * shape.size();
    leaves = leaves.with(op, random.doubles(count, -1, 1).toArray());
    pool.add(graph.leaf(op, TensorType.real(shape, batched), HERE));
  }

  private void grow() {
    Value x = pick(value -> true).orElseThrow();
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> unary(any(UnaryFunction.values()), x);
      case 3, 4, 5 -> pickLike(x).ifPresent(b -> binary(any(BinaryFunction.values()), x, b));
      case 6, 7 -> product(x);
      case 8 -> reduce(any(Reduction.values()), x);
      case 9 -> broadcast(x);
      case 10 -> shift(x);
      case 11 -> arrange(x);
      case 12 -> pickLike(x).ifPresent(b -> select(any(Comparison.values()), x, b));
      default -> overBatch(x);
    }
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Optional<Value> pick(Predicate<Value> predicate) {
    List<Value> fit = pool.stream().filter(predicate).toList();
    return fit.isEmpty() ? Optional.empty() : Optional.of(fit.get(random.nextInt(fit.size())));
  }

  private Optional<Value> pickLike(Value x) {
    return pick(value -> value.shape().equals(x.shape()));
  }

  private double[] elements(Value value) {
    return new GraphInterpreter(graph.build(), leaves).value(value);
  }

  private boolean all(Value x, DoublePredicate predicate) {
    return Arrays.stream(elements(x)).allMatch(predicate);
  }

  /** Adds an op; its value is used further if its elements are small and few. */
  private void keep(Op op) {
    Value value = graph.add(op, HERE);
    boolean handy = value.shape().size() <= MANY && !pool.contains(value);
    if (handy && all(value, y -> Math.abs(y) <= LARGEST)) {
      pool.add(value);
      used.addAll(op.operands());
    }
  }

  private void unary(UnaryFunction function, Value x) {
    boolean inside =
        switch (function) {
          case LOG, SQRT -> all(x, e -> e > MARGIN);
          case LOG1P -> all(x, e -> e > MARGIN - 1);
          case ABS, SIGN, RECIPROCAL -> all(x, e -> Math.abs(e) > MARGIN);
          case FLOOR -> all(x, e -> Math.abs(e - Math.rint(e)) > MARGIN);
          case NEGATE, EXP, EXPM1, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF -> true;
        };
    if (inside) {
      keep(new Op.Unary(function, x));
    }
  }

  private void binary(BinaryFunction function, Value a, Value b) {
    boolean inside =
        switch (function) {
          case DIVIDE -> all(b, e -> Math.abs(e) > MARGIN);
          case POWER -> all(a, e -> e > MARGIN);
          case MAX, MIN -> areApart(a, b);
          case ADD, SUBTRACT, MULTIPLY -> true;
        };
    if (inside) {
      keep(new Op.Binary(function, a, b));
    }
  }

  private boolean areApart(Value a, Value b) {
    Value difference = graph.add(new Op.Binary(BinaryFunction.SUBTRACT, a, b), HERE);
    return all(difference, e -> Math.abs(e) > MARGIN);
  }

  private void product(Value x) {
    if (x.shape().rank() == 1 && random.nextInt(4) == 0) {
      pick(b -> b.shape().rank() == 1).ifPresent(b -> keep(new Op.Outer(x, b)));
    } else if (x.shape().rank() == 1 || x.shape().rank() == 2) {
      int inner = x.shape().dimension(x.shape().rank() - 1);
      pick(b -> b.shape().rank() >= 1 && b.shape().rank() <= 2 && b.shape().dimension(0) == inner)
          .ifPresent(b -> keep(new Op.MatMul(x, b)));
    }
  }

  private void reduce(Reduction reduction, Value x) {
    if (x.shape().isScalar()) {
      return;
    }
    int rank = random.nextInt(x.shape().rank());
    boolean chooses = reduction == Reduction.MAXIMUM || reduction == Reduction.MINIMUM;
    if (x.shape().rank() == 1 && random.nextInt(4) == 0 && hasNoTies(x)) {
      keep(new Op.ToReal(graph.add(new Op.ArgMax(x), HERE)));
    } else if (!chooses || hasNoTies(x)) {
      keep(new Op.Reduce(reduction, x, rank));
    }
  }

  /** Whether all elements of each sample are apart. */
  private boolean hasNoTies(Value x) {
    double[] elements = elements(x);
    int size = x.shape().size();
    for (int start = 0; start < elements.length; start += size) {
      double[] sorted = Arrays.copyOfRange(elements, start, start + size);
      Arrays.sort(sorted);
      for (int i = 1; i < size; i++) {
        if (sorted[i] - sorted[i - 1] <= MARGIN) {
          return false;
        }
      }
    }
    return true;
  }

  private void broadcast(Value x) {
    if (x.shape().rank() < 2) {
      List<Integer> dimensions = new ArrayList<>(x.shape().dimensions());
      dimensions.add(size());
      keep(new Op.Broadcast(x, new Shape(dimensions)));
    }
  }

  private void shift(Value x) {
    if (x.shape().isScalar()) {
      return;
    }
    int length = x.shape().dimension(0);
    int from = random.nextInt(length);
    switch (random.nextInt(3)) {
      case 0 -> keep(new Op.Slice(x, from, from + 1 + random.nextInt(length - from)));
      case 1 -> keep(new Op.Pad(x, random.nextInt(3), random.nextInt(3)));
      default ->
          pick(b -> !b.shape().isScalar() && b.shape().suffix(1).equals(x.shape().suffix(1)))
              .ifPresent(b -> keep(new Op.Concat(List.of(x, b))));
    }
  }

  private void arrange(Value x) {
    if (x.shape().rank() == 2 && random.nextBoolean()) {
      keep(new Op.Transpose(x));
    } else if (x.shape().rank() == 2) {
      keep(new Op.Reshape(x, Shape.vector(x.shape().size())));
    } else {
      keep(new Op.Reshape(x, Shape.matrix(1, x.shape().size())));
    }
  }

  /** One of both where they stand in a relation and are positive, or where they do not. */
  private void select(Comparison relation, Value a, Value b) {
    if (areApart(a, b) && all(a, e -> Math.abs(e) > MARGIN)) {
      Value zero = graph.broadcast(graph.constant(0, HERE), a.shape(), HERE);
      Value related = graph.add(new Op.Compare(relation, a, b), HERE);
      Value positive = graph.add(new Op.Compare(Comparison.GREATER, a, zero), HERE);
      Value both = graph.add(new Op.And(related, positive), HERE);
      Value condition = random.nextBoolean() ? both : graph.add(new Op.Not(both), HERE);
      keep(new Op.Select(condition, a, b));
    }
  }

  private void overBatch(Value x) {
    if (!x.batched()) {
      keep(new Op.RepeatOverBatch(x));
    } else {
      keep(new Op.SumOverBatch(x));
    }
  }

  /** A mean over the batch of all that nothing else uses, each element of its own weight. */
  private Value loss() {
    Value loss = graph.constant(0, HERE);
    for (Value value : pool) {
      if (!used.contains(value)) {
        Value part = graph.unary(UnaryFunction.TANH, value, HERE);
        Value weighted =
            graph.binary(
                BinaryFunction.MULTIPLY,
                part,
                graph.constant(0.5 + random.nextInt(8) / 8.0, HERE),
                HERE);
        loss = graph.binary(BinaryFunction.ADD, loss, total(weighted), HERE);
      }
    }
    return loss;
  }

  private Value total(Value x) {
    Value sum = x.shape().isScalar() ? x : graph.add(new Op.Reduce(Reduction.SUM, x, 0), HERE);
    return sum.batched()
        ? graph.binary(
            BinaryFunction.DIVIDE,
            graph.add(new Op.SumOverBatch(sum), HERE),
            graph.add(new Op.BatchSize(), HERE),
            HERE)
        : sum;
  }
}
