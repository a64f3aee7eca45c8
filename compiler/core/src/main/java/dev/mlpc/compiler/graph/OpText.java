package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.Reduction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one op as the spec's language would, with its operands as {@code %12} or as numbers. */
final class OpText implements Op.Cases<String> {
  private final Graph graph;

  OpText(Graph graph) {
    this.graph = graph;
  }

  String of(Node node) {
    return node.op().match(this);
  }

  /** A leaf, by its name. */
  String of(Value leaf) {
    return of(graph.node(leaf));
  }

  /** The number that a value is known to be, for each of its elements. */
  Optional<String> number(Value value) {
    if (value.id() >= graph.nodes().size()) {
      return Optional.empty();
    }
    Op op = graph.op(value);
    if (op instanceof Op.Broadcast broadcast && broadcast.x().id() < value.id()) {
      op = graph.op(broadcast.x());
    }
    return op instanceof Op.Constant constant
        ? Optional.of(constant.match(this))
        : Optional.empty();
  }

  private String operand(Value value) {
    return number(value).orElse("%" + value.id());
  }

  private String call(String function, Value... operands) {
    return function
        + List.of(operands).stream().map(this::operand).collect(Collectors.joining(", ", "(", ")"));
  }

  private String infix(Value a, String operator, Value b) {
    return operand(a) + " " + operator + " " + operand(b);
  }

  /** {@code LOG_SUM_EXP} as the language writes it: {@code logSumExp}. */
  private static String word(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder result = new StringBuilder(words[0]);
    for (String word : List.of(words).subList(1, words.length)) {
      result.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return result.toString();
  }

  @Override
  public String input(Op.Input op) {
    return "input " + op.name();
  }

  @Override
  public String target(Op.Target op) {
    return "target " + op.name();
  }

  @Override
  public String parameter(Op.Parameter op) {
    return "parameter " + op.name();
  }

  @Override
  public String state(Op.State op) {
    return "state " + op.name();
  }

  @Override
  public String slot(Op.Slot op) {
    return op.kind() + " of " + op.parameter();
  }

  @Override
  public String constant(Op.Constant op) {
    double value = op.value();
    boolean whole =
        value == (long) value && Math.abs(value) < 1e15 && !(value == 0 && 1 / value < 0);
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  @Override
  public String batchSize(Op.BatchSize op) {
    return "batchSize";
  }

  @Override
  public String rate(Op.Rate op) {
    return "rate";
  }

  @Override
  public String biasCorrection(Op.BiasCorrection op) {
    return "1 - " + op.beta() + " ^ step";
  }

  @Override
  public String bernoulli(Op.Bernoulli op) {
    return "bernoulli(" + op.keep() + ", stream " + op.stream() + ")";
  }

  @Override
  public String unary(Op.Unary op) {
    return switch (op.function()) {
      case NEGATE -> "-" + operand(op.x());
      case RECIPROCAL -> "1 / " + operand(op.x());
      default -> call(word(op.function()), op.x());
    };
  }

  @Override
  public String binary(Op.Binary op) {
    return switch (op.function()) {
      case ADD -> infix(op.a(), "+", op.b());
      case SUBTRACT -> infix(op.a(), "-", op.b());
      case MULTIPLY -> infix(op.a(), "*", op.b());
      case DIVIDE -> infix(op.a(), "/", op.b());
      case POWER -> infix(op.a(), "^", op.b());
      case MAX, MIN -> call(word(op.function()), op.a(), op.b());
    };
  }

  @Override
  public String compare(Op.Compare op) {
    String operator =
        switch (op.relation()) {
          case EQUAL -> "==";
          case NOT_EQUAL -> "!=";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        };
    return infix(op.a(), operator, op.b());
  }

  @Override
  public String and(Op.And op) {
    return infix(op.a(), "and", op.b());
  }

  @Override
  public String not(Op.Not op) {
    return "not " + operand(op.a());
  }

  @Override
  public String select(Op.Select op) {
    return "if %s then %s else %s"
        .formatted(operand(op.condition()), operand(op.a()), operand(op.b()));
  }

  @Override
  public String toReal(Op.ToReal op) {
    return call("real", op.index());
  }

  @Override
  public String oneHot(Op.OneHot op) {
    return call("oneHot", op.index());
  }

  @Override
  public String argMax(Op.ArgMax op) {
    return call("argMax", op.x());
  }

  @Override
  public String broadcast(Op.Broadcast op) {
    return number(op.x()).orElse(call("broadcast", op.x()));
  }

  @Override
  public String reduce(Op.Reduce op) {
    Reduction reduction = op.reduction();
    return op.rank() == 0
        ? call(word(reduction), op.x())
        : "%s(%s, rank = %d)".formatted(word(reduction), operand(op.x()), op.rank());
  }

  @Override
  public String concat(Op.Concat op) {
    return call("concat", op.parts().toArray(Value[]::new));
  }

  @Override
  public String slice(Op.Slice op) {
    return "%s[%d..%d]".formatted(operand(op.x()), op.from(), op.to());
  }

  @Override
  public String pad(Op.Pad op) {
    return "pad(%s, before = %d, after = %d)".formatted(operand(op.x()), op.before(), op.after());
  }

  @Override
  public String reshape(Op.Reshape op) {
    return call("reshape", op.x());
  }

  @Override
  public String transpose(Op.Transpose op) {
    return call("transpose", op.x());
  }

  @Override
  public String matMul(Op.MatMul op) {
    return infix(op.a(), "@", op.b());
  }

  @Override
  public String outer(Op.Outer op) {
    return call("outer", op.a(), op.b());
  }

  @Override
  public String sumOverBatch(Op.SumOverBatch op) {
    return call("sumOverBatch", op.x());
  }

  @Override
  public String repeatOverBatch(Op.RepeatOverBatch op) {
    return call("repeatOverBatch", op.x());
  }

  @Override
  public String stopGradient(Op.StopGradient op) {
    return call("stopGradient", op.x());
  }
}
