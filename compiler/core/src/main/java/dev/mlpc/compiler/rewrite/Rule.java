package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Optional;

/** Replaces an op by something equal that is cheaper, or that other rules can work with. */
interface Rule {

  /** A verb: what it does. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * What may stand for {@code op}, whose operands have been rewritten already.
   *
   * @return a value of the op's element and shape; empty where the rule has nothing to say. If the
   *     op is batched and the value is not, it is repeated over the batch
   */
  Optional<Value> apply(Op op, Rewriting to);
}
