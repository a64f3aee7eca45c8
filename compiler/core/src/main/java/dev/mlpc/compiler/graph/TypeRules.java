package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The type of an op's result, from the types of its operands. One rule an op; a rule throws {@link
 * IllegalArgumentException} where the operands do not fit, which is a fault of the phase that made
 * the op: users' mistakes are found before.
 */
final class TypeRules implements Op.Cases<TensorType> {
  private static final TensorType ONCE = TensorType.real(Shape.SCALAR, false);

  /** Inputs, parameters and their like: their type is told, not inferred. */
  private static TensorType told(Op op) {
    throw new IllegalArgumentException("the type of " + op + " has to be given");
  }

  private static void require(boolean condition, Op op) {
    if (!condition) {
      throw new IllegalArgumentException("operands do not fit: " + op);
    }
  }

  private static TensorType elementwise(Op op, Element operands, Element result) {
    List<Value> values = op.operands();
    boolean batched = false;
    for (Value value : values) {
      require(value.shape().equals(values.get(0).shape()), op);
      require(value.type().element() == operands, op);
      batched |= value.batched();
    }
    return new TensorType(result, values.get(0).shape(), batched);
  }

  @Override
  public TensorType input(Op.Input op) {
    return told(op);
  }

  @Override
  public TensorType target(Op.Target op) {
    return told(op);
  }

  @Override
  public TensorType parameter(Op.Parameter op) {
    return told(op);
  }

  @Override
  public TensorType state(Op.State op) {
    return told(op);
  }

  @Override
  public TensorType slot(Op.Slot op) {
    return told(op);
  }

  @Override
  public TensorType constant(Op.Constant op) {
    return ONCE;
  }

  @Override
  public TensorType batchSize(Op.BatchSize op) {
    return ONCE;
  }

  @Override
  public TensorType rate(Op.Rate op) {
    return ONCE;
  }

  @Override
  public TensorType biasCorrection(Op.BiasCorrection op) {
    return ONCE;
  }

  @Override
  public TensorType bernoulli(Op.Bernoulli op) {
    return TensorType.real(op.shape(), true);
  }

  @Override
  public TensorType unary(Op.Unary op) {
    return elementwise(op, Element.REAL, Element.REAL);
  }

  @Override
  public TensorType binary(Op.Binary op) {
    return elementwise(op, Element.REAL, Element.REAL);
  }

  @Override
  public TensorType compare(Op.Compare op) {
    require(op.a().type().element() != Element.TRUTH, op);
    return elementwise(op, op.a().type().element(), Element.TRUTH);
  }

  @Override
  public TensorType and(Op.And op) {
    return elementwise(op, Element.TRUTH, Element.TRUTH);
  }

  @Override
  public TensorType not(Op.Not op) {
    return elementwise(op, Element.TRUTH, Element.TRUTH);
  }

  @Override
  public TensorType select(Op.Select op) {
    require(op.condition().type().element() == Element.TRUTH, op);
    require(op.a().type().element() == Element.REAL, op);
    require(op.b().type().element() == Element.REAL, op);
    require(op.condition().shape().equals(op.a().shape()), op);
    require(op.a().shape().equals(op.b().shape()), op);
    return TensorType.real(
        op.a().shape(), op.condition().batched() || op.a().batched() || op.b().batched());
  }

  @Override
  public TensorType toReal(Op.ToReal op) {
    return elementwise(op, Element.INDEX, Element.REAL);
  }

  @Override
  public TensorType oneHot(Op.OneHot op) {
    require(op.index().type().element() == Element.INDEX && op.index().shape().isScalar(), op);
    return TensorType.real(Shape.vector(op.classes()), op.index().batched());
  }

  @Override
  public TensorType argMax(Op.ArgMax op) {
    require(op.x().type().element() == Element.REAL && op.x().shape().rank() == 1, op);
    return new TensorType(Element.INDEX, Shape.SCALAR, op.x().batched());
  }

  @Override
  public TensorType broadcast(Op.Broadcast op) {
    require(op.x().shape().isPrefixOf(op.shape()), op);
    return op.x().type().withShape(op.shape());
  }

  @Override
  public TensorType reduce(Op.Reduce op) {
    require(op.x().type().element() == Element.REAL, op);
    require(op.rank() < op.x().shape().rank(), op);
    return op.x().type().withShape(op.x().shape().prefix(op.rank()));
  }

  @Override
  public TensorType concat(Op.Concat op) {
    require(!op.parts().isEmpty(), op);
    Value first = op.parts().get(0);
    boolean batched = false;
    int length = 0;
    for (Value part : op.parts()) {
      require(part.shape().rank() >= 1, op);
      require(part.type().element() == first.type().element(), op);
      require(part.shape().suffix(1).equals(first.shape().suffix(1)), op);
      batched |= part.batched();
      length = Math.addExact(length, part.shape().dimension(0));
    }
    return new TensorType(first.type().element(), withFirst(first.shape(), length), batched);
  }

  @Override
  public TensorType slice(Op.Slice op) {
    require(op.x().shape().rank() >= 1, op);
    require(0 <= op.from() && op.from() < op.to(), op);
    require(op.to() <= op.x().shape().dimension(0), op);
    return op.x().type().withShape(withFirst(op.x().shape(), op.to() - op.from()));
  }

  @Override
  public TensorType pad(Op.Pad op) {
    require(op.x().type().element() == Element.REAL && op.x().shape().rank() >= 1, op);
    require(op.before() >= 0 && op.after() >= 0, op);
    int length = op.before() + op.x().shape().dimension(0) + op.after();
    return op.x().type().withShape(withFirst(op.x().shape(), length));
  }

  @Override
  public TensorType reshape(Op.Reshape op) {
    require(op.x().shape().size() == op.shape().size(), op);
    return op.x().type().withShape(op.shape());
  }

  @Override
  public TensorType transpose(Op.Transpose op) {
    require(op.x().shape().rank() == 2, op);
    Shape shape = op.x().shape();
    return op.x().type().withShape(Shape.matrix(shape.dimension(1), shape.dimension(0)));
  }

  @Override
  public TensorType matMul(Op.MatMul op) {
    Shape a = op.a().shape();
    Shape b = op.b().shape();
    require(a.rank() >= 1 && a.rank() <= 2 && b.rank() >= 1 && b.rank() <= 2, op);
    require(a.dimension(a.rank() - 1) == b.dimension(0), op);
    List<Integer> dimensions = new ArrayList<>(a.prefix(a.rank() - 1).dimensions());
    dimensions.addAll(b.suffix(1).dimensions());
    return TensorType.real(new Shape(dimensions), op.a().batched() || op.b().batched());
  }

  @Override
  public TensorType outer(Op.Outer op) {
    require(op.a().shape().rank() == 1 && op.b().shape().rank() == 1, op);
    return TensorType.real(
        Shape.matrix(op.a().shape().dimension(0), op.b().shape().dimension(0)),
        op.a().batched() || op.b().batched());
  }

  @Override
  public TensorType sumOverBatch(Op.SumOverBatch op) {
    require(op.x().type().element() == Element.REAL && op.x().batched(), op);
    return op.x().type().withBatched(false);
  }

  @Override
  public TensorType repeatOverBatch(Op.RepeatOverBatch op) {
    require(!op.x().batched(), op);
    return op.x().type().withBatched(true);
  }

  @Override
  public TensorType stopGradient(Op.StopGradient op) {
    return op.x().type();
  }

  private static Shape withFirst(Shape shape, int length) {
    List<Integer> dimensions = new ArrayList<>(shape.dimensions());
    dimensions.set(0, length);
    return new Shape(dimensions);
  }
}
