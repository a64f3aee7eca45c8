package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Severity;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.graph.GraphVerifier;
import dev.mlpc.compiler.syntax.SpecParser;
import java.util.List;

/** Specs of tests, and what the analysis makes of them. */
final class Specs {
  private Specs() {}

  /** The networks of a spec without mistakes. */
  static List<NetworkDefinition> assertValid(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<NetworkDefinition> networks =
        Analyzer.analyze(SpecParser.parse(new Source("a.mlp", text), diagnostics), diagnostics);
    assertThat(errors(diagnostics)).isEmpty();
    for (NetworkDefinition network : networks) {
      GraphVerifier.verify(network.inference(), "analysis");
      network.measurements().forEach(m -> GraphVerifier.verify(m.graph(), "analysis"));
      network.training().ifPresent(t -> GraphVerifier.verify(t.loss(), "analysis"));
      network.training().ifPresent(t -> GraphVerifier.verify(t.evaluation(), "analysis"));
    }
    return networks;
  }

  /** The one network of a spec without mistakes. */
  static NetworkDefinition network(String text) {
    List<NetworkDefinition> networks = assertValid(text);
    assertThat(networks).hasSize(1);
    return networks.get(0);
  }

  /** Each mistake of a spec, as {@code MLP0203 `the text it marks`: its message}. */
  static List<String> mistakes(String text) {
    return findings(text, Severity.ERROR).stream().map(Specs::show).toList();
  }

  /** All that is found in a spec, of that severity. */
  static List<Diagnostic> findings(String text, Severity severity) {
    Diagnostics diagnostics = new Diagnostics();
    Source source = new Source("a.mlp", text);
    Analyzer.analyze(SpecParser.parse(source, diagnostics), diagnostics);
    for (Diagnostic diagnostic : diagnostics.inOrder()) {
      assertThat(diagnostic.span().source()).isEqualTo(source);
      diagnostic.notes().forEach(note -> assertThat(note.span().source()).isEqualTo(source));
    }
    return diagnostics.inOrder().stream().filter(d -> d.severity() == severity).toList();
  }

  static String show(Diagnostic diagnostic) {
    return diagnostic.code() + " `" + diagnostic.span().text() + "`: " + diagnostic.message();
  }

  private static List<String> errors(Diagnostics diagnostics) {
    return diagnostics.inOrder().stream()
        .filter(d -> d.severity() == Severity.ERROR)
        .map(Specs::show)
        .toList();
  }

  /** The names of a network's parameters and states, with their shapes. */
  static List<String> tensors(NetworkDefinition network) {
    return network.tensors().stream().map(Specs::show).toList();
  }

  private static String show(TensorDefinition tensor) {
    return tensor.name() + tensor.shape();
  }
}
