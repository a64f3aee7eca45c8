package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables of an explanation, in the order of the computation. */
final class Variables {
  private final Map<Value, Variable> variables = new LinkedHashMap<>();

  /** Those of a graph; without training it has no loss. */
  Variables(Graph graph, boolean isTrained) {
    VariableChoice choice = new VariableChoice(graph, isTrained);
    Map<Value, Symbol> symbols = new VariableNames(graph, choice).symbols();
    choice
        .kinds()
        .forEach(
            (value, kind) -> {
              Node node = graph.node(value);
              variables.put(
                  value,
                  new Variable(
                      value,
                      symbols.getOrDefault(value, Symbol.scalar(node.origin().name())),
                      name(graph, node, kind),
                      kind,
                      choice.from(value)));
            });
  }

  private static String name(Graph graph, Node node, Kind kind) {
    return switch (kind) {
      case TARGET_VECTOR ->
          graph.node(node.op().operands().get(0)).origin().name() + ", as a unit vector";
      case MASK -> node.origin().name() + ", the mask of dropout";
      case LOSS -> "the loss of one sample";
      case OBJECTIVE -> "the loss of the batch";
      default -> node.origin().name();
    };
  }

  List<Variable> all() {
    return List.copyOf(variables.values());
  }

  Stream<Variable> all(Kind kind) {
    return variables.values().stream().filter(variable -> variable.is(kind));
  }

  /** The variable that a value is, if it is one. */
  Optional<Variable> find(Value value) {
    return Optional.ofNullable(variables.get(value));
  }

  /**
   * The variable that a value is.
   *
   * @throws IllegalArgumentException if it is none
   */
  Variable of(Value value) {
    return find(value).orElseThrow(() -> new IllegalArgumentException("no variable: " + value));
  }

  /** What a variable is called in a formula, for all. */
  Map<Value, Formula> names() {
    Map<Value, Formula> names = new LinkedHashMap<>();
    variables.forEach((value, variable) -> names.put(value, variable.symbol()));
    return names;
  }
}
