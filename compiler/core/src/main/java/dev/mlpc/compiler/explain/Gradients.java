package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.MatrixProduct;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Formula.Transpose;
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
  private final Map<Value, Variable> variables;
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
      Map<Value, Variable> variables,
      Activations activations,
      Map<Formula, Formula> shorter,
      List<Variable> start) {
    this.graph = graph;
    this.variables = variables;
    this.activations = activations;
    this.names = Variables.names(variables);
    this.shorter = shorter;
    for (Variable variable : variables.values()) {
      if (variable.kind() == Kind.PARAMETER
          || variable.from().stream().anyMatch(learned::contains)) {
        learned.add(variable.value());
      }
    }
    start.forEach(variable -> parts(variable.value()).add(seed(variable)));
    List<Variable> backwards = new ArrayList<>(variables.values());
    Collections.reverse(backwards);
    backwards.forEach(this::passOn);
  }

  private static Formula seed(Variable variable) {
    boolean isLoss = variable.kind() == Kind.LOSS || variable.kind() == Kind.OBJECTIVE;
    return isLoss ? Algebra.ONE : variable.delta();
  }

  private List<Formula> parts(Value value) {
    return parts.computeIfAbsent(value, key -> new ArrayList<>());
  }

  /**
   * The gradient of the loss of one sample by a variable; empty where the loss does not need it.
   */
  Optional<Formula> of(Variable variable) {
    List<Formula> found = parts.getOrDefault(variable.value(), List.of());
    Formula sum = Rebuild.replace(Algebra.sum(found), shorter);
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
    boolean hasLoss = variables.values().stream().anyMatch(each -> each.kind() == Kind.LOSS);
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
        new Derivative(graph, variable.value(), names, isScalarLoss(variable) ? Algebra.ONE : seed);
    for (Value from : variable.from()) {
      if (variable.kind() == Kind.ACTIVATION && from.equals(Activations.argument(variable))) {
        Formula slope = activations.slope(variable, symbol(from));
        parts(from).add(Algebra.product(slope, gradient.get()));
      } else {
        derivative
            .of(from)
            .map(formula -> from.batched() ? formula : ofOneSample(formula))
            .filter(formula -> !Algebra.is(formula, 0))
            .ifPresent(formula -> parts(from).add(formula));
      }
    }
  }

  private static boolean isScalarLoss(Variable variable) {
    return variable.kind() == Kind.LOSS || variable.kind() == Kind.OBJECTIVE;
  }

  /** The gradient of a = g(z) has no symbol: it is written into that of z. */
  static boolean isWrittenOut(Variable variable) {
    return variable.kind() == Kind.ACTIVATION;
  }

  private Symbol symbol(Value value) {
    Variable variable = variables.get(value);
    if (variable == null) {
      throw new IllegalArgumentException("no variable " + value);
    }
    return variable.symbol();
  }

  /** What exists once gets the sum over the samples; one sample's share is without it. */
  private static Formula ofOneSample(Formula formula) {
    return new Rebuild() {
      @Override
      public Formula total(Total total) {
        return total.index().equals(GraphFormulas.SAMPLES) ? of(total.body()) : super.total(total);
      }
    }.of(formula);
  }

  private void addPenalties(Variable objective) {
    Derivative derivative = new Derivative(graph, objective.value(), names, Algebra.ONE);
    for (Value from : objective.from()) {
      Variable variable = variables.get(from);
      if (variable != null && variable.kind() == Kind.PARAMETER) {
        derivative
            .of(from)
            .filter(formula -> !Algebra.is(formula, 0))
            .ifPresent(formula -> penalties.put(from, formula));
      }
    }
  }

  /** δ_u = g′(z_u) Σ_k w_ku δ_k, where a δ is that of one layer's result. */
  static Optional<Formula> element(Formula gradient) {
    List<Formula> factors =
        gradient instanceof Formula.Product product ? product.factors() : List.of(gradient);
    List<Formula> elements = new ArrayList<>();
    for (Formula factor : factors) {
      Optional<Formula> element = elementOfFactor(factor);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      elements.add(element.get());
    }
    return Optional.of(Algebra.product(elements));
  }

  private static Optional<Formula> elementOfFactor(Formula factor) {
    if (factor instanceof Formula.Call call && call.argument() instanceof Symbol z) {
      return Optional.of(Formula.Call.of(call.function(), z.element("u")));
    }
    if (factor instanceof MatrixProduct product
        && product.left() instanceof Transpose transpose
        && transpose.of() instanceof Symbol weight
        && product.right() instanceof Symbol delta) {
      Symbol element = new Symbol("w", weight.upper(), "ku", 0);
      return Optional.of(new Total("k", Algebra.product(element, delta.element("k"))));
    }
    return Optional.empty();
  }
}
