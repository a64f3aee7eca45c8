package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.PortDefinition.Kind;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.TypeReference;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the types of a network's inputs and outputs, and of its targets. */
final class PortReader {
  private final Reports reports;
  private final Frame frame;

  PortReader(Library library, Reports reports) {
    this.reports = reports;
    this.frame = new Frame(library, "");
  }

  /** What the first type of reals says; types that say something else are reported later. */
  Precision precision(Declaration.Network network) {
    return Stream.concat(network.inputs().stream(), network.outputs().stream())
        .map(port -> port.type().kind())
        .filter(kind -> kind == TypeReference.Kind.F32 || kind == TypeReference.Kind.F64)
        .findFirst()
        .map(kind -> kind == TypeReference.Kind.F32 ? Precision.F32 : Precision.F64)
        .orElse(Precision.F32);
  }

  /** The inputs without mistakes in their types; the mistakes are reported. */
  List<PortDefinition> inputs(Declaration.Network network, Precision precision) {
    return ports(network.inputs(), precision, true);
  }

  /** The outputs without mistakes in their types; the mistakes are reported. */
  List<PortDefinition> outputs(Declaration.Network network, Precision precision) {
    return ports(network.outputs(), precision, false);
  }

  private List<PortDefinition> ports(List<Port> ports, Precision precision, boolean input) {
    List<PortDefinition> definitions = new ArrayList<>();
    for (Port port : ports) {
      if (port.type().kind() == TypeReference.Kind.INDEX && !input) {
        reports.fail(
            frame, Code.TYPE_MISMATCH, port.type().span(), "only an input can be an `index`");
      } else if (port.type().kind() != TypeReference.Kind.CLASS) {
        port(port.name(), port.type(), port.span(), precision).ifPresent(definitions::add);
      }
    }
    return definitions;
  }

  /** The targets without mistakes in their types; the mistakes are reported. */
  List<PortDefinition> targets(List<Entry.Target> targets, Precision precision) {
    List<PortDefinition> definitions = new ArrayList<>();
    for (Entry.Target target : targets) {
      port(target.name(), target.type(), target.span(), precision).ifPresent(definitions::add);
    }
    return definitions;
  }

  private Optional<PortDefinition> port(
      Name name, TypeReference type, Span span, Precision precision) {
    return switch (type.kind()) {
      case INDEX -> numbered(name, type, Kind.INDEX, span);
      case CLASS -> numbered(name, type, Kind.CLASS, span);
      default -> real(name, type, span, precision);
    };
  }

  private Optional<PortDefinition> real(
      Name name, TypeReference type, Span span, Precision precision) {
    if (!type.kind().toString().equals(Types.word(precision))) {
      Diagnostic diagnostic =
          Diagnostic.error(
              Code.TYPE_MISMATCH,
              type.span(),
              type.kind() == TypeReference.Kind.REAL
                  ? "a network must say what its numbers are: f32 or f64"
                  : "a network is all f32 or all f64, and this one began with %s"
                      .formatted(Types.word(precision)));
      reports.report(frame, diagnostic);
      return Optional.empty();
    }
    return Types.shape(type, frame, reports)
        .map(
            shape ->
                new PortDefinition(
                    name.text(), Kind.REAL, shape, 0, List.of(), Optional.empty(), span));
  }

  private Optional<PortDefinition> numbered(Name name, TypeReference type, Kind kind, Span span) {
    if (type.dimensions().size() != 1) {
      reports.report(
          frame,
          Diagnostic.error(
                  Code.TYPE_MISMATCH,
                  type.span(),
                  "`%s` needs the number of its values".formatted(type.kind()))
              .withHelp("write %s[10] for 0 to 9".formatted(type.kind())));
      return Optional.empty();
    }
    return Types.shape(type, frame, reports)
        .map(
            shape ->
                new PortDefinition(
                    name.text(),
                    kind,
                    Shape.SCALAR,
                    shape.dimension(0),
                    List.of(),
                    Optional.empty(),
                    span));
  }
}
