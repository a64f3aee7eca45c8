package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which values of a graph are computed once and kept. */
final class Roots {
  /** An expression of more operations than this is cut, for readers and for the JIT. */
  private static final int LONGEST_EXPRESSION = 24;

  private final Graph graph;
  private final EngineKind kind;
  private final Uses uses;
  private final Set<Value> kept = new HashSet<>();
  private final Map<Value, Product> products = new LinkedHashMap<>();
  private final Set<Value> insideProducts = new HashSet<>();

  private Roots(Graph graph, EngineKind kind) {
    this.graph = graph;
    this.kind = kind;
    this.uses = new Uses(graph);
  }

  /** The roots, each after those that it needs. */
  static List<Root> of(Graph graph, EngineKind kind) {
    Roots roots = new Roots(graph, kind);
    roots.findProducts();
    roots.decide();
    return roots.describe();
  }

  private void findProducts() {
    for (Node node : graph.nodes()) {
      Product.of(node.value(), uses)
          .filter(product -> uses.isLive(node.value()))
          .ifPresent(product -> products.put(node.value(), product));
    }
    products.forEach(
        (value, product) -> {
          if (graph.op(value) instanceof Op.Binary sum) {
            insideProducts.add(graph.op(sum.a()) instanceof Op.MatMul ? sum.a() : sum.b());
          }
          if (graph.op(value) instanceof Op.SumOverBatch sum) {
            insideProducts.add(sum.x());
          }
        });
    insideProducts.forEach(products::remove);
    if (kind == EngineKind.VECTOR) {
      findBiasGradients();
    }
    products.values().forEach(this::keepOperands);
  }

  /** Sums over the batch of what a weight gradient reads, too. */
  private void findBiasGradients() {
    Set<Value> turned = new HashSet<>();
    for (Product product : products.values()) {
      if (product instanceof Product.WeightGradient gradient) {
        turned.add(gradient.a());
      }
    }
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.SumOverBatch sum
          && turned.contains(sum.x())
          && sum.x().shape().size() > 1
          && uses.isLive(node.value())) {
        products.put(node.value(), new Product.BiasGradient(sum.x()));
      }
    }
  }

  /** A product reads its operands again and again, and a kernel of its own reads arrays. */
  private void keepOperands(Product product) {
    for (Value operand : product.operands()) {
      if (!CostModel.deservesKernel(product, kind)) {
        keepBehindViews(operand);
      } else if (!Uses.isGiven(graph.op(operand))) {
        keep(operand);
      }
    }
  }

  private void decide() {
    int[] weight = new int[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      Value value = node.value();
      if (Uses.isGiven(node.op()) || insideProducts.contains(value) || !uses.isLive(value)) {
        continue;
      }
      if (mustKeep(node)) {
        keep(value);
      }
      int sum = isFree(node) ? 0 : 1;
      for (Value operand : node.op().operands()) {
        sum += kept.contains(operand) ? 0 : weight[operand.id()];
      }
      if (sum > LONGEST_EXPRESSION && !Uses.isView(node) && !isFree(node)) {
        keep(value);
      }
      weight[value.id()] = sum;
      keepOperands(node);
    }
    graph.outputs().values().forEach(this::keep);
    graph.updates().forEach(update -> keep(update.value()));
  }

  private void keep(Value value) {
    kept.add(value);
  }

  private boolean mustKeep(Node node) {
    Op op = node.op();
    if (products.containsKey(node.value())
        || op instanceof Op.Reduce
        || op instanceof Op.ArgMax
        || op instanceof Op.Concat
        || op instanceof Op.Pad
        || op instanceof Op.MatMul
        || op instanceof Op.SumOverBatch
        || ArrayFunctions.computes(node.value(), op, kind)
        || (op instanceof Op.Bernoulli && kind == EngineKind.VECTOR)) {
      return true;
    }
    if (Uses.isView(node) || isFree(node) || op instanceof Op.Outer) {
      return false;
    }
    return uses.readers(node.value()) > 1
        || (node.value().shape().isScalar()
            && uses.consumers(node.value()).stream()
                .anyMatch(consumer -> consumer.op() instanceof Op.Broadcast));
  }

  /** Keeps what a node reads more than once an element, or in another order. */
  private void keepOperands(Node node) {
    Op op = node.op();
    boolean manyReads =
        op instanceof Op.MatMul || op instanceof Op.Outer || op instanceof Op.ArgMax;
    for (Value operand : op.operands()) {
      if (ArrayFunctions.computes(node.value(), op, kind) && !Uses.isGiven(graph.op(operand))) {
        keep(operand);
      }
      if (manyReads) {
        keepBehindViews(operand);
      }
      if (op instanceof Op.Reshape && operand.shape().rank() > 1) {
        keepForReshape(operand);
      }
    }
  }

  /** A reshaped matrix is read by its places in memory, not along its axes. */
  private void keepForReshape(Value matrix) {
    if (!Uses.isGiven(graph.op(matrix))) {
      keep(matrix);
    }
  }

  private void keepBehindViews(Value value) {
    Node node = graph.node(value);
    if (Uses.isView(node)) {
      node.op().operands().forEach(this::keepBehindViews);
    } else if (!isFree(node) && !Uses.isGiven(node.op()) && !insideProducts.contains(value)) {
      keep(value);
    }
  }

  /** Whether it is there without any computation. */
  private static boolean isFree(Node node) {
    Op op = node.op();
    return op instanceof Op.Constant
        || op instanceof Op.BatchSize
        || op instanceof Op.Rate
        || op instanceof Op.BiasCorrection;
  }

  private List<Root> describe() {
    List<Root> result = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (kept.contains(node.value())) {
        Reach reach = new Reach();
        node.op().operands().forEach(reach::visit);
        if (Uses.isGiven(node.op())) {
          reach.visit(node.value());
        }
        Optional<Product> product = Optional.ofNullable(products.get(node.value()));
        result.add(
            new Root(
                node.value(),
                node.op(),
                reach.needs,
                reach.reads,
                reach.weight,
                product,
                product.filter(p -> CostModel.deservesKernel(p, kind)).isPresent()));
      }
    }
    return result;
  }

  /** What an expression reaches before it ends in arrays and kept values. */
  private final class Reach {
    final Set<Value> needs = new LinkedHashSet<>();
    final Set<Value> reads = new LinkedHashSet<>();
    int weight = 1;

    void visit(Value value) {
      Node node = graph.node(value);
      if (Uses.isGiven(node.op())) {
        reads.add(value);
      } else if (kept.contains(value)) {
        needs.add(value);
      } else {
        weight++;
        node.op().operands().forEach(this::visit);
      }
    }
  }
}
