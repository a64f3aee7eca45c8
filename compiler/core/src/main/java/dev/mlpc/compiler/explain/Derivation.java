package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.rewrite.GraphPasses;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is derived of one network: its variables, their formulas, and their gradients. */
final class Derivation {
  private final Graph graph;
  private final boolean isTrained;
  private final Variables variables;
  private final Activations activations;
  private final GraphFormulas formulas;
  private final Map<Formula, Formula> shorter = new HashMap<>();
  private final Gradients gradients;

  Derivation(NetworkDefinition network) {
    this.isTrained = network.training().isPresent();
    this.graph =
        withoutUpdates(
            network,
            network.training().map(TrainingDefinition::loss).orElseGet(network::inference));
    this.variables = new Variables(graph, isTrained);
    this.activations = new Activations(graph, variables);
    this.formulas = new GraphFormulas(graph, variables.names());
    for (Variable variable : variables.all()) {
      boolean isShown = variable.is(Kind.OTHER) || variable.is(Kind.TARGET_VECTOR);
      if (isShown && formulas.definition(variable.value()) instanceof Call call) {
        shorter.put(call, variable.symbol());
      }
    }
    this.gradients = new Gradients(graph, variables, activations, shorter, start());
  }

  /**
   * What is only kept for later is no part of the derivation; what the network gives is, even if
   * the loss does not need it.
   */
  static Graph withoutUpdates(NetworkDefinition network, Graph graph) {
    Map<String, Value> outputs = new LinkedHashMap<>(graph.outputs());
    for (Node node : graph.nodes()) {
      boolean isGiven =
          node.origin().role() == Origin.Role.NAMED
              && network.inference().outputs().containsKey(node.origin().name())
              && !graph.outputs().containsKey(node.origin().name());
      if (isGiven) {
        outputs.put(node.origin().name(), node.value());
      }
    }
    return GraphPasses.dropUnused(new Graph(graph.nodes(), outputs, List.of()));
  }

  /** Where the gradients start: at the loss, or at the outputs of a network without one. */
  private List<Variable> start() {
    if (!isTrained) {
      return graph.outputs().values().stream()
          .distinct()
          .flatMap(value -> variables.find(value).stream())
          .toList();
    }
    Optional<Variable> loss = variables.all(Kind.LOSS).findFirst();
    return loss.map(List::of).orElseGet(() -> variables.all(Kind.OBJECTIVE).toList());
  }

  Graph graph() {
    return graph;
  }

  boolean isTrained() {
    return isTrained;
  }

  Variables variables() {
    return variables;
  }

  Activations activations() {
    return activations;
  }

  Gradients gradients() {
    return gradients;
  }

  /** What a variable is computed by, in one step. */
  Formula definition(Variable variable) {
    return formulas.definition(variable.value());
  }

  /** The same, with what other variables are shortened to their names. */
  Formula shortened(Variable variable) {
    Map<Formula, Formula> others = new HashMap<>(shorter);
    others.values().removeIf(symbol -> symbol.equals(variable.symbol()));
    return Rebuild.replace(definition(variable), others);
  }
}
