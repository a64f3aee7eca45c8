package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a prediction computes something else than a training step: dropout, batch statistics. */
final class PredictionSection {
  private final Derivation training;
  private final Variables variables;
  private final Map<Value, Variable> same = new LinkedHashMap<>();
  private final GraphFormulas formulas;

  private PredictionSection(Derivation training, Graph graph) {
    this.training = training;
    this.variables = new Variables(graph, true);
    Map<Value, Formula> names = new LinkedHashMap<>(variables.names());
    for (Variable variable : variables.all()) {
      sameIn(variable)
          .ifPresent(
              found -> {
                same.put(variable.value(), found);
                names.put(variable.value(), found.symbol());
              });
    }
    this.formulas = new GraphFormulas(graph, names);
  }

  /** The comparison of both; nothing without training. */
  static Optional<PredictionSection> of(Derivation training, NetworkDefinition network) {
    return network
        .training()
        .map(TrainingDefinition::evaluation)
        .map(graph -> Derivation.withoutUpdates(network, graph))
        .map(graph -> new PredictionSection(training, graph));
  }

  /** The variables that a training step does not have. */
  List<Variable> further() {
    return variables.all().stream().filter(each -> !same.containsKey(each.value())).toList();
  }

  /** The variable that bears the same name in training. */
  private Optional<Variable> sameIn(Variable variable) {
    List<Variable> named =
        training.variables().all().stream()
            .filter(other -> other.name().equals(variable.name()))
            .filter(other -> other.value().shape().equals(variable.value().shape()))
            .filter(other -> !same.containsValue(other))
            .toList();
    return named.stream()
        .filter(other -> other.is(variable.kind()))
        .findFirst()
        .or(
            () ->
                named.stream().filter(other -> isResult(other) && isResult(variable)).findFirst());
  }

  /** The formulas that training has a symbol for. */
  private Map<Formula, Formula> activated() {
    Map<Formula, Formula> symbols = new LinkedHashMap<>();
    training
        .variables()
        .all(Kind.ACTIVATION)
        .forEach(a -> symbols.put(training.definition(a), a.symbol()));
    return symbols;
  }

  private static boolean isResult(Variable variable) {
    return variable.is(Kind.OTHER) || variable.is(Kind.ACTIVATION);
  }

  /** The formulas that are not the same; nothing if all are. */
  Optional<Section> section() {
    List<Equation> equations = new ArrayList<>();
    for (Variable variable : variables.all()) {
      Optional<Variable> other = Optional.ofNullable(same.get(variable.value()));
      if (!variable.kind().isLeaf() && !variable.kind().isEnd()) {
        Formula here = Rebuild.replace(formulas.definition(variable.value()), activated());
        if (other.isEmpty() || !here.equals(training.definition(other.get()))) {
          Formula symbol = other.map(Variable::symbol).orElse(variable.symbol());
          if (!here.equals(symbol)) {
            equations.add(new Equation(symbol, here, variable.name()));
          }
        }
      }
    }
    return equations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Prediction",
                List.of(
                    new Prose("As above, but for what is not the same outside of training:"),
                    new Equations(equations))));
  }
}
