package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses the values of a graph that an explanation speaks of, and their symbols: what the spec
 * names, what goes from one layer to another, and in each layer z = W x + b. The values between are
 * written out.
 */
final class Variables {
  private final Graph graph;
  private final Map<Value, Variable> variables = new LinkedHashMap<>();
  private final Map<Value, String> layerOfWeight = new HashMap<>();
  private final Map<String, Integer> timesUsed = new HashMap<>();
  private final Set<Symbol> taken = new HashSet<>();
  private final Set<Value> biased = new HashSet<>();
  private final Map<String, Value> lastOfGroup = new HashMap<>();
  private final Map<Value, Symbol> parameterSymbols = new HashMap<>();
  private final Optional<Value> loss;
  private int layers;
  private int masks;

  private Variables(Graph graph, boolean trained) {
    this.graph = graph;
    this.loss = trained ? lossOfSample() : Optional.empty();
    for (Node node : graph.nodes()) {
      if (!isLeaf(node.op())) {
        lastOfGroup.put(node.origin().name(), node.value());
      }
      biasedProduct(node.op()).ifPresent(biased::add);
    }
    graph.nodes().forEach(this::nameParameters);
    graph.nodes().forEach(this::consider);
  }

  /** The variables of a graph, in the order of the computation. */
  static Map<Value, Variable> of(Graph graph, boolean trained) {
    return new Variables(graph, trained).variables;
  }

  /** The loss is the mean over the batch of what is summed here. */
  private Optional<Value> lossOfSample() {
    Value objective = graph.output("loss");
    List<Value> sums =
        Derivative.between(graph, objective, Set.of()).stream()
            .filter(value -> graph.op(value) instanceof Op.SumOverBatch)
            .filter(value -> graph.node(value).origin().name().equals("loss"))
            .map(value -> graph.op(value).operands().get(0))
            .filter(value -> value.shape().isScalar())
            .toList();
    return sums.size() == 1 ? Optional.of(sums.get(0)) : Optional.empty();
  }

  private static boolean isLeaf(Op op) {
    return op instanceof Op.Leaf;
  }

  /** The W x of W x + b. */
  private Optional<Value> biasedProduct(Op op) {
    return op instanceof Op.Binary sum
            && sum.function() == BinaryFunction.ADD
            && isProduct(sum.a())
            && graph.op(sum.b()) instanceof Op.Parameter
        ? Optional.of(sum.a())
        : Optional.empty();
  }

  private boolean isProduct(Value value) {
    return graph.op(value) instanceof Op.MatMul product
        && graph.op(product.a()) instanceof Op.Parameter
        && product.b().batched()
        && product.b().shape().rank() == 1;
  }

  private boolean isAffine(Value value) {
    return biasedProduct(graph.op(value)).isPresent()
        || (isProduct(value) && !biased.contains(value));
  }

  /** W and b of each layer, numbered in the order of the computation. */
  private void nameParameters(Node node) {
    if (!isAffine(node.value())) {
      return;
    }
    Optional<Value> product = biasedProduct(node.op());
    Op.MatMul weights = (Op.MatMul) graph.op(product.orElse(node.value()));
    String layer = layerOfWeight.computeIfAbsent(weights.a(), weight -> String.valueOf(++layers));
    parameterSymbols.put(weights.a(), new Symbol("W", layer, "", 2));
    product.ifPresent(
        value -> parameterSymbols.put(((Op.Binary) node.op()).b(), new Symbol("b", layer, "", 1)));
  }

  private void consider(Node node) {
    Value value = node.value();
    Op op = node.op();
    String name = node.origin().name();
    if (op instanceof Op.Input || op instanceof Op.Target) {
      add(value, word(value, name), name, op instanceof Op.Input ? Kind.INPUT : Kind.TARGET);
    } else if (op instanceof Op.Parameter) {
      Symbol known = parameterSymbols.get(value);
      add(value, known != null ? known : parameter(value, name), name, Kind.PARAMETER);
    } else if (op instanceof Op.State) {
      add(value, word(value, name), name, Kind.STATE);
    } else if (op instanceof Op.Bernoulli) {
      Symbol mask = new Symbol("m", "", String.valueOf(++masks), value.shape().rank());
      add(value, mask, name + ", the mask of dropout", Kind.STATE);
    } else if (op instanceof Op.OneHot oneHot && graph.op(oneHot.index()) instanceof Op.Target) {
      Symbol y = free(Notions.TARGET_ONE_HOT, 1);
      add(value, y, graph.node(oneHot.index()).origin().name() + ", one-hot", Kind.OTHER);
    } else if (loss.equals(Optional.of(value))) {
      add(value, Symbol.scalar(Notions.LOSS), "the loss of one sample", Kind.LOSS);
    } else if (value.equals(graph.outputs().get("loss"))) {
      String letter = loss.isPresent() ? Notions.OBJECTIVE : Notions.LOSS;
      add(value, Symbol.scalar(letter), "the loss of the batch", Kind.OBJECTIVE);
    } else if (isAffine(value)) {
      String layer = layer(value);
      int times = timesUsed.merge(layer, 1, Integer::sum);
      Symbol z = new Symbol("z", layer, times == 1 ? "" : String.valueOf(times), 1);
      add(value, z, name, Kind.AFFINE);
    } else if (isSpokenOf(node)) {
      Optional<Variable> z = activated(value);
      Symbol symbol =
          z.map(Variable::symbol)
              .map(s -> new Symbol("a", s.upper(), s.lower(), 1))
              .filter(s -> !taken.contains(s))
              .orElseGet(() -> word(value, name));
      add(value, symbol, name, symbol.letter().equals("a") ? Kind.ACTIVATION : Kind.OTHER);
    }
  }

  private String layer(Value affine) {
    Value product = biasedProduct(graph.op(affine)).orElse(affine);
    String layer = layerOfWeight.get(((Op.MatMul) graph.op(product)).a());
    return layer == null ? "" : layer;
  }

  private boolean isSpokenOf(Node node) {
    Value value = node.value();
    String name = node.origin().name();
    boolean isValue =
        value.type().element() == Element.REAL
            && !isLeaf(node.op())
            && !biased.contains(value)
            && !name.equals("loss");
    return isValue
        && (node.origin().role() == Role.NAMED
            || (value.equals(lastOfGroup.get(name)) && value.batched()));
  }

  /** The z of which this is g(z). */
  private Optional<Variable> activated(Value value) {
    List<Variable> from = from(value).map(this::known).toList();
    List<Variable> batched = from.stream().filter(v -> v.value().batched()).toList();
    boolean isOfOneLayer =
        batched.size() == 1 && batched.get(0).kind() == Kind.AFFINE && !batched.isEmpty();
    boolean isElementwise =
        Derivative.between(graph, value, variables.keySet()).stream()
            .filter(each -> !variables.containsKey(each))
            .map(graph::op)
            .allMatch(Variables::isElementwise);
    return isOfOneLayer && isElementwise ? Optional.of(batched.get(0)) : Optional.empty();
  }

  private static boolean isElementwise(Op op) {
    return op instanceof Op.Unary
        || op instanceof Op.Binary
        || op instanceof Op.Compare
        || op instanceof Op.And
        || op instanceof Op.Not
        || op instanceof Op.Select
        || op instanceof Op.Constant
        || op instanceof Op.StopGradient
        || op instanceof Op.RepeatOverBatch
        || (op instanceof Op.Broadcast broadcast && broadcast.x().shape().isScalar());
  }

  private Variable known(Value value) {
    Variable variable = variables.get(value);
    if (variable == null) {
      throw new IllegalStateException("no variable " + value);
    }
    return variable;
  }

  private Stream<Value> from(Value value) {
    return Derivative.between(graph, value, variables.keySet()).stream()
        .filter(each -> variables.containsKey(each) && !each.equals(value));
  }

  private void add(Value value, Symbol symbol, String name, Kind kind) {
    List<Value> from = kind.isLeaf() ? List.of() : from(value).toList();
    taken.add(symbol);
    variables.put(value, new Variable(value, symbol, name, kind, from));
  }

  private Symbol word(Value value, String name) {
    return free(name, value.shape().rank());
  }

  /** The last part of a parameter's name, if no other has it. */
  private Symbol parameter(Value value, String name) {
    String last = Greek.letter(name.substring(name.lastIndexOf('.') + 1));
    Symbol symbol = new Symbol(last, "", "", value.shape().rank());
    return taken.contains(symbol) ? word(value, name) : symbol;
  }

  private Symbol free(String letter, int rank) {
    Symbol symbol = new Symbol(letter, "", "", rank);
    for (int i = 2; taken.contains(symbol); i++) {
      symbol = new Symbol(letter, "", String.valueOf(i), rank);
    }
    return symbol;
  }

  /** What a variable is called in a formula, for all. */
  static Map<Value, Formula> names(Map<Value, Variable> variables) {
    Map<Value, Formula> names = new LinkedHashMap<>();
    new ArrayList<>(variables.values())
        .forEach(variable -> names.put(variable.value(), variable.symbol()));
    return names;
  }
}
