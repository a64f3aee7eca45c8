package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the values of a graph are called in generated code, before names are made unique. */
final class ValueNames {
  private final Graph graph;

  private final Map<Value, Value> targets = new HashMap<>();

  ValueNames(Graph graph) {
    this.graph = graph;
    graph.updates().forEach(update -> targets.putIfAbsent(update.value(), update.target()));
  }

  /** {@code hidden}, {@code hidden.sum}, {@code hidden.gradient}. */
  String of(Value value) {
    Node node = graph.node(value);
    Origin origin = node.origin();
    Op op = node.op();
    if (op instanceof Op.Slot slot) {
      return Names.join(slot.parameter(), slot.kind());
    }
    if (Uses.isGiven(op) || origin.role() == Origin.Role.NAMED) {
      return origin.name();
    }
    return switch (origin.role()) {
      case NAMED -> origin.name();
      case GRADIENT -> Names.join(origin.name(), "gradient");
      case UPDATE -> {
        Value target = targets.get(value);
        if (target != null) {
          yield of(target);
        }
        // A number of the step, the same for all parameters, or a part of this one's next value.
        yield value.shape().isScalar()
            ? Names.join("step", step(op))
            : Names.join(origin.name(), "update");
      }
      case STEP -> Names.join(origin.name(), step(op));
    };
  }

  private static String step(Op op) {
    if (op instanceof Op.Unary unary) {
      return unary.function().name().toLowerCase(Locale.ROOT);
    }
    if (op instanceof Op.Binary binary) {
      return switch (binary.function()) {
        case ADD -> "sum";
        case SUBTRACT -> "difference";
        case MULTIPLY -> "product";
        case DIVIDE -> "quotient";
        case POWER -> "power";
        case MAX -> "greater";
        case MIN -> "lesser";
      };
    }
    if (op instanceof Op.Reduce reduce) {
      return switch (reduce.reduction()) {
        case SUM -> "total";
        case MAXIMUM -> "greatest";
        case MINIMUM -> "least";
        case LOG_SUM_EXP -> "logSumExp";
      };
    }
    if (op instanceof Op.MatMul) {
      return "sum";
    }
    if (op instanceof Op.SumOverBatch) {
      return "batchTotal";
    }
    return op instanceof Op.Bernoulli ? "mask" : "step";
  }
}
