package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.KernelBuilder.Way;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes a stage in loops over the elements; roots of one shape share a loop where none has to wait
 * for another.
 */
final class LoopedLowering {
  static final String[] AXES = {"i", "j", "k", "l"};

  /** The variable that counts the elements of a part. */
  private static final String PART = "l";

  private final KernelBuilder kernel;
  private final Elements elements;
  private final ValueNames names;
  private final Function<Root, String> remarks;
  private final boolean perSample;
  private final UnaryOperator<Buffer> partials;
  private final List<Statement> before = new ArrayList<>();
  private final List<Statement> body = new ArrayList<>();
  private final List<Statement> after = new ArrayList<>();

  /**
   * @param remarks what to tell the reader of each root
   * @param perSample whether the roots are computed for each sample, or once
   * @param partials memory for a sum over the samples of each lane
   */
  LoopedLowering(
      Graph graph,
      KernelBuilder kernel,
      ValueNames names,
      Function<Root, String> remarks,
      boolean perSample,
      UnaryOperator<Buffer> partials) {
    this.partials = partials;
    this.remarks = remarks;
    this.kernel = kernel;
    this.names = names;
    this.perSample = perSample;
    this.elements = new Elements(graph, kernel);
  }

  List<Statement> lower(List<LoopGroup> groups, Destinations destinations) {
    for (LoopGroup group : groups) {
      if (group.alone()) {
        body.add(new Statement.Remark(remarks.apply(group.roots().get(0))));
        lowerAlone(group.roots().get(0), destinations);
      } else {
        lowerTogether(group, destinations);
      }
      elements.leaveLoop();
    }
    List<Statement> result = new ArrayList<>(before);
    if (perSample) {
      result.addAll(kernel.eachSample(body));
    } else {
      result.addAll(body);
    }
    result.addAll(after);
    return result;
  }

  private void lowerTogether(LoopGroup group, Destinations destinations) {
    Shape domain = group.domain();
    kernel.takeNeighbours(
        kernel.way() == Way.ONCE && Neighbours.fit(group, destinations, elements));
    boolean transposed =
        domain.rank() == 2
            && (preferTransposed(group, destinations) || readsTransposed(group, destinations));
    boolean byAxes =
        group.roots().stream().anyMatch(root -> byAxes(root, transposed, destinations));
    Point point = byAxes ? axes(domain) : linear(domain, transposed);
    List<Statement> finish = new ArrayList<>();
    List<Statement> inside = turn(group, point, destinations, finish);
    if (kernel.takesNeighbours()) {
      int length =
          destinations.of(group.roots().get(group.roots().size() - 1).value()).get(0).width();
      body.add(kernel.overLanes(AXES[0], length, inside));
      kernel.takeNeighbours(false);
    } else {
      int length = transposed ? kernel.matrixLength(domain) : domain.size();
      body.addAll(byAxes ? nest(domain, inside) : loop(domain, length, inside));
    }
    body.addAll(finish);
  }

  /**
   * A loop over a part of a matrix that lies in panels, in lanes.
   *
   * @param group roots that are computed element by element
   * @param from where the part begins in the arrays of the matrix
   * @param gradient a value of the same shape that lies elsewhere
   * @param part where it lies
   * @param partFrom where its part begins there
   */
  Statement part(
      LoopGroup group,
      Destinations destinations,
      Index from,
      int length,
      Value gradient,
      Buffer part,
      Index partFrom) {
    Index place = Index.of(PART);
    kernel.takeNeighbours(true);
    elements.setCurrent(gradient, new Scalar.LoadLanes(kernel.array(part), partFrom.plus(place)));
    Point point = Point.atPlace(group.domain(), from.plus(place), true);
    List<Statement> inside = turn(group, point, destinations, new ArrayList<>());
    elements.leaveLoop();
    kernel.takeNeighbours(false);
    return new Statement.Loop(PART, Index.ZERO, Index.of(length), Index.LANES, inside);
  }

  /** What a loop does for one element, or one vector of them. */
  private List<Statement> turn(
      LoopGroup group, Point point, Destinations destinations, List<Statement> finish) {
    Shape domain = group.domain();
    List<Statement> inside = new ArrayList<>();
    List<Statement> stores = new ArrayList<>();
    Optional<Root> direct = storedAtOnce(group, destinations);
    for (Root root : group.roots()) {
      inside.add(new Statement.Remark(remarks.apply(root)));
      List<Buffer> into = destinations.of(root.value());
      if (root.op() instanceof Op.Reduce reduce) {
        reduceInside(root.value(), reduce, point, inside, finish, into);
      } else if (root.op() instanceof Op.SumOverBatch sum) {
        accumulate(sum.x(), point, into, inside);
      } else if (direct.filter(root::equals).isPresent()) {
        Buffer buffer = into.get(0);
        Index place = point.placeIn(domain, buffer.transposed());
        inside.add(kernel.store(buffer, place, elementOf(root, point)));
      } else {
        String local = declare(root.value(), elementOf(root, point), inside);
        elements.setCurrent(root.value(), new Scalar.Local(local));
        for (Buffer buffer : into) {
          Index place = point.placeIn(domain, buffer.transposed());
          stores.add(kernel.store(buffer, place, new Scalar.Local(local)));
        }
      }
    }
    inside.addAll(domain.isScalar() ? kernel.once(stores) : stores);
    return inside;
  }

  /**
   * The last root, if nobody reads it in this loop: it needs no local, as all others are stored
   * later, and so all that it reads is as it was.
   */
  private static Optional<Root> storedAtOnce(LoopGroup group, Destinations destinations) {
    Root last = group.roots().get(group.roots().size() - 1);
    boolean simple = !last.accumulates() && !(last.op() instanceof Op.Reduce);
    boolean once = destinations.of(last.value()).size() == 1;
    boolean read = last.value().shape().isScalar();
    return simple && once && !read ? Optional.of(last) : Optional.empty();
  }

  private Scalar elementOf(Root root, Point point) {
    return Uses.isGiven(root.op())
        ? elements.at(root.value(), point)
        : elements.formula(root.value(), point);
  }

  private boolean preferTransposed(LoopGroup group, Destinations destinations) {
    return group.roots().stream()
        .flatMap(root -> destinations.of(root.value()).stream())
        .anyMatch(Buffer::transposed);
  }

  /** Whether all that it reads lies so that only the other order makes a single loop. */
  private boolean readsTransposed(LoopGroup group, Destinations destinations) {
    return group.roots().stream().anyMatch(root -> byAxes(root, false, destinations))
        && group.roots().stream().noneMatch(root -> byAxes(root, true, destinations));
  }

  private boolean byAxes(Root root, boolean transposed, Destinations destinations) {
    Value value = root.value();
    if (root.op() instanceof Op.Reduce reduce) {
      return !elements.isLinear(reduce.x(), transposed);
    }
    boolean storedOtherwise =
        value.shape().rank() == 2
            && destinations.of(value).stream()
                .anyMatch(buffer -> buffer.transposed() != transposed);
    boolean linear =
        Uses.isGiven(root.op())
            ? elements.isLinear(value, transposed)
            : elements.isLinearFormula(value, transposed);
    return value.shape().rank() >= 2 && (storedOtherwise || !linear);
  }

  private static Point axes(Shape domain) {
    List<Index> axes = new ArrayList<>();
    for (int axis = 0; axis < domain.rank(); axis++) {
      axes.add(Index.of(AXES[axis]));
    }
    return Point.atAxes(domain, axes);
  }

  private static Point linear(Shape domain, boolean transposed) {
    return domain.isScalar() ? Point.SCALAR : Point.atPlace(domain, Index.of(AXES[0]), transposed);
  }

  private static List<Statement> loop(Shape domain, int length, List<Statement> inside) {
    return domain.isScalar() || inside.isEmpty()
        ? inside
        : List.of(Statement.Loop.over(AXES[0], Index.of(length), inside));
  }

  private static List<Statement> nest(Shape domain, List<Statement> inside) {
    List<Statement> result = inside;
    for (int axis = domain.rank() - 1; axis >= 0; axis--) {
      result = List.of(Statement.Loop.over(AXES[axis], Index.of(domain.dimension(axis)), result));
    }
    return result;
  }

  private String declare(Value value, Scalar scalar, List<Statement> into) {
    String local = kernel.local(names.of(value) + (value.shape().isScalar() ? "" : ".element"));
    boolean integer = Elements.isInteger(value) && kernel.hasIntegers();
    NumberType type = integer ? NumberType.INTEGER : kernel.real();
    into.add(new Statement.Declare(type, local, scalar));
    return local;
  }

  private void keepScalar(Value value, Scalar scalar, List<Buffer> destinations) {
    String local = declare(value, scalar, body);
    elements.setCurrent(value, new Scalar.Local(local));
    for (Buffer buffer : destinations) {
      body.add(kernel.store(buffer, Index.ZERO, new Scalar.Local(local)));
    }
  }

  private void reduceInside(
      Value value,
      Op.Reduce reduce,
      Point point,
      List<Statement> inside,
      List<Statement> finish,
      List<Buffer> destinations) {
    NumberType type = perSample ? kernel.real() : NumberType.WIDE;
    String sum = kernel.local(names.of(value));
    body.add(new Statement.Declare(type, sum, Reducer.identity(reduce.reduction())));
    Scalar now = new Scalar.Local(sum);
    inside.add(
        new Statement.Assign(
            sum, Reducer.combine(reduce.reduction(), now, elements.at(reduce.x(), point))));
    Scalar result = type == NumberType.WIDE ? new Scalar.Narrow(now) : now;
    elements.setCurrent(value, result);
    for (Buffer buffer : destinations) {
      finish.add(kernel.store(buffer, Index.ZERO, result));
    }
  }

  /** Σ over the samples: a scalar in a local, a vector in memory. */
  private void accumulate(Value x, Point point, List<Buffer> destinations, List<Statement> inside) {
    Buffer first = destinations.get(0);
    Shape shape = x.shape();
    if (kernel.way() == Way.LANES) {
      LaneSums sums = new LaneSums(kernel, partials.apply(first));
      before.add(sums.clear());
      inside.add(sums.add(point.placeIn(shape, false), elements.at(x, point)));
      after.addAll(sums.finish(shape, destinations));
      return;
    }
    if (shape.isScalar()) {
      String sum = kernel.local(first.name() + ".sum");
      Scalar now = new Scalar.Local(sum);
      before.add(new Statement.Declare(NumberType.WIDE, sum, new Scalar.Literal(0)));
      inside.add(
          new Statement.Assign(
              sum, new Scalar.Binary(BinaryFunction.ADD, now, elements.at(x, point))));
      for (Buffer buffer : destinations) {
        after.add(kernel.store(buffer, Index.ZERO, new Scalar.Narrow(now)));
      }
      return;
    }
    before.add(Accumulation.clear(kernel, first));
    Index place = kernel.base(first).plus(point.placeIn(shape, first.transposed()));
    inside.add(new Statement.AddTo(kernel.array(first), place, elements.at(x, point)));
    after.addAll(Accumulation.copy(kernel, first, destinations, shape));
  }

  private void lowerAlone(Root root, Destinations destinations) {
    Value value = root.value();
    List<Buffer> into = destinations.of(value);
    if (root.op() instanceof Op.Reduce reduce) {
      if (reduce.rank() == 0) {
        keepScalar(
            value,
            new Reductions(kernel, elements, names, perSample).reduce(reduce, List.of(), body),
            into);
      } else {
        reduceRows(value, reduce, into);
      }
    } else if (root.op() instanceof Op.ArgMax argMax) {
      Value x = argMax.x();
      Reducer reducer = new Reducer(kernel, kernel.real());
      String position =
          reducer.argMax(
              x.shape().size(), names.of(value), AXES[0], i -> elements.at(x, place(x, i)), body);
      Scalar integer = new Scalar.Local(position);
      Scalar result = kernel.hasIntegers() ? integer : new Scalar.ToReal(integer);
      elements.setCurrent(value, result);
      for (Buffer buffer : into) {
        body.add(kernel.store(buffer, Index.ZERO, result));
      }
    } else if (root.op() instanceof Op.Concat concat) {
      join(concat, value, into);
    } else if (root.op() instanceof Op.Pad pad) {
      pad(pad, value, into);
    } else if (root.op() instanceof Op.MatMul product) {
      multiply(product, Optional.empty(), value, into);
    } else if (root.product().orElseThrow() instanceof Product.Forward forward) {
      multiply(forward.op(), forward.bias(), value, into);
    } else {
      throw new IllegalStateException("no loop of its own: " + root.op());
    }
  }

  private static Point place(Value x, Index index) {
    return Point.atPlace(x.shape(), index, false);
  }

  private void reduceRows(Value value, Op.Reduce reduce, List<Buffer> destinations) {
    List<Index> prefix = new ArrayList<>();
    for (int axis = 0; axis < reduce.rank(); axis++) {
      prefix.add(Index.of(AXES[axis]));
    }
    List<Statement> inside = new ArrayList<>();
    Scalar result =
        new Reductions(kernel, elements, names, perSample).reduce(reduce, prefix, inside);
    String local = declare(value, result, inside);
    Point point = Point.atAxes(value.shape(), prefix);
    for (Buffer buffer : destinations) {
      Index place = point.placeIn(value.shape(), buffer.transposed());
      inside.add(kernel.store(buffer, place, new Scalar.Local(local)));
    }
    body.addAll(nest(value.shape(), inside));
  }

  private void join(Op.Concat concat, Value value, List<Buffer> destinations) {
    int from = 0;
    for (Value part : concat.parts()) {
      copy(part, value, from, destinations);
      from += part.shape().size();
    }
  }

  private void pad(Op.Pad pad, Value value, List<Buffer> destinations) {
    int width = pad.x().shape().suffix(1).size();
    int from = pad.before() * width;
    zeros(0, from, destinations);
    copy(pad.x(), value, from, destinations);
    zeros(from + pad.x().shape().size(), value.shape().size(), destinations);
  }

  private void zeros(int from, int to, List<Buffer> destinations) {
    Index index = Index.of(AXES[0]);
    for (Buffer buffer : destinations) {
      if (from < to) {
        body.add(
            new Statement.Loop(
                AXES[0],
                Index.of(from),
                Index.of(to),
                1,
                List.of(kernel.store(buffer, index, new Scalar.Literal(0)))));
      }
    }
  }

  private void copy(Value part, Value whole, int from, List<Buffer> destinations) {
    Shape shape = part.shape();
    boolean byAxes = !elements.isLinear(part, false);
    Point point = byAxes ? axes(shape) : linear(shape, false);
    List<Statement> inside = new ArrayList<>();
    Scalar element = elements.at(part, point);
    for (Buffer buffer : destinations) {
      if (buffer.transposed() && whole.shape().rank() == 2) {
        throw new IllegalStateException("joined into a transposed matrix: " + buffer.name());
      }
      inside.add(kernel.store(buffer, point.rowMajorPlace(shape).plus(from), element));
    }
    body.addAll(byAxes ? nest(shape, inside) : loop(shape, shape.size(), inside));
  }

  /** A product of values that no kernel of its own is made for. */
  private void multiply(
      Op.MatMul product, Optional<Value> bias, Value value, List<Buffer> destinations) {
    Shape a = product.a().shape();
    Shape b = product.b().shape();
    boolean rows = a.rank() == 2;
    boolean columns = b.rank() == 2;
    Index row = Index.of("i");
    Index column = Index.of("j");
    List<Statement> inside = new ArrayList<>();
    Scalar total =
        new Reducer(kernel, kernel.real())
            .reduce(
                Reduction.SUM,
                b.dimension(0),
                names.of(value),
                "k",
                k ->
                    new Scalar.Binary(
                        BinaryFunction.MULTIPLY,
                        elements.at(
                            product.a(), Point.atAxes(a, rows ? List.of(row, k) : List.of(k))),
                        elements.at(
                            product.b(),
                            Point.atAxes(b, columns ? List.of(k, column) : List.of(k)))),
                inside);
    Index unit = rows ? row : column;
    Scalar sum =
        bias.<Scalar>map(
                given ->
                    new Scalar.Binary(
                        BinaryFunction.ADD,
                        total,
                        elements.at(given, Point.atPlace(given.shape(), unit, false))))
            .orElse(total);
    if (value.shape().isScalar()) {
      body.addAll(inside);
      keepScalar(value, sum, destinations);
      return;
    }
    List<Index> axes = new ArrayList<>();
    if (rows) {
      axes.add(row);
    }
    if (columns) {
      axes.add(column);
    }
    Point point = Point.atAxes(value.shape(), axes);
    for (Buffer buffer : destinations) {
      Index place = point.placeIn(value.shape(), buffer.transposed());
      inside.add(kernel.store(buffer, place, sum));
    }
    List<Statement> nested = inside;
    if (columns) {
      nested = List.of(Statement.Loop.over("j", Index.of(b.dimension(1)), nested));
    }
    if (rows) {
      nested = List.of(Statement.Loop.over("i", Index.of(a.dimension(0)), nested));
    }
    body.addAll(nested);
  }
}
