package dev.mlpc.compiler.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computational graph: its nodes are variables, its edges the maps between them.
 *
 * @param nodes in an order in which each comes after what it uses; the value of node i has the id i
 * @param outputs what is wanted, by name, in order
 * @param updates what is to be remembered when all is computed
 */
public record Graph(List<Node> nodes, Map<String, Value> outputs, List<Update> updates) {

  public Graph {
    nodes = List.copyOf(nodes);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    updates = List.copyOf(updates);
  }

  /**
   * After everything is computed, {@code target} becomes {@code value}.
   *
   * @param target a parameter, state or slot
   */
  public record Update(Value target, Value value) {}

  public Node node(Value value) {
    return nodes.get(value.id());
  }

  public Op op(Value value) {
    return node(value).op();
  }

  /**
   * The value of a wanted output.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Value output(String name) {
    Value value = outputs.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no output " + name + " in " + outputs.keySet());
    }
    return value;
  }
}
