package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Value;
import java.util.List;
import java.util.Map;

/** The arrays into which each root is to be written; none for one that lives in locals alone. */
record Destinations(Map<Value, List<Buffer>> byValue) {

  List<Buffer> of(Value value) {
    return byValue.getOrDefault(value, List.of());
  }
}
