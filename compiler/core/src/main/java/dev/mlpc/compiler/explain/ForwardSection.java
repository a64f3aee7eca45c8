package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Block;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Heading;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Variable.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the inputs to the loss: the formula of each variable. */
final class ForwardSection {
  private final Derivation derivation;

  private ForwardSection(Derivation derivation) {
    this.derivation = derivation;
  }

  /** The formulas up to the outputs, statement by statement. */
  static Section of(Derivation derivation) {
    return new ForwardSection(derivation).forward();
  }

  /** The formulas from the outputs to the loss. */
  static Optional<Section> loss(Derivation derivation) {
    List<Equation> equations =
        derivation.variables().all().stream()
            .filter(ForwardSection::isOfLoss)
            .map(
                variable ->
                    new Equation(
                        variable.symbol(),
                        derivation.shortened(variable),
                        variable.is(Kind.TARGET_VECTOR) ? "" : variable.name()))
            .toList();
    return equations.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Loss", List.of(new Equations(equations))));
  }

  private static boolean isOfLoss(Variable variable) {
    return variable.kind().isEnd() || variable.is(Kind.TARGET_VECTOR);
  }

  private Section forward() {
    Map<String, List<Variable>> byStatement = new LinkedHashMap<>();
    for (Variable variable : derivation.variables().all()) {
      if (!variable.kind().isLeaf() && !isOfLoss(variable)) {
        byStatement.computeIfAbsent(variable.name(), key -> new ArrayList<>()).add(variable);
      }
    }
    List<Block> blocks = new ArrayList<>();
    byStatement.forEach(
        (name, group) -> {
          blocks.add(new Heading(name, code(group.get(0))));
          blocks.add(
              new Equations(
                  group.stream().flatMap(variable -> definitions(variable).stream()).toList()));
        });
    return new Section("Forward", blocks);
  }

  private String code(Variable variable) {
    return derivation
        .graph()
        .node(variable.value())
        .origin()
        .span()
        .map(span -> span.text().replaceAll("\\s+", " "))
        .orElse("");
  }

  private List<Equation> definitions(Variable variable) {
    Activations activations = derivation.activations();
    if (variable.is(Kind.ACTIVATION)) {
      Symbol z = derivation.variables().of(Activations.argument(variable)).symbol();
      boolean isVector = variable.value().shape().size() > 1;
      return List.of(
          new Equation(
              variable.symbol(),
              activations.value(variable, z),
              isVector ? "element by element" : ""));
    }
    Formula definition = derivation.definition(variable);
    List<Equation> equations = new ArrayList<>();
    equations.add(new Equation(variable.symbol(), definition, ""));
    if (variable.is(Kind.AFFINE)) {
      affineElement(variable, definition).ifPresent(equations::add);
    }
    return List.copyOf(equations);
  }

  /** z_j = Σ_i w_ji x_i + b_j. */
  private static Optional<Equation> affineElement(Variable z, Formula definition) {
    Formula product = definition instanceof Formula.Sum sum ? sum.terms().get(0) : definition;
    if (product instanceof Formula.MatrixProduct matrix
        && matrix.left() instanceof Symbol weight
        && matrix.right() instanceof Symbol x) {
      Formula weighted =
          new Total("i", Algebra.product(new Symbol("w", weight.upper(), "ji", 0), x.element("i")));
      Formula right =
          definition instanceof Formula.Sum sum && sum.terms().get(1) instanceof Symbol bias
              ? Algebra.sum(weighted, bias.element("j"))
              : weighted;
      return Optional.of(new Equation(z.symbol().element("j"), right, "for unit j"));
    }
    return Optional.empty();
  }
}
