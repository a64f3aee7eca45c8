package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Functions of which an engine of vectors has none for one vector: the runtime computes them of
 * runs of arrays, so their operands and results lie in arrays.
 */
final class ArrayFunctions {
  private ArrayFunctions() {}

  /** Whether a value is computed in that way. */
  static boolean computes(Value value, Op op, EngineKind engine) {
    boolean many =
        switch (engine) {
          case PORTABLE -> false;
          case VECTOR -> value.batched() || value.shape().size() > 1;
          case ONE_SAMPLE -> value.shape().size() > (value.batched() ? CostModel.SHORTEST_RUN : 1);
        };
    return many && isFunction(op);
  }

  private static boolean isFunction(Op op) {
    if (op instanceof Op.Binary binary) {
      return binary.function() == BinaryFunction.POWER;
    }
    return op instanceof Op.Unary unary && !isOneInstruction(unary.function());
  }

  /** Whether a vector offers it itself. */
  private static boolean isOneInstruction(UnaryFunction function) {
    return switch (function) {
      case NEGATE, ABS, SIGN, SQRT, RECIPROCAL -> true;
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF, FLOOR -> false;
    };
  }

  /**
   * The call, block by block where there is one value a sample.
   *
   * @param spread memory for an operand that exists once beside one of each sample
   */
  static List<Statement> lower(
      Root root, KernelBuilder kernel, List<Buffer> destinations, Function<Value, Buffer> spread) {
    List<Statement> result = new ArrayList<>();
    Map<Value, Buffer> arrays = new HashMap<>();
    for (Value operand : root.op().operands()) {
      Buffer lying = kernel.buffer(operand);
      if (lying.batched() == root.value().batched()) {
        arrays.put(operand, lying);
      } else {
        Buffer copy = spread.apply(operand);
        Index place = Index.of(LoopedLowering.AXES[0]);
        Statement store = kernel.store(copy, place, kernel.load(lying, place));
        result.addAll(
            kernel.eachSample(
                List.of(
                    Statement.Loop.over(
                        LoopedLowering.AXES[0], Index.of(copy.width()), List.of(store)))));
        arrays.put(operand, copy);
      }
    }
    for (Buffer to : destinations) {
      boolean batched = to.batched();
      boolean inBlocks = to.order() == Order.BLOCKS;
      int count = inBlocks ? Math.multiplyExact(to.width(), Order.BLOCK) : to.width();
      List<Scalar> arguments = new ArrayList<>();
      for (Value operand : root.op().operands()) {
        Buffer buffer = java.util.Objects.requireNonNull(arrays.get(operand));
        if (buffer.order() != to.order()) {
          throw new IllegalStateException("in another order than " + to + ": " + buffer);
        }
        arguments.add(new Scalar.Local(kernel.array(buffer)));
        arguments.add(new Scalar.Position(begin(buffer, kernel)));
      }
      arguments.add(new Scalar.Local(kernel.array(to)));
      arguments.add(new Scalar.Position(begin(to, kernel)));
      arguments.add(new Scalar.Position(Index.of(count)));
      Statement apply = new Statement.Apply(name(root.op()), arguments);
      result.add(batched ? kernel.overSamples(inBlocks ? Order.BLOCK : 1, List.of(apply)) : apply);
    }
    return result;
  }

  /** Where the block, or the sample, at hand begins. */
  private static Index begin(Buffer buffer, KernelBuilder kernel) {
    return buffer.order() == Order.BLOCKS
        ? Index.of(KernelBuilder.SAMPLE).times(buffer.width())
        : kernel.base(buffer);
  }

  private static String name(Op op) {
    return op instanceof Op.Unary unary ? unary.function().name().toLowerCase(Locale.ROOT) : "pow";
  }
}
