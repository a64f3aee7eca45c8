package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Block;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Heading;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the loss back to each parameter: δ of each variable, and the gradients. */
final class BackwardSection {
  private final Variables variables;
  private final Gradients gradients;
  private final boolean isTrained;

  /** The first step forward, and so the last one back, that a parameter takes part in. */
  private final Map<Value, Variable> firstUse = new HashMap<>();

  private BackwardSection(Derivation derivation) {
    this.variables = derivation.variables();
    this.gradients = derivation.gradients();
    this.isTrained = derivation.isTrained();
    for (Variable variable : variables.all()) {
      variable.from().forEach(value -> firstUse.putIfAbsent(value, variable));
    }
  }

  static Section of(Derivation derivation) {
    return new BackwardSection(derivation).section();
  }

  private Section section() {
    List<Block> blocks = new ArrayList<>(List.of(new Prose(introduction())));
    List<Variable> backwards = new ArrayList<>(variables.all());
    Collections.reverse(backwards);
    String heading = "";
    List<Equation> equations = new ArrayList<>();
    for (Variable variable : backwards) {
      List<Equation> more = step(variable);
      if (!more.isEmpty() && !variable.name().equals(heading)) {
        flush(heading, equations, blocks);
        heading = variable.name();
      }
      equations.addAll(more);
    }
    flush(heading, equations, blocks);
    return new Section("Backward", blocks);
  }

  private static void flush(String heading, List<Equation> equations, List<Block> blocks) {
    if (!equations.isEmpty()) {
      blocks.add(new Heading(heading, ""));
      blocks.add(new Equations(equations));
      equations.clear();
    }
  }

  private String introduction() {
    String delta =
        "δ⁽ˡ⁾ is ∂L/∂z⁽ˡ⁾ of layer l, and δ with a lower mark is ∂L by what the mark names.";
    if (!isTrained) {
      return "The network has no train block: L is any loss, and its gradients by the outputs are"
          + " given. "
          + delta;
    }
    boolean isCoupled =
        variables.all().stream()
            .anyMatch(v -> !v.kind().isLeaf() && !v.kind().isEnd() && !v.value().batched());
    return isCoupled
        ? "The samples of a batch depend on each other here, so that L stands for the sum of their"
            + " losses; the gradient of the batch is that by all samples, divided by N. "
            + delta
        : "For one sample; the gradient of the batch is the mean over its samples. " + delta;
  }

  /** δ of a variable, and the gradients of the parameters that it is computed with. */
  private List<Equation> step(Variable variable) {
    boolean isMean = variable.is(Kind.OBJECTIVE) && variables.all(Kind.LOSS).findAny().isPresent();
    if (variable.kind().isLeaf() || isMean) {
      return List.of();
    }
    List<Equation> equations = new ArrayList<>();
    if (!variable.is(Kind.ACTIVATION)) {
      equations.addAll(deltas(variable));
      withActivation(variable)
          .forEach(
              step ->
                  step.from().stream()
                      .flatMap(value -> variables.find(value).stream())
                      .filter(from -> from.is(Kind.PARAMETER))
                      .filter(from -> step.equals(firstUse.get(from.value())))
                      .forEach(parameter -> equations.addAll(ofParameter(parameter))));
    }
    return equations;
  }

  /** The step of z, and that of a = g(z), which may have parameters too. */
  private List<Variable> withActivation(Variable variable) {
    List<Variable> steps = new ArrayList<>(List.of(variable));
    variables
        .all(Kind.ACTIVATION)
        .filter(a -> Activations.argument(a).equals(variable.value()))
        .forEach(steps::add);
    return steps;
  }

  private List<Equation> deltas(Variable variable) {
    Optional<Formula> gradient = gradients.of(variable);
    if (variable.kind().isEnd() || gradient.isEmpty() || !gradients.leadsToParameter(variable)) {
      return List.of();
    }
    Symbol delta = variable.delta();
    if (gradient.get().equals(delta)) {
      return List.of(new Equation(delta, partial(variable), "given"));
    }
    List<Equation> equations = new ArrayList<>();
    String remark = "∂L/∂" + new FormulaPrinter(new UnicodeNotation()).print(variable.symbol());
    equations.add(new Equation(delta, gradient.get(), remark));
    if (variable.is(Kind.AFFINE)) {
      Elements.ofDelta(gradient.get())
          .ifPresent(right -> equations.add(new Equation(delta.element("u"), right, "for unit u")));
    }
    return List.copyOf(equations);
  }

  private static Formula partial(Variable variable) {
    return Call.of("partial", Symbol.scalar(Notions.LOSS), variable.symbol());
  }

  private List<Equation> ofParameter(Variable parameter) {
    Optional<Formula> gradient = gradients.of(parameter);
    Optional<Formula> penalty = gradients.penalty(parameter);
    List<Equation> equations = new ArrayList<>();
    gradient.ifPresent(
        formula -> {
          equations.add(new Equation(partial(parameter), formula, parameter.name()));
          Elements.ofParameter(parameter.symbol(), formula).ifPresent(equations::add);
        });
    penalty.ifPresent(
        formula ->
            equations.add(
                new Equation(
                    Call.of("partial", Symbol.scalar(Notions.OBJECTIVE), parameter.symbol()),
                    gradient.isEmpty() ? formula : Algebra.sum(meanOverBatch(parameter), formula),
                    "with the penalty")));
    return List.copyOf(equations);
  }

  private static Formula meanOverBatch(Variable parameter) {
    return Algebra.quotient(
        new Total(GraphFormulas.SAMPLES, partial(parameter)), Symbol.scalar("N"));
  }
}
