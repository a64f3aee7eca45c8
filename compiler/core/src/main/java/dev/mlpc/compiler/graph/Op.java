package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;

/**
 * What a node does: a map from values to one value. An op is pure, so that equal ops over equal
 * values are one value.
 *
 * <p>Shapes are those of one sample. Where an op takes several values, those that exist once
 * (parameters) serve every sample of those that are batched, and the result is batched if any
 * operand is. All else is explicit: {@link Broadcast} over axes, {@link RepeatOverBatch} and {@link
 * SumOverBatch} over samples.
 *
 * <p>Real arithmetic is IEEE 754 in the network's precision; the order of a sum is the planner's.
 */
public sealed interface Op {

  /** The values it takes, in order. */
  List<Value> operands();

  <R> R match(Cases<R> cases);

  /** An input of the network. Batched. */
  record Input(String name) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /** What the network should have answered. Batched. */
  record Target(String name) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.target(this);
    }
  }

  /** What is learned. Not batched. */
  record Parameter(String name) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.parameter(this);
    }
  }

  /** What is kept from step to step but not learned. Not batched. */
  record State(String name) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.state(this);
    }
  }

  /**
   * The optimiser's memory of one parameter, zero at first: of the parameter's shape (a momentum,
   * say), or one number. Not batched.
   *
   * @param kind what it remembers, {@code momentum}
   */
  record Slot(String kind, String parameter) implements Leaf {
    /** The kind that remembers the moving average of the parameter itself. */
    public static final String AVERAGE = "average";

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.slot(this);
    }
  }

  /** A scalar that is known when the code is written. */
  record Constant(double value) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.constant(this);
    }
  }

  /** How many samples the batch has: a scalar that exists once. */
  record BatchSize() implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.batchSize(this);
    }
  }

  /** The rate of this optimiser step: a scalar that exists once. */
  record Rate() implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rate(this);
    }
  }

  /** 1 - βᵗ, where t counts this step too (the first is 1): a scalar that exists once. */
  record BiasCorrection(double beta) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.biasCorrection(this);
    }
  }

  /**
   * 1 with probability {@code keep}, else 0, anew for each element, sample and step. Batched.
   *
   * @param stream tells the draws of one network apart
   */
  record Bernoulli(double keep, Shape shape, int stream) implements Leaf {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bernoulli(this);
    }
  }

  /** yᵢ = f(xᵢ). */
  record Unary(UnaryFunction function, Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unary(this);
    }
  }

  /** yᵢ = f(aᵢ, bᵢ). Both of one shape. */
  record Binary(BinaryFunction function, Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.binary(this);
    }
  }

  /** Whether aᵢ and bᵢ stand in a relation; reals or indices of one shape. */
  record Compare(Comparison relation, Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.compare(this);
    }
  }

  /** aᵢ and bᵢ. */
  record And(Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.and(this);
    }
  }

  /** Not aᵢ. */
  record Not(Value a) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.not(this);
    }
  }

  /** aᵢ where the condition holds, else bᵢ. All of one shape. */
  record Select(Value condition, Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(condition, a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.select(this);
    }
  }

  /** The number of an index. */
  record ToReal(Value index) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(index);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.toReal(this);
    }
  }

  /** index → [classes]: 1 at the index, else 0. */
  record OneHot(Value index, int classes) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(index);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.oneHot(this);
    }
  }

  /** The position of the first greatest element: [n] → index. */
  record ArgMax(Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.argMax(this);
    }
  }

  /** Repeats x along new last axes: the shape of x is how {@code shape} begins. */
  record Broadcast(Value x, Shape shape) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.broadcast(this);
    }
  }

  /** Reduces all axes from {@code rank} on, so that {@code rank} axes are left. */
  record Reduce(Reduction reduction, Value x, int rank) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reduce(this);
    }
  }

  /** Joins values along the first axis. The other axes agree. */
  record Concat(List<Value> parts) implements Op {
    public Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Value> operands() {
      return parts;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.concat(this);
    }
  }

  /** The elements {@code from … to - 1} of the first axis. */
  record Slice(Value x, int from, int to) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.slice(this);
    }
  }

  /** x with zeros before and after it, along the first axis. */
  record Pad(Value x, int before, int after) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pad(this);
    }
  }

  /** The same elements, row-major, under another shape of the same size. */
  record Reshape(Value x, Shape shape) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reshape(this);
    }
  }

  /** [m, n] → [n, m]. */
  record Transpose(Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.transpose(this);
    }
  }

  /** The matrix product: [m, k] [k] → [m], [m, k] [k, n] → [m, n], [k] [k, n] → [n]. */
  record MatMul(Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.matMul(this);
    }
  }

  /** a bᵀ: [m], [n] → [m, n]. */
  record Outer(Value a, Value b) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.outer(this);
    }
  }

  /** Σ over the samples of the batch: from batched to once. */
  record SumOverBatch(Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sumOverBatch(this);
    }
  }

  /** The same for every sample: from once to batched. */
  record RepeatOverBatch(Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.repeatOverBatch(this);
    }
  }

  /** x itself; its derivative counts as zero. */
  record StopGradient(Value x) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(x);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stopGradient(this);
    }
  }

  /** An op that takes no values. */
  sealed interface Leaf extends Op {
    @Override
    default List<Value> operands() {
      return List.of();
    }
  }

  /** One case an op: on Java 17, the exhaustive switch. */
  interface Cases<R> {
    R input(Input op);

    R target(Target op);

    R parameter(Parameter op);

    R state(State op);

    R slot(Slot op);

    R constant(Constant op);

    R batchSize(BatchSize op);

    R rate(Rate op);

    R biasCorrection(BiasCorrection op);

    R bernoulli(Bernoulli op);

    R unary(Unary op);

    R binary(Binary op);

    R compare(Compare op);

    R and(And op);

    R not(Not op);

    R select(Select op);

    R toReal(ToReal op);

    R oneHot(OneHot op);

    R argMax(ArgMax op);

    R broadcast(Broadcast op);

    R reduce(Reduce op);

    R concat(Concat op);

    R slice(Slice op);

    R pad(Pad op);

    R reshape(Reshape op);

    R transpose(Transpose op);

    R matMul(MatMul op);

    R outer(Outer op);

    R sumOverBatch(SumOverBatch op);

    R repeatOverBatch(RepeatOverBatch op);

    R stopGradient(StopGradient op);
  }
}
