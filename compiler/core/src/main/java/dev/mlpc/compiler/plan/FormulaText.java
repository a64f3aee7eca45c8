package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Formulas as people write them, for the comments of generated code. */
final class FormulaText {
  private final Graph graph;
  private final ValueNames names;
  private final Set<Value> kept = new HashSet<>();

  FormulaText(Graph graph, List<Root> roots) {
    this.graph = graph;
    this.names = new ValueNames(graph);
    roots.forEach(root -> kept.add(root.value()));
  }

  /** {@code hidden = max(0, hidden.sum) [128]}. */
  String of(Root root) {
    String right = Uses.isGiven(root.op()) ? name(root.value()) : withoutBrackets(root.op());
    return (name(root.value()) + " = " + right + "  " + root.value().shape()).strip();
  }

  private String withoutBrackets(Op op) {
    String text = expression(op);
    boolean bracketed =
        (op instanceof Op.Binary sum
                && (sum.function() == BinaryFunction.ADD
                    || sum.function() == BinaryFunction.SUBTRACT))
            || op instanceof Op.Select;
    return bracketed ? text.substring(1, text.length() - 1) : text;
  }

  private String name(Value value) {
    return Names.identifier(names.of(value));
  }

  private String operand(Value value) {
    Op op = graph.op(value);
    return kept.contains(value) || Uses.isGiven(op) ? name(value) : expression(op);
  }

  /** An operand that stands in brackets already. */
  private String inner(Value value) {
    Op op = graph.op(value);
    return kept.contains(value) || Uses.isGiven(op) ? name(value) : withoutBrackets(op);
  }

  /** What stands behind {@code *} or {@code /}: another product or quotient is bracketed. */
  private String factor(Value value) {
    Op op = graph.op(value);
    boolean written = !kept.contains(value) && !Uses.isGiven(op);
    boolean tight =
        op instanceof Op.Binary binary
            && (binary.function() == BinaryFunction.MULTIPLY
                || binary.function() == BinaryFunction.DIVIDE);
    return written && tight ? "(" + operand(value) + ")" : operand(value);
  }

  private String list(List<Value> values) {
    return values.stream().map(this::operand).collect(Collectors.joining(", "));
  }

  private String expression(Op op) {
    if (op instanceof Op.Constant constant) {
      return number(constant.value());
    }
    if (op instanceof Op.Binary binary) {
      String a = operand(binary.a());
      String b = operand(binary.b());
      return switch (binary.function()) {
        case ADD -> "(" + a + " + " + b + ")";
        case SUBTRACT -> "(" + a + " - " + b + ")";
        case MULTIPLY -> a + " * " + factor(binary.b());
        case DIVIDE -> a + " / " + factor(binary.b());
        case POWER -> a + "^" + b;
        case MAX -> "max(" + a + ", " + b + ")";
        case MIN -> "min(" + a + ", " + b + ")";
      };
    }
    if (op instanceof Op.Unary unary) {
      String function = unary.function().name().toLowerCase(Locale.ROOT);
      return switch (unary.function()) {
        case NEGATE -> "-" + operand(unary.x());
        case RECIPROCAL -> "1 / " + operand(unary.x());
        default -> function + "(" + inner(unary.x()) + ")";
      };
    }
    if (op instanceof Op.Compare compare) {
      String relation =
          switch (compare.relation()) {
            case EQUAL -> " == ";
            case NOT_EQUAL -> " != ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
          };
      return operand(compare.a()) + relation + operand(compare.b());
    }
    if (op instanceof Op.Select select) {
      return "(if "
          + operand(select.condition())
          + " then "
          + operand(select.a())
          + " else "
          + operand(select.b())
          + ")";
    }
    if (op instanceof Op.MatMul product) {
      return operand(product.a()) + " @ " + operand(product.b());
    }
    if (op instanceof Op.Outer outer) {
      return operand(outer.a()) + " @ " + operand(outer.b()) + "\u1d40";
    }
    if (op instanceof Op.Transpose transpose) {
      return operand(transpose.x()) + "\u1d40";
    }
    if (op instanceof Op.SumOverBatch sum) {
      return "\u03a3 over the batch of " + operand(sum.x());
    }
    if (op instanceof Op.Reduce reduce) {
      return (reduce.reduction() == Reduction.LOG_SUM_EXP
              ? "logSumExp"
              : reduce.reduction().name().toLowerCase(Locale.ROOT))
          + "("
          + operand(reduce.x())
          + ")";
    }
    if (op instanceof Op.OneHot oneHot) {
      return "oneHot(" + operand(oneHot.index()) + ")";
    }
    if (op instanceof Op.ArgMax argMax) {
      return "argMax(" + operand(argMax.x()) + ")";
    }
    if (op instanceof Op.Slice slice) {
      return operand(slice.x()) + "[" + slice.from() + ".." + slice.to() + "]";
    }
    if (op instanceof Op.Concat concat) {
      return "concat(" + list(concat.parts()) + ")";
    }
    if (op instanceof Op.Pad pad) {
      return "pad(" + operand(pad.x()) + ", " + pad.before() + ", " + pad.after() + ")";
    }
    if (op instanceof Op.And and) {
      return operand(and.a()) + " and " + operand(and.b());
    }
    if (op instanceof Op.Not not) {
      return "not " + operand(not.a());
    }
    if (op instanceof Op.Bernoulli bernoulli) {
      return "bernoulli(" + number(bernoulli.keep()) + ")";
    }
    if (op instanceof Op.BiasCorrection correction) {
      return "(1 - " + number(correction.beta()) + "^t)";
    }
    if (op instanceof Op.BatchSize) {
      return "n";
    }
    if (op instanceof Op.Rate) {
      return "rate";
    }
    return list(op.operands());
  }

  /** With as many digits as a reader wants: 0.1, though 1 - 0.9 is a little less. */
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.valueOf((long) value);
    }
    return Double.isFinite(value)
        ? String.valueOf(new BigDecimal(value).round(new MathContext(10)).doubleValue())
        : String.valueOf(value);
  }
}
