package dev.mlpc.compiler;

import dev.mlpc.compiler.Summary.Row;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.rewrite.GraphPasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Adds up what a network costs: forward as the spec has it, backward as the rewritten training step
 * has it. A node counts for the value that its origin names.
 */
final class SummaryBuilder {
  private final NetworkDefinition network;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Entry> aliases = new HashMap<>();
  private final Map<String, Entry> entryOfTensor = new HashMap<>();

  /** A row while it is added up. */
  private static final class Entry {
    private Node last;
    private boolean named;
    private Optional<Span> span;
    private long parameters;
    private long states;
    private long forwardFlops;
    private long backwardFlops;

    Entry(Node first) {
      this.last = first;
      this.span = first.origin().span();
    }

    void add(Node node, Graph graph) {
      boolean isNamed = node.origin().role() == Role.NAMED;
      forwardFlops += Flops.of(node, graph);
      if (isNamed || !named) {
        last = node;
        named |= isNamed;
      }
    }

    long elements() {
      return parameters + states + last.value().shape().size();
    }
  }

  private SummaryBuilder(NetworkDefinition network) {
    this.network = network;
  }

  /**
   * The summary of a network.
   *
   * @param step the training step, if the network is trained
   */
  static Summary summarize(NetworkDefinition network, Optional<Graph> step) {
    SummaryBuilder builder = new SummaryBuilder(network);
    builder.countForward(GraphPasses.dropUnused(network.inference()));
    builder.countTensors();
    return builder.summary(step.map(builder::countBackward).orElse(0L));
  }

  private void countForward(Graph inference) {
    for (Node node : inference.nodes()) {
      if (node.op() instanceof Op.Leaf) {
        continue;
      }
      String name = node.origin().name();
      if (!entries.containsKey(name)) {
        entries.put(name, lastLayer(node, inference).orElseGet(() -> new Entry(node)));
      }
      Entry entry = Objects.requireNonNull(entries.get(name));
      entry.add(node, inference);
      node.op().operands().forEach(operand -> claim(inference.op(operand), entry));
    }
  }

  /**
   * What a statement names is what its last layer gives: where {@code logits.1} ends the statement
   * of {@code logits}, they share a row.
   */
  private Optional<Entry> lastLayer(Node node, Graph inference) {
    for (Value operand : node.op().operands()) {
      String name = inference.node(operand).origin().name();
      Entry entry = entries.get(name);
      if (entry != null
          && !entry.named
          && name.startsWith(node.origin().name() + ".")
          && endsWith(node.origin().span(), entry.span)) {
        entries.remove(name);
        aliases.put(name, entry);
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** A parameter belongs to the value that takes it first. */
  private void claim(Op op, Entry entry) {
    if (op instanceof Op.Parameter parameter) {
      entryOfTensor.putIfAbsent(parameter.name(), entry);
    } else if (op instanceof Op.State state) {
      entryOfTensor.putIfAbsent(state.name(), entry);
    }
  }

  private void countTensors() {
    for (TensorDefinition tensor : network.tensors()) {
      Entry entry = entryOfTensor.get(tensor.name());
      if (entry != null) {
        if (tensor.learned()) {
          entry.parameters += tensor.shape().size();
        } else {
          entry.states += tensor.shape().size();
        }
      }
    }
  }

  private long countBackward(Graph step) {
    long all = 0;
    for (Node node : step.nodes()) {
      if (node.origin().role() == Role.GRADIENT) {
        long flops = Flops.of(node, step);
        find(node.origin().name()).ifPresent(entry -> entry.backwardFlops += flops);
        all += flops;
      }
    }
    return all;
  }

  private Optional<Entry> find(String name) {
    return Stream.of(entries, aliases, entryOfTensor)
        .flatMap(map -> Optional.ofNullable(map.get(name)).stream())
        .findFirst();
  }

  private Summary summary(long backwardFlops) {
    List<Row> rows = new ArrayList<>();
    entries.forEach((name, entry) -> rows.add(row(name, entry)));
    return new Summary(
        rows,
        tensorElements(true),
        entries.values().stream().mapToLong(entry -> entry.forwardFlops).sum(),
        backwardFlops,
        bytes(tensorElements(true) + tensorElements(false)),
        bytes(
            entries.values().stream()
                .map(entry -> entry.last.value())
                .filter(Value::batched)
                .mapToLong(value -> value.shape().size())
                .sum()));
  }

  private Row row(String name, Entry entry) {
    return new Row(
        name,
        entry.span.map(SummaryBuilder::operation).orElse(""),
        entry.last.value().shape().toString(),
        entry.parameters,
        entry.forwardFlops,
        entry.backwardFlops,
        bytes(entry.elements()));
  }

  private long tensorElements(boolean learned) {
    return network.tensors().stream()
        .filter(tensor -> tensor.learned() == learned)
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  private long bytes(long elements) {
    return elements * network.precision().bytes();
  }

  private static boolean endsWith(Optional<Span> statement, Optional<Span> layer) {
    return statement.isPresent()
        && layer.isPresent()
        && operation(statement.get()).endsWith(operation(layer.get()));
  }

  /** The spec's text in one line, without the name before it and the stop after it. */
  private static String operation(Span span) {
    return span.text()
        .replaceAll("\\s+", " ")
        .replaceFirst("^\\w+ ?= ?(?!=)", "")
        .replaceFirst(" ?;$", "");
  }
}
