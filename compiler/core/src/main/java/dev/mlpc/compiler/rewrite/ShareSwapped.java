package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.Optional;

/** {@code a + b → b + a} and {@code a · b → b · a}, where the latter is there already. Exact. */
final class ShareSwapped implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    return op instanceof Op.Binary binary
            && (binary.function() == BinaryFunction.ADD
                || binary.function() == BinaryFunction.MULTIPLY)
        ? to.find(new Op.Binary(binary.function(), binary.b(), binary.a()))
        : Optional.empty();
  }
}
