package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.List;
import java.util.Optional;

/**
 * The heart of a layer, of which kernels of their own are made: a product of a batched vector with
 * a matrix that exists once, or the gradient of that matrix or of a bias.
 */
sealed interface Product {

  /** What its loops read again and again. */
  List<Value> operands();

  /** Length of the vector that is taken. */
  int inputs();

  /** Length of the vector that results. */
  int units();

  /**
   * y_j = b_j + Σ_i x_i M_ij.
   *
   * @param op the product itself
   * @param x batched, [inputs]
   * @param matrix the value that holds the matrix
   * @param inputsFirst whether the matrix is [inputs, units], not [units, inputs]
   * @param bias [units], where there is one
   */
  record Forward(
      Op.MatMul op,
      Value x,
      Value matrix,
      boolean inputsFirst,
      Optional<Value> bias,
      int inputs,
      int units)
      implements Product {
    @Override
    public List<Value> operands() {
      return List.of(x, matrix);
    }
  }

  /**
   * G = Σ over the batch of a bᵀ, [rows, columns].
   *
   * @param a batched, [rows]
   * @param b batched, [columns]
   */
  record WeightGradient(Value a, Value b) implements Product {
    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public int inputs() {
      return b.shape().size();
    }

    @Override
    public int units() {
      return a.shape().size();
    }
  }

  /**
   * g = Σ over the batch of a, [units]: the product of a with ones, of a vector that is brought
   * into a weight gradient's order anyway.
   *
   * @param a batched, [units]
   */
  record BiasGradient(Value a) implements Product {
    @Override
    public List<Value> operands() {
      return List.of(a);
    }

    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int units() {
      return a.shape().size();
    }
  }

  /** The product that computes {@code value}, if it is one. */
  static Optional<Product> of(Value value, Uses uses) {
    Graph graph = uses.graph();
    Op op = graph.op(value);
    if (op instanceof Op.Binary sum && sum.function() == BinaryFunction.ADD) {
      return withBias(sum.a(), sum.b(), uses).or(() -> withBias(sum.b(), sum.a(), uses));
    }
    if (op instanceof Op.MatMul product) {
      return forward(product, Optional.empty(), graph);
    }
    if (op instanceof Op.SumOverBatch sum
        && graph.op(sum.x()) instanceof Op.Outer outer
        && outer.a().batched()
        && outer.b().batched()
        && uses.readers(sum.x()) == 1) {
      return Optional.of(new WeightGradient(outer.a(), outer.b()));
    }
    return Optional.empty();
  }

  private static Optional<Product> withBias(Value product, Value bias, Uses uses) {
    Graph graph = uses.graph();
    boolean biasLies = !bias.batched() && Uses.isGiven(graph.op(bias));
    return biasLies && uses.readers(product) == 1 && graph.op(product) instanceof Op.MatMul matMul
        ? forward(matMul, Optional.of(bias), graph)
        : Optional.empty();
  }

  private static Optional<Product> forward(Op.MatMul op, Optional<Value> bias, Graph graph) {
    if (isMatrix(op.a()) && isVector(op.b())) {
      int inputs = op.b().shape().size();
      int units = op.a().shape().dimension(0);
      boolean transposed = graph.op(op.a()) instanceof Op.Transpose;
      Value matrix = transposed ? graph.op(op.a()).operands().get(0) : op.a();
      return Optional.of(new Forward(op, op.b(), matrix, transposed, bias, inputs, units));
    }
    if (isVector(op.a()) && isMatrix(op.b())) {
      int inputs = op.a().shape().size();
      int units = op.b().shape().dimension(1);
      boolean transposed = graph.op(op.b()) instanceof Op.Transpose;
      Value matrix = transposed ? graph.op(op.b()).operands().get(0) : op.b();
      return Optional.of(new Forward(op, op.a(), matrix, !transposed, bias, inputs, units));
    }
    return Optional.empty();
  }

  private static boolean isMatrix(Value value) {
    return !value.batched() && value.shape().rank() == 2;
  }

  private static boolean isVector(Value value) {
    return value.batched() && value.shape().rank() == 1;
  }

  default int multiplications() {
    return inputs() * units();
  }
}
