package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which output a figure judges by which target: for each target the output at the same
 * place, or else the first that suits.
 */
final class FigureChoice {
  private static final Set<String> OF_NUMBERS = Set.of("rmse", "mae", "r2");

  private final Diagnostics diagnostics;

  FigureChoice(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  List<ReportDefinition> choose(
      List<TrainSettings.Figure> figures,
      List<PortDefinition> outputs,
      List<PortDefinition> targets) {
    List<ReportDefinition> reports = new ArrayList<>();
    for (TrainSettings.Figure figure : figures) {
      List<ReportDefinition> chosen = choose(figure, outputs, targets);
      reports.addAll(chosen);
      if (chosen.isEmpty() && !outputs.isEmpty() && !targets.isEmpty()) {
        diagnostics.report(unsuitable(figure, outputs.get(0), targets.get(0)));
      }
    }
    return reports;
  }

  private static List<ReportDefinition> choose(
      TrainSettings.Figure figure, List<PortDefinition> outputs, List<PortDefinition> targets) {
    List<ReportDefinition> reports = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      Optional<Integer> output = output(figure, outputs, targets.get(target), target);
      if (output.isPresent()) {
        reports.add(new ReportDefinition(figure.name(), figure.argument(), output.get(), target));
      }
    }
    return reports;
  }

  private static Optional<Integer> output(
      TrainSettings.Figure figure, List<PortDefinition> outputs, PortDefinition target, int place) {
    if (place < outputs.size() && suits(figure, outputs.get(place), target)) {
      return Optional.of(place);
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (suits(figure, outputs.get(i), target)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean suits(
      TrainSettings.Figure figure, PortDefinition output, PortDefinition target) {
    int width = output.shape().size();
    boolean numbered = target.kind() != PortDefinition.Kind.REAL;
    if (OF_NUMBERS.contains(figure.name())) {
      return width == target.shape().size();
    }
    int classes = numbered ? target.classes() : Math.max(2, target.shape().size());
    return classes == Math.max(2, width) && figure.argument() <= classes;
  }

  private static Diagnostic unsuitable(
      TrainSettings.Figure figure, PortDefinition output, PortDefinition target) {
    String name = figure.name();
    Diagnostic diagnostic =
        Diagnostic.error(
                Code.BAD_REPORT,
                figure.span(),
                figure.argument() > 0
                    ? "`%s(%d)` does not suit what the network tells apart"
                        .formatted(name, figure.argument())
                    : "`%s` cannot compare `%s` with `%s`"
                        .formatted(name, output.name(), target.name()))
            .withNote(output.span(), "this is the output")
            .withNote(target.span(), "this is the target");
    return diagnostic.withHelp(
        OF_NUMBERS.contains(name)
            ? "for classes report accuracy, f1 or confusion"
            : "for numbers report rmse, mae or r2");
  }
}
