package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Optional;
import java.util.Set;

/**
 * A value that is computed once and kept, in a local or in an array; all other values are written
 * into the expressions of their readers.
 *
 * @param needs the roots that it reads
 * @param reads the given arrays that it reads
 * @param weight how many operations its expression has
 * @param product the product that it is, if it is one
 * @param deservesKernel whether it gets loops of its own, not straight lines among others
 */
record Root(
    Value value,
    Op op,
    Set<Value> needs,
    Set<Value> reads,
    int weight,
    Optional<Product> product,
    boolean deservesKernel) {

  Root {
    needs = Set.copyOf(needs);
    reads = Set.copyOf(reads);
  }

  /** Whether it is complete only when the last sample is done. */
  boolean accumulates() {
    return op instanceof Op.SumOverBatch;
  }

  /** Whether it is computed sample by sample. */
  boolean perSample() {
    return value.batched() || accumulates();
  }
}
