package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one element of a value as an expression: a local, an array element, or the value's own
 * formula over its operands' elements.
 */
final class Elements {
  private final Graph graph;
  private final KernelBuilder kernel;
  private final Map<Value, Scalar> current = new HashMap<>();
  private final Map<Value, Scalar[]> unrolled = new HashMap<>();

  Elements(Graph graph, KernelBuilder kernel) {
    this.graph = graph;
    this.kernel = kernel;
  }

  /** The element that the loop is at is in a local. */
  void setCurrent(Value value, Scalar local) {
    current.put(value, local);
  }

  /** The loop has ended: only scalars still stand in their locals. */
  void leaveLoop() {
    current.keySet().removeIf(value -> !value.shape().isScalar());
  }

  /** All elements are in locals. */
  void setUnrolled(Value value, Scalar[] locals) {
    unrolled.put(value, locals);
  }

  Scalar at(Value value, Point point) {
    Scalar[] locals = unrolled.get(value);
    if (locals != null) {
      return locals[point.rowMajorPlace(value.shape()).constant()];
    }
    Scalar local = current.get(value);
    if (local != null) {
      return local;
    }
    if (kernel.hasArray(value)) {
      Buffer buffer = kernel.buffer(value);
      return kernel.load(buffer, point.placeIn(value.shape(), buffer.transposed()));
    }
    return formula(value, point);
  }

  /** The value's formula, though it may be kept: for the root that computes it. */
  Scalar formula(Value value, Point point) {
    return graph.op(value).match(new Formula(value, point));
  }

  /** The expression of one op at one point. */
  private final class Formula implements Op.Cases<Scalar> {
    private final Value value;
    private final Point point;

    Formula(Value value, Point point) {
      this.value = value;
      this.point = point;
    }

    private Scalar given() {
      if (!kernel.hasArray(value)) {
        throw new IllegalStateException("no array for " + graph.op(value));
      }
      Buffer buffer = kernel.buffer(value);
      return kernel.load(buffer, point.placeIn(value.shape(), buffer.transposed()));
    }

    private Scalar notHere(Op op) {
      throw new IllegalStateException("not an expression of one element: " + op);
    }

    @Override
    public Scalar input(Op.Input op) {
      return given();
    }

    @Override
    public Scalar target(Op.Target op) {
      return given();
    }

    @Override
    public Scalar parameter(Op.Parameter op) {
      return given();
    }

    @Override
    public Scalar state(Op.State op) {
      return given();
    }

    @Override
    public Scalar slot(Op.Slot op) {
      return given();
    }

    @Override
    public Scalar constant(Op.Constant op) {
      return new Scalar.Literal(op.value());
    }

    @Override
    public Scalar batchSize(Op.BatchSize op) {
      return new Scalar.ToReal(new Scalar.Position(kernel.samples()));
    }

    @Override
    public Scalar rate(Op.Rate op) {
      return new Scalar.Local(kernel.rate());
    }

    @Override
    public Scalar biasCorrection(Op.BiasCorrection op) {
      return new Scalar.Local(kernel.biasCorrection(op.beta()));
    }

    @Override
    public Scalar bernoulli(Op.Bernoulli op) {
      Index counter =
          kernel.sample().times(op.shape().size()).plus(point.rowMajorPlace(op.shape()));
      return new Scalar.Bernoulli(op.keep(), kernel.key(op.stream()), counter);
    }

    @Override
    public Scalar unary(Op.Unary op) {
      return new Scalar.Unary(op.function(), at(op.x(), point));
    }

    @Override
    public Scalar binary(Op.Binary op) {
      return new Scalar.Binary(op.function(), at(op.a(), point), at(op.b(), point));
    }

    @Override
    public Scalar compare(Op.Compare op) {
      return new Scalar.Compare(op.relation(), at(op.a(), point), at(op.b(), point));
    }

    @Override
    public Scalar and(Op.And op) {
      return new Scalar.And(at(op.a(), point), at(op.b(), point));
    }

    @Override
    public Scalar not(Op.Not op) {
      return new Scalar.Not(at(op.a(), point));
    }

    @Override
    public Scalar select(Op.Select op) {
      return new Scalar.Select(at(op.condition(), point), at(op.a(), point), at(op.b(), point));
    }

    @Override
    public Scalar toReal(Op.ToReal op) {
      Scalar index = at(op.index(), point);
      return kernel.hasIntegers() ? new Scalar.ToReal(index) : index;
    }

    @Override
    public Scalar oneHot(Op.OneHot op) {
      Scalar position = new Scalar.Position(point.rowMajorPlace(value.shape()));
      Scalar hit =
          new Scalar.Compare(
              Comparison.EQUAL,
              at(op.index(), Point.SCALAR),
              kernel.hasIntegers() ? position : new Scalar.ToReal(position));
      return new Scalar.Select(hit, new Scalar.Literal(1), new Scalar.Literal(0));
    }

    @Override
    public Scalar argMax(Op.ArgMax op) {
      return notHere(op);
    }

    @Override
    public Scalar broadcast(Op.Broadcast op) {
      Shape shape = op.x().shape();
      if (shape.isScalar()) {
        return at(op.x(), Point.SCALAR);
      }
      if (shape.equals(op.shape())) {
        return at(op.x(), point);
      }
      return at(op.x(), Point.atAxes(shape, point.requireAxes().subList(0, shape.rank())));
    }

    @Override
    public Scalar reduce(Op.Reduce op) {
      return notHere(op);
    }

    @Override
    public Scalar concat(Op.Concat op) {
      return notHere(op);
    }

    @Override
    public Scalar slice(Op.Slice op) {
      if (point.axes().isPresent()) {
        List<Index> axes = new ArrayList<>(point.requireAxes());
        axes.set(0, axes.get(0).plus(op.from()));
        return at(op.x(), Point.atAxes(op.x().shape(), axes));
      }
      int skipped = op.from() * op.x().shape().suffix(1).size();
      Index place = point.rowMajorPlace(value.shape()).plus(skipped);
      return at(op.x(), Point.atPlace(op.x().shape(), place, false));
    }

    @Override
    public Scalar pad(Op.Pad op) {
      return notHere(op);
    }

    @Override
    public Scalar reshape(Op.Reshape op) {
      Index place = point.rowMajorPlace(value.shape());
      Shape shape = op.x().shape();
      return at(
          op.x(),
          place.isConstant()
              ? Point.number(shape, place.constant())
              : Point.atPlace(shape, place, false));
    }

    @Override
    public Scalar transpose(Op.Transpose op) {
      List<Index> axes = point.requireAxes();
      return at(op.x(), Point.atAxes(op.x().shape(), List.of(axes.get(1), axes.get(0))));
    }

    @Override
    public Scalar matMul(Op.MatMul op) {
      return notHere(op);
    }

    @Override
    public Scalar outer(Op.Outer op) {
      List<Index> axes = point.requireAxes();
      return new Scalar.Binary(
          dev.mlpc.compiler.tensor.BinaryFunction.MULTIPLY,
          at(op.a(), Point.atPlace(op.a().shape(), axes.get(0), false)),
          at(op.b(), Point.atPlace(op.b().shape(), axes.get(1), false)));
    }

    @Override
    public Scalar sumOverBatch(Op.SumOverBatch op) {
      return notHere(op);
    }

    @Override
    public Scalar repeatOverBatch(Op.RepeatOverBatch op) {
      return at(op.x(), point);
    }

    @Override
    public Scalar stopGradient(Op.StopGradient op) {
      return at(op.x(), point);
    }
  }

  /**
   * Whether one place in memory tells all that is needed for an element: matrices lie as {@code
   * transposed} says, and nothing looks along an axis. Else the position along each axis is needed.
   */
  boolean isLinear(Value value, boolean transposed) {
    if (current.containsKey(value)) {
      return true;
    }
    return kernel.hasArray(value)
        ? value.shape().rank() != 2 || kernel.buffer(value).transposed() == transposed
        : isLinearFormula(value, transposed);
  }

  /** The same of the value's formula, though it may be kept. */
  boolean isLinearFormula(Value value, boolean transposed) {
    Op op = graph.op(value);
    if (op instanceof Op.Broadcast broadcast) {
      Shape from = broadcast.x().shape();
      return from.isScalar() || (from.equals(value.shape()) && isLinear(broadcast.x(), transposed));
    }
    if (op instanceof Op.Reshape || op instanceof Op.Slice || op instanceof Op.Bernoulli) {
      boolean rows = value.shape().rank() != 2 || !transposed;
      return rows && op.operands().stream().allMatch(operand -> isLinear(operand, false));
    }
    if (op instanceof Op.Transpose || op instanceof Op.Outer) {
      return false;
    }
    return op.operands().stream().allMatch(operand -> isLinear(operand, transposed));
  }

  /** Whether a value lies in an array of an order, or is computed from what does. */
  boolean liesAs(Value value, Order order) {
    if (value.shape().isScalar()) {
      return true;
    }
    if (current.containsKey(value)) {
      return true;
    }
    return kernel.hasArray(value)
        ? kernel.buffer(value).order() == order
        : isElementwise(value, order);
  }

  /** Whether its formula, though it may be kept, takes of every operand the same element. */
  boolean isElementwise(Value value, Order order) {
    Op op = graph.op(value);
    boolean elementwise =
        op instanceof Op.Unary
            || op instanceof Op.Binary
            || op instanceof Op.Compare
            || op instanceof Op.And
            || op instanceof Op.Not
            || op instanceof Op.Select
            || op instanceof Op.StopGradient
            || op instanceof Op.Constant
            || (op instanceof Op.Broadcast broadcast && broadcast.x().shape().isScalar());
    return elementwise && op.operands().stream().allMatch(operand -> liesAs(operand, order));
  }

  static boolean isInteger(Value value) {
    return value.type().element() == Element.INDEX;
  }
}
