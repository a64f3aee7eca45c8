package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.ColumnChoice;
import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.util.List;
import java.util.Optional;

/** What specs say, without specs. */
final class DataSpecs {
  static final Span SPAN = new Span(new Source("iris.mlp", "data Iris { }"), 0, 4);

  /** x: f32[2] and y: class[3], named a, b, c by the network's output where labels are given. */
  static Signature classifier(String... labels) {
    return new Signature(
        "Iris",
        "fingerprint",
        List.of(real("x", 2)),
        List.of(new Port("p", Port.Kind.F32, List.of(3), 0, List.of(labels))),
        List.of(new Port("y", Port.Kind.CLASS, List.of(), 3, List.of())));
  }

  /** x: f32[width] and t: f32. */
  static Signature regression(int width) {
    return new Signature(
        "Line",
        "fingerprint",
        List.of(real("x", width)),
        List.of(new Port("y", Port.Kind.F32, List.of(), 0, List.of())),
        List.of(new Port("t", Port.Kind.F32, List.of(), 0, List.of())));
  }

  /** x: f32[784] and y: class[10]. */
  static Signature digits() {
    return new Signature(
        "Digits",
        "fingerprint",
        List.of(real("x", 784)),
        List.of(real("p", 10)),
        List.of(new Port("y", Port.Kind.CLASS, List.of(), 10, List.of())));
  }

  static Port real(String name, int width) {
    return new Port(name, Port.Kind.F32, List.of(width), 0, List.of());
  }

  static Port index(String name, int classes) {
    return new Port(name, Port.Kind.INDEX, List.of(), classes, List.of());
  }

  static PortColumns named(String port, String... columns) {
    return new PortColumns(port, new ColumnChoice.Named(List.of(columns)), 1, 0, SPAN);
  }

  static PortColumns except(String port, String... columns) {
    return new PortColumns(port, new ColumnChoice.Except(List.of(columns)), 1, 0, SPAN);
  }

  static PortColumns numbered(String port, int from, int to) {
    return scaled(port, from, to, 1, 0);
  }

  static PortColumns scaled(String port, int from, int to, double factor, double offset) {
    return new PortColumns(port, ColumnChoice.Numbered.range(from, to), factor, offset, SPAN);
  }

  static Optional<DataDefinition> data(PortColumns... columns) {
    return data(Missing.ERROR, List.of(), columns);
  }

  static Optional<DataDefinition> data(
      Missing missing, List<String> absent, PortColumns... columns) {
    return Optional.of(
        new DataDefinition(
            Optional.empty(), Optional.empty(), 0, List.of(columns), missing, absent, SPAN));
  }

  private DataSpecs() {}
}
