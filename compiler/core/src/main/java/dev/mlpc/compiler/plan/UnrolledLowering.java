package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes a stage in straight lines: each element of each value is a local of its own. */
final class UnrolledLowering {
  /** Vectors up to this length are loaded into locals when the sample begins. */
  private static final int LOADED_AHEAD = 64;

  private final Graph graph;
  private final KernelBuilder kernel;
  private final Elements elements;
  private final ValueNames names;
  private final Function<Root, String> remarks;
  private final List<Statement> before = new ArrayList<>();
  private final List<Statement> body = new ArrayList<>();
  private final List<Statement> after = new ArrayList<>();

  UnrolledLowering(
      Graph graph, KernelBuilder kernel, ValueNames names, Function<Root, String> remarks) {
    this.remarks = remarks;
    this.graph = graph;
    this.kernel = kernel;
    this.names = names;
    this.elements = new Elements(graph, kernel);
  }

  List<Statement> lower(Stage stage, Destinations destinations) {
    loadAhead(stage);
    for (Root root : stage.roots()) {
      body.add(new Statement.Remark(remarks.apply(root)));
      List<Buffer> into = destinations.of(root.value());
      boolean read = stage.roots().stream().anyMatch(r -> r.needs().contains(root.value()));
      if (root.accumulates()) {
        accumulate((Op.SumOverBatch) root.op(), into);
      } else if (into.size() == 1 && !read) {
        store(root.value(), i -> element(root, graph.node(root.value()), i), into.get(0));
      } else {
        compute(root, into);
      }
    }
    List<Statement> result = new ArrayList<>(before);
    result.add(kernel.overSamples(1, body));
    result.addAll(after);
    return result;
  }

  private void loadAhead(Stage stage) {
    TreeSet<Value> read = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
    for (Root root : stage.roots()) {
      read.addAll(root.reads());
      read.addAll(root.needs());
    }
    stage.roots().forEach(root -> read.remove(root.value()));
    for (Value value : read) {
      if (value.batched() && value.shape().size() <= LOADED_AHEAD) {
        keep(value, i -> elements.at(value, Point.number(value.shape(), i)));
      }
    }
  }

  /** Declares a local for each element. */
  private Scalar[] keep(Value value, IntFunction<Scalar> element) {
    int size = value.shape().size();
    Scalar[] locals = new Scalar[size];
    String name = names.of(value);
    for (int i = 0; i < size; i++) {
      String local = kernel.local(value.shape().isScalar() ? name : name + i);
      NumberType type = Elements.isInteger(value) ? NumberType.INTEGER : NumberType.REAL;
      body.add(new Statement.Declare(type, local, element.apply(i)));
      locals[i] = new Scalar.Local(local);
    }
    elements.setUnrolled(value, locals);
    return locals;
  }

  private void compute(Root root, List<Buffer> destinations) {
    Value value = root.value();
    Node node = graph.node(value);
    Scalar[] locals = keep(value, i -> element(root, node, i));
    destinations.forEach(destination -> store(value, i -> locals[i], destination));
  }

  private void store(Value value, IntFunction<Scalar> element, Buffer destination) {
    for (int i = 0; i < value.shape().size(); i++) {
      Index place = Point.number(value.shape(), i).placeIn(value.shape(), destination.transposed());
      body.add(kernel.store(destination, place, element.apply(i)));
    }
  }

  private Scalar element(Root root, Node node, int number) {
    if (root.product().orElse(null) instanceof Product.Forward product) {
      return sum(product, node.value().shape(), number);
    }
    Op op = node.op();
    Point point = Point.number(node.value().shape(), number);
    if (op instanceof Op.MatMul product) {
      return dot(product, node.value().shape(), number);
    }
    if (op instanceof Op.Reduce reduce) {
      return reduce(reduce, number);
    }
    if (op instanceof Op.ArgMax argMax) {
      return argMax(argMax.x());
    }
    if (op instanceof Op.Concat concat) {
      return concat(concat, number);
    }
    if (op instanceof Op.Pad pad) {
      int from = pad.before() * pad.x().shape().suffix(1).size();
      int inside = number - from;
      return inside < 0 || inside >= pad.x().shape().size()
          ? new Scalar.Literal(0)
          : elements.at(pad.x(), Point.number(pad.x().shape(), inside));
    }
    return Uses.isGiven(op)
        ? elements.at(node.value(), point)
        : elements.formula(node.value(), point);
  }

  private Scalar concat(Op.Concat concat, int number) {
    int from = 0;
    for (Value part : concat.parts()) {
      int size = part.shape().size();
      if (number < from + size) {
        return elements.at(part, Point.number(part.shape(), number - from));
      }
      from += size;
    }
    throw new IllegalStateException("beyond the parts of " + concat);
  }

  private Scalar sum(Product.Forward product, Shape result, int number) {
    Scalar dot = dot(product.op(), result, number);
    return product
        .bias()
        .<Scalar>map(
            bias ->
                new Scalar.Binary(
                    BinaryFunction.ADD, dot, elements.at(bias, Point.number(result, number))))
        .orElse(dot);
  }

  private Scalar dot(Op.MatMul product, Shape result, int number) {
    Shape a = product.a().shape();
    Shape b = product.b().shape();
    int columns = b.rank() == 2 ? b.dimension(1) : 1;
    int row = number / columns;
    int column = number % columns;
    Scalar sum = null;
    int length = b.dimension(0);
    for (int k = 0; k < length; k++) {
      Scalar term =
          new Scalar.Binary(
              BinaryFunction.MULTIPLY,
              elements.at(product.a(), Point.number(a, row * length + k)),
              elements.at(product.b(), Point.number(b, k * columns + column)));
      sum = sum == null ? term : new Scalar.Binary(BinaryFunction.ADD, sum, term);
    }
    return java.util.Objects.requireNonNull(sum, () -> "an empty product of " + result);
  }

  private Scalar reduce(Op.Reduce reduce, int number) {
    Shape shape = reduce.x().shape();
    int length = shape.suffix(reduce.rank()).size();
    int from = number * length;
    if (reduce.reduction() != Reduction.SUM && length > 2) {
      return extreme(reduce.reduction(), reduce.x(), from, length);
    }
    Scalar sum = elements.at(reduce.x(), Point.number(shape, from));
    for (int i = 1; i < length; i++) {
      Scalar element = elements.at(reduce.x(), Point.number(shape, from + i));
      sum = Reducer.combine(reduce.reduction(), sum, element);
    }
    return sum;
  }

  /** The greatest or least, found step by step in a local. */
  private Scalar extreme(Reduction reduction, Value x, int from, int length) {
    String suffix = reduction == Reduction.MINIMUM ? "min" : "max";
    String name = kernel.local(Names.join(names.of(x), suffix));
    Scalar local = new Scalar.Local(name);
    Scalar first = elements.at(x, Point.number(x.shape(), from));
    for (int i = 1; i < length; i++) {
      Scalar next = elements.at(x, Point.number(x.shape(), from + i));
      if (i == 1) {
        Scalar value = Reducer.combine(reduction, first, next);
        body.add(new Statement.Declare(NumberType.REAL, name, value));
      } else {
        body.add(new Statement.Assign(name, Reducer.combine(reduction, local, next)));
      }
    }
    return local;
  }

  private Scalar argMax(Value x) {
    Scalar best = elements.at(x, Point.number(x.shape(), 0));
    Scalar position = new Scalar.Position(Index.ZERO);
    for (int i = 1; i < x.shape().size(); i++) {
      Scalar candidate = elements.at(x, Point.number(x.shape(), i));
      Scalar better = new Scalar.Compare(Comparison.GREATER, candidate, best);
      position = new Scalar.Select(better, new Scalar.Position(Index.of(i)), position);
      if (i + 1 < x.shape().size()) {
        best = new Scalar.Binary(BinaryFunction.MAX, best, candidate);
      }
    }
    return position;
  }

  /** Σ over the samples: in locals if there are few, else in memory. */
  private void accumulate(Op.SumOverBatch sum, List<Buffer> destinations) {
    Value x = sum.x();
    Shape shape = x.shape();
    int size = shape.size();
    Buffer first = destinations.get(0);
    if (size > CostModel.UNROLLED_LENGTH) {
      before.add(Accumulation.clear(kernel, first));
      for (int i = 0; i < size; i++) {
        Point point = Point.number(shape, i);
        Index place = kernel.base(first).plus(point.placeIn(shape, first.transposed()));
        body.add(new Statement.AddTo(kernel.array(first), place, elements.at(x, point)));
      }
      after.addAll(Accumulation.copy(kernel, first, destinations, shape));
      return;
    }
    NumberType type = size == 1 ? NumberType.WIDE : NumberType.REAL;
    for (int i = 0; i < size; i++) {
      Point point = Point.number(shape, i);
      String local = kernel.local(first.name() + (shape.isScalar() ? ".sum" : ".sum" + i));
      before.add(new Statement.Declare(type, local, new Scalar.Literal(0)));
      Scalar now = new Scalar.Local(local);
      body.add(
          new Statement.Assign(
              local, new Scalar.Binary(BinaryFunction.ADD, now, elements.at(x, point))));
      for (Buffer destination : destinations) {
        Index place = point.placeIn(shape, destination.transposed());
        Scalar result = type == NumberType.WIDE ? new Scalar.Narrow(now) : now;
        after.add(kernel.store(destination, place, result));
      }
    }
  }
}
