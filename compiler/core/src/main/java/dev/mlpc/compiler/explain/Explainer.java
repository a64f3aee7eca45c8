package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.explain.Explanation.Block;
import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Heading;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Explanation.Table;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.rewrite.GraphPasses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the explanation of a network: forward, the loss, backward, the functions, the costs. */
public final class Explainer {
  private final NetworkDefinition network;
  private final Graph graph;
  private final Map<Value, Variable> variables;
  private final Activations activations;
  private final GraphFormulas formulas;
  private final Map<Formula, Formula> shorter = new HashMap<>();
  private final Gradients gradients;

  private Explainer(NetworkDefinition network) {
    this.network = network;
    boolean isTrained = network.training().isPresent();
    this.graph =
        network
            .training()
            .map(TrainingDefinition::loss)
            .orElseGet(() -> GraphPasses.dropUnused(network.inference()));
    this.variables = Variables.of(graph, isTrained);
    this.activations = new Activations(graph, variables);
    this.formulas = new GraphFormulas(graph, Variables.names(variables));
    for (Variable variable : variables.values()) {
      if (variable.kind() == Kind.OTHER
          && formulas.definition(variable.value()) instanceof Call call) {
        shorter.put(call, variable.symbol());
      }
    }
    this.gradients = new Gradients(graph, variables, activations, shorter, start(isTrained));
  }

  /**
   * Explains a network.
   *
   * @param plan how it becomes code, if that is to be told
   */
  public static Explanation explain(
      NetworkDefinition network, List<Cost> costs, Optional<Plan> plan) {
    Explainer explainer = new Explainer(network);
    List<Section> sections = new ArrayList<>();
    sections.add(explainer.notation());
    sections.add(explainer.forward());
    explainer.loss().ifPresent(sections::add);
    sections.add(explainer.backward());
    explainer.functions().ifPresent(sections::add);
    sections.add(costs(costs));
    plan.map(PlanSections::of).ifPresent(sections::addAll);
    Picture picture =
        PictureBuilder.picture(explainer.variables, explainer.activations, explainer.gradients);
    return new Explanation(network.name(), network.documentation(), picture, sections);
  }

  private List<Variable> start(boolean isTrained) {
    if (!isTrained) {
      return graph.outputs().values().stream()
          .distinct()
          .flatMap(value -> Optional.ofNullable(variables.get(value)).stream())
          .toList();
    }
    Optional<Variable> loss = all(Kind.LOSS).stream().findFirst();
    return loss.map(List::of).orElseGet(() -> all(Kind.OBJECTIVE));
  }

  private List<Variable> all(Kind kind) {
    return variables.values().stream().filter(variable -> variable.kind() == kind).toList();
  }

  private Section notation() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Variable variable : variables.values()) {
      rows.add(
          List.of(
              Cell.of(variable.symbol()),
              Cell.code(variable.name()),
              Cell.text(role(variable)),
              Cell.text(shape(variable))));
    }
    return new Section(
        "Notation", List.of(new Table(List.of("symbol", "in the spec", "is", "shape"), rows)));
  }

  static String shape(Variable variable) {
    String shape = variable.value().shape().toString();
    return shape.isEmpty()
        ? "scalar"
        : shape.replace("[", "").replace("]", "").replace(", ", " × ");
  }

  private static String role(Variable variable) {
    return switch (variable.kind()) {
      case INPUT -> "input";
      case TARGET -> "target";
      case PARAMETER -> "parameter";
      case STATE -> "kept, not learned";
      case AFFINE -> "weighted sums";
      case ACTIVATION -> "activations";
      case OTHER -> "value";
      case LOSS -> "loss of a sample";
      case OBJECTIVE -> "loss of the batch";
    };
  }

  private Section forward() {
    List<Block> blocks = new ArrayList<>();
    Map<String, List<Variable>> byStatement = new LinkedHashMap<>();
    for (Variable variable : variables.values()) {
      boolean isForward =
          !variable.kind().isLeaf()
              && variable.kind() != Kind.LOSS
              && variable.kind() != Kind.OBJECTIVE
              && !variable.symbol().letter().equals(Notions.TARGET_ONE_HOT);
      if (isForward) {
        byStatement.computeIfAbsent(variable.name(), key -> new ArrayList<>()).add(variable);
      }
    }
    byStatement.forEach(
        (name, group) -> {
          blocks.add(new Heading(name, code(group.get(group.size() - 1))));
          List<Equation> equations = new ArrayList<>();
          group.forEach(variable -> equations.addAll(definitions(variable)));
          blocks.add(new Equations(equations));
        });
    return new Section("Forward", blocks);
  }

  private String code(Variable variable) {
    return graph
        .node(variable.value())
        .origin()
        .span()
        .map(span -> span.text().replaceAll("\\s+", " "))
        .orElse("");
  }

  private List<Equation> definitions(Variable variable) {
    if (variable.kind() == Kind.ACTIVATION) {
      Symbol z = symbol(Activations.argument(variable));
      return List.of(
          new Equation(variable.symbol(), activations.value(variable, z), "element by element"));
    }
    Formula definition = formulas.definition(variable.value());
    List<Equation> equations = new ArrayList<>();
    equations.add(new Equation(variable.symbol(), definition, ""));
    if (variable.kind() == Kind.AFFINE) {
      affineElement(variable, definition).ifPresent(equations::add);
    }
    return List.copyOf(equations);
  }

  private Symbol symbol(Value value) {
    Variable variable = variables.get(value);
    if (variable == null) {
      throw new IllegalArgumentException("no variable " + value);
    }
    return variable.symbol();
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

  private Optional<Section> loss() {
    List<Equation> equations = new ArrayList<>();
    for (Variable variable : variables.values()) {
      boolean isOfLoss =
          variable.kind() == Kind.LOSS
              || variable.kind() == Kind.OBJECTIVE
              || variable.symbol().letter().equals(Notions.TARGET_ONE_HOT);
      if (isOfLoss) {
        String remark = variable.kind() == Kind.OTHER ? "" : variable.name();
        equations.add(
            new Equation(
                variable.symbol(),
                Rebuild.replace(formulas.definition(variable.value()), shorterWithout(variable)),
                remark));
      }
    }
    return equations.isEmpty() || network.training().isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("Loss", List.of(new Equations(equations))));
  }

  private Map<Formula, Formula> shorterWithout(Variable variable) {
    Map<Formula, Formula> others = new HashMap<>(shorter);
    others.values().removeIf(symbol -> symbol.equals(variable.symbol()));
    return others;
  }

  private Section backward() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Prose(
            network.training().isPresent()
                ? "For one sample; the gradient of the batch is the mean over its samples. "
                    + "δ is ∂L/∂z, and a mark tells of what."
                : "The network has no train block: L is any loss, and its gradients by the outputs"
                    + " are given. δ is ∂L/∂z, and a mark tells of what."));
    List<Variable> backwards = new ArrayList<>(variables.values());
    Collections.reverse(backwards);
    List<Variable> done = new ArrayList<>();
    for (Variable variable : backwards) {
      boolean isMean = variable.kind() == Kind.OBJECTIVE && !all(Kind.LOSS).isEmpty();
      if (variable.kind().isLeaf() || variable.kind() == Kind.ACTIVATION || isMean) {
        continue;
      }
      List<Equation> equations = new ArrayList<>(deltas(variable));
      withActivation(variable)
          .forEach(
              step ->
                  step.from().stream()
                      .flatMap(value -> Optional.ofNullable(variables.get(value)).stream())
                      .filter(from -> from.kind() == Kind.PARAMETER && !done.contains(from))
                      .forEach(
                          parameter -> {
                            equations.addAll(parameterGradients(parameter));
                            done.add(parameter);
                          }));
      if (!equations.isEmpty()) {
        blocks.add(new Heading(variable.name(), ""));
        blocks.add(new Equations(equations));
      }
    }
    return new Section("Backward", blocks);
  }

  /** The step of z, and that of a = g(z), which may have parameters too. */
  private List<Variable> withActivation(Variable variable) {
    List<Variable> steps = new ArrayList<>(List.of(variable));
    all(Kind.ACTIVATION).stream()
        .filter(a -> Activations.argument(a).equals(variable.value()))
        .forEach(steps::add);
    return steps;
  }

  private List<Equation> deltas(Variable variable) {
    boolean isEnd = variable.kind() == Kind.LOSS || variable.kind() == Kind.OBJECTIVE;
    Optional<Formula> gradient = gradients.of(variable);
    if (isEnd || gradient.isEmpty() || !gradients.leadsToParameter(variable)) {
      return List.of();
    }
    Symbol delta = variable.delta();
    List<Equation> equations = new ArrayList<>();
    if (gradient.get().equals(delta)) {
      return List.of(new Equation(delta, partial(variable), "given"));
    }
    equations.add(new Equation(delta, gradient.get(), "∂L/∂" + plain(variable.symbol())));
    if (variable.kind() == Kind.AFFINE) {
      Gradients.element(gradient.get())
          .ifPresent(right -> equations.add(new Equation(delta.element("u"), right, "for unit u")));
    }
    return List.copyOf(equations);
  }

  private static String plain(Formula formula) {
    return new FormulaPrinter(new UnicodeNotation()).print(formula);
  }

  private static Formula partial(Variable variable) {
    return Call.of("partial", Symbol.scalar(Notions.LOSS), variable.symbol());
  }

  private List<Equation> parameterGradients(Variable parameter) {
    Optional<Formula> gradient = gradients.of(parameter);
    if (gradient.isEmpty()) {
      return List.of();
    }
    List<Equation> equations = new ArrayList<>();
    equations.add(new Equation(partial(parameter), gradient.get(), parameter.name()));
    element(parameter.symbol(), gradient.get()).ifPresent(equations::add);
    gradients
        .penalty(parameter)
        .ifPresent(
            penalty ->
                equations.add(
                    new Equation(
                        Call.of("partial", Symbol.scalar(Notions.OBJECTIVE), parameter.symbol()),
                        Algebra.sum(
                            Algebra.quotient(
                                new Total(GraphFormulas.SAMPLES, partial(parameter)),
                                Symbol.scalar("N")),
                            penalty),
                        "with the penalty")));
    return List.copyOf(equations);
  }

  /** ∂L/∂w_ji = δ_j a_i, ∂L/∂b_j = δ_j. */
  private static Optional<Equation> element(Symbol parameter, Formula gradient) {
    Symbol loss = Symbol.scalar(Notions.LOSS);
    if (gradient instanceof Formula.MatrixProduct outer
        && outer.left() instanceof Symbol delta
        && outer.right() instanceof Formula.Transpose transpose
        && transpose.of() instanceof Symbol a) {
      Symbol weight = new Symbol("w", parameter.upper(), "ji", 0);
      return Optional.of(
          new Equation(
              Call.of("partial", loss, weight),
              Algebra.product(delta.element("j"), a.element("i")),
              ""));
    }
    if (parameter.letter().equals("b") && gradient instanceof Symbol delta) {
      return Optional.of(
          new Equation(Call.of("partial", loss, parameter.element("j")), delta.element("j"), ""));
    }
    return Optional.empty();
  }

  private Optional<Section> functions() {
    return activations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Activations",
                List.of(
                    new Prose("Each derivative is derived from the function, and simplified."),
                    new Equations(activations.equations()))));
  }

  private static Section costs(List<Cost> costs) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Cost cost : costs) {
      rows.add(
          List.of(
              Cell.code(cost.value()),
              Cell.code(cost.operation()),
              Cell.text(cost.shape().replace("[", "").replace("]", "").replace(", ", " × ")),
              Cell.number(cost.parameters()),
              Cell.number(cost.forwardFlops()),
              Cell.number(cost.backwardFlops()),
              Cell.number(cost.bytes())));
    }
    rows.add(
        List.of(
            Cell.text("all"),
            Cell.text(""),
            Cell.text(""),
            Cell.number(costs.stream().mapToLong(Cost::parameters).sum()),
            Cell.number(costs.stream().mapToLong(Cost::forwardFlops).sum()),
            Cell.number(costs.stream().mapToLong(Cost::backwardFlops).sum()),
            Cell.number(costs.stream().mapToLong(Cost::bytes).sum())));
    return new Section(
        "Costs",
        List.of(
            new Prose(
                "Floating-point operations (FLOPs) of one sample; bytes of the parameters and of"
                    + " one sample's values."),
            new Table(
                List.of("value", "made by", "shape", "parameters", "forward", "backward", "bytes"),
                rows)));
  }
}
