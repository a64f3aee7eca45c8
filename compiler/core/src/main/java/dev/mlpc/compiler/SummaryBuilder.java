package dev.mlpc.compiler;

import dev.mlpc.compiler.Summary.Row;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what a network costs: forward as the spec has it, backward as the rewritten training step
 * has it. A node counts for the value that its origin names.
 */
final class SummaryBuilder {
  private final NetworkDefinition network;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Entry> entryOfTensor = new HashMap<>();

  /** A row while it is added up. */
  private static final class Entry {
    private Node named;
    private long parameters;
    private long elements;
    private long forwardFlops;
    private long backwardFlops;

    Entry(Node first) {
      this.named = first;
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
    builder.countForward(network.inference());
    builder.countTensors();
    return builder.summary(step.map(builder::countBackward).orElse(0L));
  }

  private void countForward(Graph inference) {
    for (Node node : inference.nodes()) {
      if (node.op() instanceof Op.Leaf) {
        continue;
      }
      String name = node.origin().name();
      Entry entry = entries.computeIfAbsent(name, key -> new Entry(node));
      entry.forwardFlops += Flops.of(node);
      if (node.origin().role() == Role.NAMED || entry.named.origin().role() != Role.NAMED) {
        entry.named = node;
      }
      node.op().operands().forEach(operand -> claim(inference.op(operand), entry));
    }
    entries.values().forEach(entry -> entry.elements = entry.named.value().shape().size());
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
        entry.parameters += tensor.learned() ? tensor.shape().size() : 0;
        entry.elements += tensor.shape().size();
      }
    }
  }

  private long countBackward(Graph step) {
    long all = 0;
    for (Node node : step.nodes()) {
      if (node.origin().role() == Role.GRADIENT) {
        long flops = Flops.of(node);
        String name = node.origin().name();
        Entry entry = entries.containsKey(name) ? entries.get(name) : entryOfTensor.get(name);
        if (entry != null) {
          entry.backwardFlops += flops;
        }
        all += flops;
      }
    }
    return all;
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
                .map(entry -> entry.named.value())
                .filter(Value::batched)
                .mapToLong(value -> value.shape().size())
                .sum()));
  }

  private Row row(String name, Entry entry) {
    return new Row(
        name,
        entry.named.origin().span().map(SummaryBuilder::operation).orElse(""),
        entry.named.value().shape().toString(),
        entry.parameters,
        entry.forwardFlops,
        entry.backwardFlops,
        bytes(entry.elements));
  }

  private long tensorElements(boolean learned) {
    return network.tensors().stream()
        .filter(tensor -> tensor.learned() == learned)
        .mapToLong(tensor -> tensor.shape().size())
        .sum();
  }

  private long bytes(long elements) {
    return elements * (network.precision() == Precision.F32 ? Float.BYTES : Double.BYTES);
  }

  /** The spec's text in one line, without the name before it and the stop after it. */
  private static String operation(Span span) {
    return span.text()
        .replaceAll("\\s+", " ")
        .replaceFirst("^\\w+ ?= ?(?!=)", "")
        .replaceFirst(" ?;$", "");
  }
}
