package dev.mlpc.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training data told beyond its numbers, and what every later file must be read by: kept with
 * the parameters.
 *
 * @param labels by port, the texts that stand for 0, 1, …, where the file had texts and the spec
 *     gives none
 * @param fills by port, what stands for a missing cell of each element, where the spec says {@code
 *     missing = mean}; scaled as the cells are
 */
public record DataFacts(Map<String, List<String>> labels, Map<String, List<Double>> fills) {

  /** Nothing is known. */
  public static final DataFacts NONE = new DataFacts(Map.of(), Map.of());

  public DataFacts {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    fills = Collections.unmodifiableMap(new TreeMap<>(fills));
  }
}
