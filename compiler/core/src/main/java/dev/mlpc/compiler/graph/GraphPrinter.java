package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists a graph for people, one line a node: {@code %12 hidden: batch real[16] = max(0, %11) //
 * pricer.mlp:14}.
 *
 * <p>The name tells the part that a node plays: {@code hidden} is the value of that name, {@code
 * hidden~} a step on the way to it, {@code ∂hidden} belongs to its gradient, {@code hidden'} to its
 * update. A number known when the code is written stands where it is used, and has a line of its
 * own only if an output or an update is that number. The same graph gives the same text.
 */
public final class GraphPrinter {
  private final Graph graph;
  private final OpText text;
  private final Map<Span, String> places = new HashMap<>();

  private GraphPrinter(Graph graph) {
    this.graph = graph;
    this.text = new OpText(graph);
  }

  /** All nodes, then the outputs, then the updates. */
  public static String print(Graph graph) {
    return new GraphPrinter(graph).print();
  }

  /** The lines of some nodes, in the graph's order. */
  static String excerpt(Graph graph, Collection<Integer> ids) {
    GraphPrinter printer = new GraphPrinter(graph);
    return ids.stream()
        .filter(id -> id >= 0 && id < graph.nodes().size())
        .distinct()
        .sorted()
        .map(id -> printer.line(graph.nodes().get(id)))
        .collect(Collectors.joining());
  }

  private String print() {
    BitSet wanted = new BitSet();
    graph.outputs().values().forEach(value -> wanted.set(value.id()));
    graph.updates().forEach(update -> wanted.set(update.value().id()));
    StringBuilder result = new StringBuilder();
    for (Node node : graph.nodes()) {
      if (wanted.get(node.value().id()) || text.number(node.value()).isEmpty()) {
        result.append(line(node));
      }
    }
    graph
        .outputs()
        .forEach((name, value) -> result.append("output %s = %%%d\n".formatted(name, value.id())));
    for (Graph.Update update : graph.updates()) {
      result.append("update %s := %%%d\n".formatted(text.of(update.target()), update.value().id()));
    }
    return result.toString();
  }

  private String line(Node node) {
    String place = node.origin().span().map(this::place).orElse("");
    return "%%%d %s: %s = %s%s\n"
        .formatted(
            node.value().id(), name(node.origin()), node.value().type(), text.of(node), place);
  }

  private static String name(Origin origin) {
    return switch (origin.role()) {
      case NAMED -> origin.name();
      case STEP -> origin.name() + "~";
      case GRADIENT -> "∂" + origin.name();
      case UPDATE -> origin.name() + "'";
    };
  }

  /** Many nodes come from one piece of text: its line is counted once. */
  private String place(Span span) {
    return places.computeIfAbsent(
        span,
        key -> {
          String before = key.source().text().substring(0, key.start());
          long line = 1 + before.chars().filter(c -> c == '\n').count();
          return "  // " + key.source().name() + ":" + line;
        });
  }
}
