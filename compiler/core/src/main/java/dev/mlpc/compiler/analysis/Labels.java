package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The labels of a network: a name for each element of an output, or for each value of an index. An
 * output that is one number tells two classes apart, and so it may have two labels.
 */
final class Labels {
  private final Map<String, List<String>> byPort;
  private final List<String> outputs;

  private Labels(Map<String, List<String>> byPort, List<String> outputs) {
    this.byPort = byPort;
    this.outputs = outputs;
  }

  /** Reads a network's labels, and reports what is wrong with them. */
  static Labels read(
      Declaration.Network network,
      List<PortDefinition> inputs,
      List<PortDefinition> outputs,
      Reports reports,
      Frame frame) {
    Map<String, Statement.Labels> statements = new LinkedHashMap<>();
    for (Statement statement : network.body()) {
      if (statement instanceof Statement.Labels labels) {
        Statement.Labels first = statements.putIfAbsent(labels.name().text(), labels);
        if (first != null) {
          reports.report(
              frame,
              Diagnostic.error(
                      Code.REDEFINED,
                      labels.name().span(),
                      "`%s` has labels already".formatted(labels.name()))
                  .withNote(first.span(), "they are given here"));
        }
      }
    }
    List<PortDefinition> ports = new ArrayList<>(inputs);
    ports.addAll(outputs);
    Map<String, List<String>> byPort = new LinkedHashMap<>();
    for (Statement.Labels labels : statements.values()) {
      Optional<Diagnostic> mistake = check(labels, network, ports);
      mistake.ifPresent(diagnostic -> reports.report(frame, diagnostic));
      if (mistake.isEmpty()) {
        byPort.put(labels.name().text(), texts(labels));
      }
    }
    return new Labels(byPort, outputs.stream().map(PortDefinition::name).toList());
  }

  private static List<String> texts(Statement.Labels labels) {
    return labels.labels().stream().map(Expression.Text::value).toList();
  }

  private static Optional<Diagnostic> check(
      Statement.Labels labels, Declaration.Network network, List<PortDefinition> ports) {
    String name = labels.name().text();
    Optional<PortDefinition> port = ports.stream().filter(p -> p.name().equals(name)).findFirst();
    if (port.isEmpty()) {
      boolean faulty =
          network.outputs().stream().anyMatch(p -> p.name().text().equals(name))
              || network.inputs().stream().anyMatch(p -> p.name().text().equals(name));
      return faulty
          ? Optional.empty()
          : Optional.of(
              DidYouMean.addTo(
                  Diagnostic.error(
                      Code.BAD_LABELS,
                      labels.name().span(),
                      "`%s` is neither an output nor an input, and has no labels".formatted(name)),
                  name,
                  ports.stream().map(PortDefinition::name).toList()));
    }
    Set<String> seen = new HashSet<>();
    for (Expression.Text label : labels.labels()) {
      if (!seen.add(label.value())) {
        return Optional.of(
            Diagnostic.error(
                Code.BAD_LABELS, label.span(), "this label of `%s` stands twice".formatted(name)));
      }
    }
    return checkCount(labels, port.get());
  }

  private static Optional<Diagnostic> checkCount(Statement.Labels labels, PortDefinition port) {
    boolean numbered = port.kind() != PortDefinition.Kind.REAL;
    int wanted = numbered ? port.classes() : port.shape().isScalar() ? 2 : port.shape().size();
    if (labels.labels().size() == wanted) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.error(
                Code.BAD_LABELS,
                labels.span(),
                "`%s` needs %d labels, but has %d"
                    .formatted(port.name(), wanted, labels.labels().size()))
            .withNote(port.span(), "`%s` is declared here".formatted(port.name())));
  }

  /** Those ports, with their labels. */
  List<PortDefinition> of(List<PortDefinition> ports) {
    return ports.stream()
        .map(port -> with(port, byPort.getOrDefault(port.name(), List.of())))
        .toList();
  }

  /** The targets: the classes of one have the labels of the one output that has as many. */
  List<PortDefinition> ofTargets(List<PortDefinition> targets) {
    return targets.stream().map(this::ofTarget).toList();
  }

  private PortDefinition ofTarget(PortDefinition target) {
    List<List<String>> fitting =
        outputs.stream()
            .map(name -> byPort.getOrDefault(name, List.of()))
            .filter(labels -> target.classes() > 0 && labels.size() == target.classes())
            .toList();
    return fitting.size() == 1 ? with(target, fitting.get(0)) : target;
  }

  private static PortDefinition with(PortDefinition port, List<String> labels) {
    return new PortDefinition(
        port.name(),
        port.kind(),
        port.shape(),
        port.classes(),
        labels,
        port.documentation(),
        port.span());
  }
}
