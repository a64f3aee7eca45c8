package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An input, output or target of a network.
 *
 * @param kind what its elements are
 * @param shape of one sample
 * @param classes how many values an index or class may have; 0 for reals
 * @param labels the names of the classes, or of an output's elements; empty where none were given
 * @param documentation what the spec says of it
 */
public record PortDefinition(
    String name,
    Kind kind,
    Shape shape,
    int classes,
    List<String> labels,
    Optional<String> documentation,
    Span span) {

  public PortDefinition {
    labels = List.copyOf(labels);
  }

  /** What an element is. */
  public enum Kind {
    REAL,
    INDEX,
    CLASS
  }
}
