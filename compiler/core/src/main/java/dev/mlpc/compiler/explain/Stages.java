package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds what the unnamed stages of a pipe give. The result of the last stage bears the name of the
 * statement, so that what is left under the stage's own name is no result: several of its values,
 * or its parameters, are then read from outside.
 */
final class Stages {
  private final Graph graph;
  private final Map<String, Set<Value>> read = new HashMap<>();
  private final Set<Value> readInside = new HashSet<>();
  private final Set<String> named = new HashSet<>();

  Stages(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      if (node.origin().role() == Role.NAMED && !(node.op() instanceof Op.Leaf)) {
        named.add(node.origin().name());
      }
      node.op().operands().forEach(operand -> consider(operand, node.origin().name()));
    }
  }

  private void consider(Value operand, String reader) {
    String stage = stage(graph.node(operand));
    boolean isPenalty = graph.op(operand) instanceof Op.Leaf && reader.equals(VariableChoice.LOSS);
    if (reader.equals(stage) || reader.startsWith(stage + ".")) {
      readInside.add(operand);
    } else if (!isPenalty) {
      read.computeIfAbsent(stage, key -> new LinkedHashSet<>()).add(operand);
    }
  }

  /** A number that a stage has for itself may be read by another that has the same. */
  private boolean isShared(Value value) {
    return readInside.contains(value) && isNumber(value);
  }

  private boolean isNumber(Value value) {
    return graph.op(value) instanceof Op.Constant
        || (graph.op(value) instanceof Op.Broadcast broadcast && isNumber(broadcast.x()));
  }

  /** A parameter belongs to the stage that it is named after. */
  private static String stage(Node node) {
    String name = node.origin().name();
    int dot = name.lastIndexOf('.');
    return node.op() instanceof Op.Leaf && dot > 0 ? name.substring(0, dot) : name;
  }

  /** Whether a value is all that others read of its stage. */
  boolean isResult(Value value) {
    String stage = stage(graph.node(value));
    List<Value> given =
        Objects.requireNonNullElse(read.get(stage), Set.<Value>of()).stream()
            .filter(each -> !isShared(each))
            .toList();
    return value.batched() && !named.contains(stage) && given.equals(List.of(value));
  }
}
