package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arrays of one program: in which each value lies, and into which it is to be written. */
final class Memory {
  private final EngineKind engine;
  private final boolean[] transposed;
  private final Registry registry;
  private final Map<Value, Buffer> byValue = new LinkedHashMap<>();
  private final Map<Value, List<Buffer>> destinations = new HashMap<>();
  private final Set<String> taken = Registry.none();
  private final Set<Buffer> buffers = new LinkedHashSet<>();

  Memory(Graph graph, EngineKind engine, Layouts layouts, Registry registry) {
    this.engine = engine;
    this.transposed = layouts.of(graph);
    this.registry = registry;
  }

  /** All arrays, in the order in which they were asked for. */
  List<Buffer> buffers() {
    return new ArrayList<>(buffers);
  }

  /** Takes note of an array that is there. */
  void add(Buffer buffer) {
    buffers.add(buffer);
  }

  /** A value lies there from the start. */
  void place(Value value, Buffer buffer) {
    byValue.put(value, buffer);
  }

  /** The array of a value that has one. */
  Buffer of(Value value) {
    Buffer buffer = byValue.get(value);
    if (buffer == null) {
      throw new IllegalStateException("no memory for " + value);
    }
    return buffer;
  }

  boolean contains(Value value) {
    return byValue.containsKey(value);
  }

  /** A value is to be written there too; who reads it reads the first of them. */
  void send(Value value, Buffer buffer) {
    buffers.add(buffer);
    destinations.computeIfAbsent(value, key -> new ArrayList<>()).add(buffer);
    byValue.putIfAbsent(value, buffer);
  }

  /** The arrays into which a root is to be written; none for one that lives in locals alone. */
  List<Buffer> destinations(Value value) {
    return destinations.getOrDefault(value, List.of());
  }

  /** An array for a value, in the order that suits it. */
  Buffer scratch(Value value, String subject) {
    Order order = order(value);
    boolean inLanes = isVector() || (engine.hasPanels() && !value.batched());
    boolean integers = Elements.isInteger(value) && !inLanes;
    int width = value.batched() ? value.shape().size() : order.length(value.shape());
    return scratch(subject, integers, width, value.batched(), order);
  }

  /** An array for intermediate values. */
  Buffer scratch(String subject, boolean integers, int width, boolean batched, Order order) {
    Buffer buffer = registry.scratch(subject, integers, width, batched, order, taken);
    buffers.add(buffer);
    return buffer;
  }

  /** Memory for an output that the application reads: samples row after row. */
  Buffer output(Value value, String subject) {
    return value.batched()
        ? scratch(subject, Elements.isInteger(value), value.shape().size(), true, Order.ROWS)
        : scratch(value, subject);
  }

  private Order order(Value value) {
    if (value.batched()) {
      return isVector() ? Order.BLOCKS : Order.ROWS;
    }
    return Layouts.order(engine, value.shape(), transposed[value.id()]);
  }

  private boolean isVector() {
    return engine == EngineKind.VECTOR;
  }
}
