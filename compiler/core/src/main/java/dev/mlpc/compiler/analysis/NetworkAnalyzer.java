package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.analysis.NetworkGraphs.Graphs;
import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Severity;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands one network, with its {@code train} and {@code data}. */
final class NetworkAnalyzer {
  private final Library library;
  private final String packageName;
  private final Diagnostics diagnostics;
  private final Reports reports;

  NetworkAnalyzer(Library library, String packageName, Diagnostics diagnostics) {
    this.library = library;
    this.packageName = packageName;
    this.diagnostics = diagnostics;
    this.reports = new Reports(diagnostics);
  }

  /** The network; none if there is a mistake in it. */
  Optional<NetworkDefinition> analyze(
      Declaration.Network network,
      Optional<Declaration.Train> train,
      Optional<Declaration.Data> data) {
    long mistakes = mistakes();
    PortReader reader = new PortReader(library, reports);
    Precision precision = reader.precision(network);
    List<PortDefinition> inputs = reader.inputs(network, precision);
    List<PortDefinition> outputs = reader.outputs(network, precision);
    List<PortDefinition> targets =
        train.map(block -> reader.targets(targets(block), precision)).orElse(List.of());
    Labels labels = Labels.read(network, inputs, outputs, reports, new Frame(library, ""));
    Optional<TrainSettings> settings =
        train.flatMap(block -> new TrainSettingsReader(constants(), diagnostics).read(block));
    Optional<DataDefinition> samples =
        data.flatMap(
            block ->
                new DataReader(constants(), diagnostics)
                    .read(block, joined(inputs, targets), declared(network, train)));
    List<ReportDefinition> figures =
        settings
            .map(s -> new FigureChoice(diagnostics).choose(s.figures(), outputs, targets))
            .orElse(List.of());
    Optional<Graphs> graphs =
        new NetworkGraphs(library, reports, precision, network)
            .unfold(inputs, outputs, train.flatMap(block -> loss(block, targets)));
    if (mistakes() > mistakes || graphs.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NetworkDefinition(
            packageName,
            network.name().text(),
            network.documentation(),
            precision,
            labels.of(inputs),
            labels.of(outputs),
            graphs.get().tensors(),
            graphs.get().inference(),
            graphs.get().measurements(),
            settings.map(s -> training(s, labels.ofTargets(targets), graphs.get(), figures)),
            samples,
            network.span()));
  }

  private static TrainingDefinition training(
      TrainSettings settings,
      List<PortDefinition> targets,
      Graphs graphs,
      List<ReportDefinition> figures) {
    return new TrainingDefinition(
        targets,
        graphs.loss().orElseThrow(),
        graphs.evaluation().orElseThrow(),
        settings.optimizer(),
        settings.clip(),
        settings.average(),
        settings.epochs(),
        settings.batch(),
        settings.seed(),
        settings.shuffle(),
        settings.patience(),
        settings.watched().flatMap(figure -> first(figure, figures)),
        figures);
  }

  /** Where several targets are judged, the first is watched. */
  private static Optional<ReportDefinition> first(
      TrainSettings.Figure figure, List<ReportDefinition> figures) {
    return figures.stream()
        .filter(
            report ->
                report.figure().equals(figure.name()) && report.argument() == figure.argument())
        .findFirst();
  }

  private long mistakes() {
    return diagnostics.inOrder().stream().filter(d -> d.severity() == Severity.ERROR).count();
  }

  private ConstantEvaluator constants() {
    return new ConstantEvaluator(library.constants(), diagnostics);
  }

  private static List<PortDefinition> joined(
      List<PortDefinition> inputs, List<PortDefinition> targets) {
    List<PortDefinition> all = new ArrayList<>(inputs);
    all.addAll(targets);
    return all;
  }

  private static Set<String> declared(
      Declaration.Network network, Optional<Declaration.Train> train) {
    Set<String> names = new HashSet<>();
    network.inputs().forEach(input -> names.add(input.name().text()));
    train.ifPresent(block -> targets(block).forEach(target -> names.add(target.name().text())));
    return names;
  }

  /** The targets of a block, each name once: what else is wrong, its reader reports. */
  private static List<Entry.Target> targets(Declaration.Train train) {
    Map<String, Entry.Target> targets = new LinkedHashMap<>();
    for (Entry entry : train.entries()) {
      if (entry instanceof Entry.Target target) {
        targets.putIfAbsent(target.name().text(), target);
      }
    }
    return List.copyOf(targets.values());
  }

  private static Optional<NetworkGraphs.Loss> loss(
      Declaration.Train train, List<PortDefinition> targets) {
    for (Entry entry : train.entries()) {
      if (entry instanceof Entry.Setting setting && setting.name().text().equals("loss")) {
        return Optional.of(new NetworkGraphs.Loss(setting.value(), targets(train), targets));
      }
    }
    return Optional.empty();
  }
}
