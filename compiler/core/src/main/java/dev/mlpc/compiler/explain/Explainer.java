package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Prose;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.plan.EngineKind;
import dev.mlpc.compiler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the explanation of a network: its table of contents. */
public final class Explainer {

  private Explainer() {}

  /** Says how the class of a network computes, in each of some ways. */
  public static List<Section> explainPlan(Plan plan, List<EngineKind> engines) {
    return engines.stream().flatMap(kind -> PlanSections.of(plan, kind).stream()).toList();
  }

  /** Explains a network. */
  public static Explanation explain(NetworkDefinition network, List<Cost> costs) {
    Derivation derivation = new Derivation(network);
    List<Section> sections = new ArrayList<>();
    sections.add(ForwardSection.of(derivation));
    Optional<PredictionSection> prediction = PredictionSection.of(derivation, network);
    prediction.flatMap(PredictionSection::section).ifPresent(sections::add);
    ForwardSection.loss(derivation).ifPresent(sections::add);
    sections.add(BackwardSection.of(derivation));
    functions(derivation.activations()).ifPresent(sections::add);
    List<Variable> variables = new ArrayList<>(derivation.variables().all());
    prediction.ifPresent(section -> variables.addAll(section.further()));
    sections.add(0, NotationSection.of(variables, sections));
    sections.add(CostSection.of(costs));
    return new Explanation(
        network.name(), network.documentation(), PictureBuilder.picture(derivation), sections);
  }

  private static Optional<Section> functions(Activations activations) {
    return activations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Activations",
                List.of(
                    new Prose("Each derivative is derived from the function, and simplified."),
                    new Equations(activations.equations()))));
  }
}
