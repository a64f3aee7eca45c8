package dev.mlpc.compiler.autodiff;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reverse-mode differentiation: walks a graph from its loss back to its variables, and adds what
 * each node says of the gradients of its operands.
 */
public final class Differentiator {
  private static final TensorType SCALAR = TensorType.real(Shape.SCALAR, false);

  private final Graph graph;
  private final Value loss;
  private final GraphBuilder builder;

  /** By the node's place: what it adds to its operands' gradients, as far as they are wanted. */
  private final List<List<Contribution>> contributions = new ArrayList<>();

  private final boolean[] wanted;
  private final Map<Value, Value> gradients = new HashMap<>();

  private Differentiator(Graph graph, Value loss) {
    this.graph = graph;
    this.loss = loss;
    this.builder = new GraphBuilder(graph);
    this.wanted = new boolean[graph.nodes().size()];
  }

  /**
   * Continues a graph by the gradients of one of its outputs.
   *
   * @param output a real scalar that exists once, such as the loss of the batch
   * @param variables parameters and inputs; the gradient of each becomes the output {@code
   *     gradient.NAME}, zero where the output does not depend on it
   * @throws IllegalArgumentException if the output or a variable is of another kind, or if there is
   *     an output of that name
   */
  public static Graph differentiate(Graph graph, String output, List<Value> variables) {
    Value loss = graph.output(output);
    if (!loss.type().equals(SCALAR)) {
      throw new IllegalArgumentException(output + " is " + loss.type() + ", not one real number");
    }
    return new Differentiator(graph, loss).differentiate(variables);
  }

  private Graph differentiate(List<Value> variables) {
    Map<String, Value> outputs = new LinkedHashMap<>();
    for (Value variable : variables) {
      wanted[variable.id()] = true;
      String name = outputName(variable);
      if (graph.outputs().containsKey(name) || outputs.put(name, variable) != null) {
        throw new IllegalArgumentException("two outputs " + name);
      }
    }
    findWanted();
    walkBack();
    outputs.forEach((name, variable) -> builder.output(name, gradient(variable)));
    return builder.build();
  }

  private String outputName(Value variable) {
    Op op = graph.op(variable);
    if (variable.type().element() == Element.REAL) {
      if (op instanceof Op.Parameter parameter) {
        return "gradient." + parameter.name();
      }
      if (op instanceof Op.Input input) {
        return "gradient." + input.name();
      }
    }
    throw new IllegalArgumentException("no gradient by " + variable.type() + " " + op);
  }

  /** A gradient is wanted of the variables, and of all on the way from them to the loss. */
  private void findWanted() {
    for (Node node : graph.nodes().subList(0, loss.id() + 1)) {
      List<Contribution> useful =
          GradientRules.of(node.value(), node.op()).stream()
              .filter(contribution -> wanted[contribution.operand().id()])
              .toList();
      contributions.add(useful);
      wanted[node.value().id()] |= !useful.isEmpty();
    }
  }

  private void walkBack() {
    if (wanted[loss.id()]) {
      gradients.put(loss, expressions(loss).number(1));
    }
    for (int id = loss.id(); id >= 0; id--) {
      Value dy = gradients.get(graph.nodes().get(id).value());
      if (dy != null) {
        contributions.get(id).forEach(contribution -> add(contribution, dy));
      }
    }
  }

  private void add(Contribution contribution, Value dy) {
    Value operand = contribution.operand();
    Expressions e = expressions(operand);
    Value part = e.fit(contribution.formula().of(e, dy), operand.type());
    gradients.merge(operand, part, e::plus);
  }

  private Value gradient(Value variable) {
    Value gradient = gradients.get(variable);
    return gradient != null ? gradient : expressions(variable).filled(0, variable.type());
  }

  /** Formulas that belong to the gradient of a value. */
  private Expressions expressions(Value value) {
    Origin origin = graph.node(value).origin();
    return new Expressions(builder, origin.withRole(Origin.Role.GRADIENT));
  }
}
