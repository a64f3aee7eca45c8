package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.Optional;

/** {@code stopGradient(x) → x}: rewriting comes after differentiation. */
final class DropStopGradient implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    return op instanceof Op.StopGradient stop ? Optional.of(stop.x()) : Optional.empty();
  }
}
