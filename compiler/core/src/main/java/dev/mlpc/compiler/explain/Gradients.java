package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes from the loss back, variable by variable: the gradient of each by those computed later. */
final class Gradients {
  private final Graph graph;
  private final Variables variables;
  private final Activations activations;
  private final Map<Value, Formula> names;
  private final Map<Value, List<Formula>> parts = new HashMap<>();
  private final Map<Value, Formula> penalties = new LinkedHashMap<>();
  private final Map<Formula, Formula> shorter;
  private final Set<Value> learned = new HashSet<>();

  /**
   * Goes back.
   *
   * @param shorter formulas of which something named is the value
   * @param start the variables whose gradients are given: the loss, or the outputs of a network
   *     that is not trained
   */
  Gradients(
      Graph graph,
      Variables variables,
      Activations activations,
      Map<Formula, Formula> shorter,
      List<Variable> start) {
    this.graph = graph;
    this.variables = variables;
    this.activations = activations;
    this.names = variables.names();
    variables
        .all(Kind.TARGET_VECTOR)
        .forEach(
            vector ->
                names.put(
                    vector.value(), new GraphFormulas(graph, names).definition(vector.value())));
    this.shorter = shorter;
    for (Variable variable : variables.all()) {
      if (variable.kind() == Kind.PARAMETER
          || variable.from().stream().anyMatch(learned::contains)) {
        learned.add(variable.value());
      }
    }
    start.forEach(variable -> parts(variable.value()).add(seed(variable)));
    List<Variable> backwards = new ArrayList<>(variables.all());
    Collections.reverse(backwards);
    backwards.forEach(this::passOn);
  }

  private static Formula seed(Variable variable) {
    return variable.kind().isEnd() ? Algebra.ONE : variable.delta();
  }

  private List<Formula> parts(Value value) {
    return parts.computeIfAbsent(value, key -> new ArrayList<>());
  }

  /**
   * The gradient of the loss of one sample by a variable; empty where the loss does not need it.
   */
  Optional<Formula> of(Variable variable) {
    List<Formula> found = parts.getOrDefault(variable.value(), List.of());
    Formula sum = Rebuild.replace(Choices.join(Algebra.sum(found)), shorter);
    return found.isEmpty() || Algebra.is(sum, 0) ? Optional.empty() : Optional.of(sum);
  }

  /** Whether the variable is computed from a parameter, so that its gradient is needed. */
  boolean leadsToParameter(Variable variable) {
    return learned.contains(variable.value());
  }

  /** What the penalties add to the gradient of the objective by a parameter. */
  Optional<Formula> penalty(Variable parameter) {
    return Optional.ofNullable(penalties.get(parameter.value()));
  }

  private void passOn(Variable variable) {
    if (variable.kind().isLeaf()) {
      return;
    }
    boolean hasLoss = variables.all(Kind.LOSS).findAny().isPresent();
    if (variable.kind() == Kind.OBJECTIVE && hasLoss) {
      addPenalties(variable);
      return;
    }
    Optional<Formula> gradient = of(variable);
    if (gradient.isEmpty() || !leadsToParameter(variable)) {
      return;
    }
    Formula seed = isWrittenOut(variable) ? gradient.get() : variable.delta();
    Derivative derivative =
        new Derivative(
            graph, variable.value(), names, variable.kind().isEnd() ? Algebra.ONE : seed);
    for (Value from : variable.from()) {
      if (variable.kind() == Kind.ACTIVATION && from.equals(Activations.argument(variable))) {
        Formula slope = activations.slope(variable, variables.of(from).symbol());
        parts(from).add(Algebra.product(slope, gradient.get()));
      } else {
        derivative
            .of(from)
            .map(formula -> isShared(from) ? ofOneSample(formula) : formula)
            .filter(formula -> !Algebra.is(formula, 0))
            .ifPresent(formula -> parts(from).add(formula));
      }
    }
  }

  /** The gradient of a = g(z) has no symbol: it is written into that of z. */
  static boolean isWrittenOut(Variable variable) {
    return variable.kind() == Kind.ACTIVATION;
  }

  private boolean isShared(Value value) {
    return variables.find(value).filter(each -> each.is(Kind.PARAMETER)).isPresent();
  }

  /** A parameter gets the sum over the samples; one sample's share is without it. */
  private static Formula ofOneSample(Formula formula) {
    if (formula instanceof Total total && total.index().equals(GraphFormulas.SAMPLES)) {
      return total.body();
    }
    if (formula instanceof Formula.Sum sum) {
      return Algebra.sum(sum.terms().stream().map(Gradients::ofOneSample).toList());
    }
    if (formula instanceof Formula.Call call && call.is("sum")) {
      return Algebra.call("sum", ofOneSample(call.argument()));
    }
    return formula instanceof Formula.Product product
        ? Algebra.product(product.factors().stream().map(Gradients::ofOneSample).toList())
        : formula;
  }

  private void addPenalties(Variable objective) {
    Derivative derivative = new Derivative(graph, objective.value(), names, Algebra.ONE);
    for (Value from : objective.from()) {
      if (variables.find(from).filter(each -> each.is(Kind.PARAMETER)).isPresent()) {
        derivative
            .of(from)
            .filter(formula -> !Algebra.is(formula, 0))
            .ifPresent(formula -> penalties.put(from, formula));
      }
    }
  }
}
