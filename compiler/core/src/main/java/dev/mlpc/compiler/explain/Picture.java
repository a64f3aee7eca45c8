package dev.mlpc.compiler.explain;

import java.util.List;

/** The computational graph as it is drawn: its nodes are variables, its edges maps. */
public record Picture(List<Node> nodes, List<Edge> edges) {

  public Picture {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * A variable.
   *
   * @param symbol as formulas have it
   * @param name as the spec has it, and its shape
   */
  public record Node(String id, Formula.Symbol symbol, String name, Kind kind) {}

  /** What a variable is. */
  public enum Kind {
    INPUT,
    PARAMETER,
    VALUE,
    TARGET,
    LOSS
  }

  /**
   * A map from one variable to another, or the way of a gradient back.
   *
   * @param from where it starts: of a gradient, the variable that is computed later
   * @param label what it does; may be empty
   */
  public record Edge(String from, String to, String label, Direction direction) {}

  /** Which way. */
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /** The picture with the edges of one direction alone. */
  public Picture only(Direction direction) {
    return new Picture(
        nodes, edges.stream().filter(edge -> edge.direction() == direction).toList());
  }
}
