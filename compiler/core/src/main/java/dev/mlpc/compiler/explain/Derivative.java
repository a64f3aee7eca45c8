package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.rewrite.Relink;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The gradient of one step of a graph: from the gradient of its result to those of the variables it
 * is computed from. The compiler's own differentiation does it, on a graph of that step alone; it
 * is read off as a formula.
 */
final class Derivative {
  private static final Origin ORIGIN =
      new Origin("explanation", Optional.empty(), Origin.Role.STEP);

  private final GraphBuilder local = new GraphBuilder();
  private final Map<Value, Value> copies = new HashMap<>();
  private final Map<Value, Formula> names = new HashMap<>();
  private final Map<Value, Value> variables = new LinkedHashMap<>();
  private final Map<Value, Formula> gradients = new LinkedHashMap<>();

  /**
   * Derives a step.
   *
   * @param result what the step computes
   * @param given names of the variables it starts from, and of the result if the formula may use it
   * @param seed the gradient of the result
   */
  Derivative(Graph graph, Value result, Map<Value, Formula> given, Formula seed) {
    for (Value each : between(graph, result, given.keySet())) {
      boolean isVariable = given.containsKey(each) && !each.equals(result);
      Value copy = isVariable ? variable(each) : copy(graph.op(each), each);
      copies.put(each, copy);
      Optional.ofNullable(given.get(each)).ifPresent(name -> names.put(copy, name));
    }
    addProduct(copied(result), seed);
    Graph derived =
        Differentiator.differentiate(local.build(), "loss", List.copyOf(variables.values()));
    GraphFormulas formulas = new GraphFormulas(derived, names);
    variables.forEach(
        (variable, copy) ->
            gradients.put(variable, formulas.of(derived.output("gradient." + name(variable)))));
  }

  private static String name(Value value) {
    return "v" + value.id();
  }

  private Value variable(Value value) {
    Op.Leaf leaf = value.batched() ? new Op.Input(name(value)) : new Op.Parameter(name(value));
    Value copy = local.leaf(leaf, value.type(), ORIGIN);
    if (value.type().element() == Element.REAL) {
      variables.put(value, copy);
    }
    return copy;
  }

  private Value copy(Op op, Value value) {
    return op instanceof Op.Leaf leaf
        ? local.leaf(leaf, value.type(), ORIGIN)
        : local.add(op.match(new Relink(this::copied)), ORIGIN);
  }

  private Value copied(Value value) {
    return Objects.requireNonNull(copies.get(value), "copied before its readers");
  }

  /** Σ y dy over elements and samples: its gradient by x is that of the loss, if dy is y's. */
  private void addProduct(Value y, Formula seed) {
    Value total = y;
    if (!Algebra.is(seed, 1)) {
      Op.Leaf leaf = y.batched() ? new Op.Input("seed") : new Op.Parameter("seed");
      Value dy = local.leaf(leaf, y.type(), ORIGIN);
      names.put(dy, seed);
      total = local.binary(BinaryFunction.MULTIPLY, y, dy, ORIGIN);
    }
    if (!total.shape().isScalar()) {
      total = local.add(new Op.Reduce(Reduction.SUM, total, 0), ORIGIN);
    }
    local.output("loss", total.batched() ? local.add(new Op.SumOverBatch(total), ORIGIN) : total);
  }

  /** The values a step consists of, from its variables on, in order. */
  static List<Value> between(Graph graph, Value result, Set<Value> variables) {
    boolean[] needed = new boolean[result.id() + 1];
    needed[result.id()] = true;
    for (int id = result.id(); id >= 0; id--) {
      Value each = graph.nodes().get(id).value();
      if (needed[id] && (each.equals(result) || !variables.contains(each))) {
        graph.op(each).operands().forEach(operand -> needed[operand.id()] = true);
      }
    }
    List<Value> values = new ArrayList<>();
    for (int id = 0; id <= result.id(); id++) {
      if (needed[id]) {
        values.add(graph.nodes().get(id).value());
      }
    }
    return values;
  }

  /** What the step adds to the gradient of a variable; nothing if it does not start from it. */
  Optional<Formula> of(Value variable) {
    return Optional.ofNullable(gradients.get(variable));
  }

  /** f' of a function of one number, in closed form. */
  static Formula ofFunction(Graph graph, Value y, Map<Value, Formula> given, Value x, Symbol name) {
    Map<Value, Formula> variables = new HashMap<>(given);
    variables.remove(y);
    variables.put(x, name);
    Formula derivative = new Derivative(graph, y, variables, Algebra.ONE).of(x).orElseThrow();
    return Piecewise.simplify(derivative, name);
  }
}
