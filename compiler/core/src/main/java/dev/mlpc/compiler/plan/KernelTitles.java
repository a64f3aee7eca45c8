package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What kernels are called, and what they tell their readers. */
final class KernelTitles {
  private final Graph graph;
  private final ValueNames names;
  private final FormulaText formulas;

  KernelTitles(Graph graph, ValueNames names, FormulaText formulas) {
    this.graph = graph;
    this.names = names;
    this.formulas = formulas;
  }

  /**
   * The kernel's name: that of the one value that the spec names; else what it does to all of them.
   */
  String title(Stage stage) {
    List<Value> named = new ArrayList<>();
    List<Value> gradients = new ArrayList<>();
    for (Root root : stage.roots()) {
      switch (graph.node(root.value()).origin().role()) {
        case NAMED -> named.add(root.value());
        case GRADIENT -> gradients.add(root.value());
        case STEP, UPDATE -> {}
      }
    }
    Value last = stage.roots().get(stage.roots().size() - 1).value();
    if (named.isEmpty() && gradients.size() > 1) {
      return commonName(gradients).map(name -> Names.join(name, "backward")).orElse("backward");
    }
    if (named.size() > 1) {
      return commonName(named).map(name -> Names.join(name, "forward")).orElse("forward");
    }
    Value main = named.isEmpty() ? last : named.get(0);
    Origin origin = graph.node(main).origin();
    return origin.role() == Origin.Role.UPDATE
        ? Names.join(origin.name(), "update")
        : names.of(main);
  }

  /** The place in the spec of the first statement that a stage serves; the end for none. */
  int place(Stage stage) {
    return stage.roots().stream()
        .flatMap(root -> graph.node(root.value()).origin().span().stream())
        .mapToInt(Span::start)
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** The statement that all values belong to, if it is one. */
  private Optional<String> commonName(List<Value> values) {
    List<String> names =
        values.stream()
            .map(value -> graph.node(value).origin().name().split("\\.", 2)[0])
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  /** {@code hidden = max(hiddenSum, 0) [16], line 3}. */
  String describe(Root root) {
    String formula = formulas.of(root);
    String line = graph.node(root.value()).origin().span().map(KernelTitles::line).orElse("");
    return line.isEmpty() ? formula : formula + (formula.endsWith("]") ? ", " : "  ") + line;
  }

  private static String line(Span span) {
    long number =
        1 + span.source().text().substring(0, span.start()).chars().filter(c -> c == '\n').count();
    return "line " + number;
  }
}
