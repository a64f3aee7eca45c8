package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.List;
import java.util.Optional;

/**
 * Applies operators and functions to constants that are known. Each method gives a value, or
 * reports one diagnostic and gives none; the expressions say only where things stand.
 */
final class ConstantOperators {
  private final Diagnostics diagnostics;

  ConstantOperators(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The value of a unary expression whose operand is known. */
  Optional<ConstantValue> unary(Expression.Unary unary, ConstantValue x) {
    if (unary.operator() == UnaryOperator.NOT) {
      return truth(x, unary.operand(), "what `not` stands before")
          .map(truth -> new ConstantValue.Truth(!truth));
    }
    return number(x, unary.operand(), "-").flatMap(number -> finite(-number, unary.span()));
  }

  /** The value of a binary expression whose operands are both known. */
  Optional<ConstantValue> binary(Expression.Binary binary, ConstantValue a, ConstantValue b) {
    String symbol = binary.operator().toString();
    return switch (binary.operator()) {
      case AND, OR ->
          side(binary, binary.left(), a)
              .flatMap(
                  left ->
                      left == (binary.operator() == BinaryOperator.OR)
                          ? Optional.of(new ConstantValue.Truth(left))
                          : side(binary, binary.right(), b).map(ConstantValue.Truth::new));
      case EQUAL, NOT_EQUAL -> equality(binary, a, b);
      default ->
          number(a, binary.left(), symbol)
              .flatMap(
                  x -> number(b, binary.right(), symbol).flatMap(y -> arithmetic(binary, x, y)));
    };
  }

  /** The value of a call whose arguments are known, as many as the function takes. */
  Optional<ConstantValue> call(
      Expression.Call call, ConstantFunction function, List<ConstantValue> values) {
    double[] arguments = new double[values.size()];
    for (int i = 0; i < arguments.length; i++) {
      Optional<Double> argument =
          number(values.get(i), call.arguments().get(i).value(), call.callee().text());
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      arguments[i] = argument.get();
    }
    return finite(function.apply(arguments), call.span());
  }

  /** What one side of {@code and} or {@code or} says. */
  Optional<Boolean> side(Expression.Binary binary, Expression side, ConstantValue value) {
    return truth(value, side, "each side of `%s`".formatted(binary.operator()));
  }

  /**
   * Whether something holds.
   *
   * @param what begins the message: {@code the condition of `if`}
   */
  Optional<Boolean> truth(ConstantValue value, Expression expression, String what) {
    if (value instanceof ConstantValue.Truth truth) {
      return Optional.of(truth.value());
    }
    fail(
        Code.TYPE_MISMATCH,
        expression.span(),
        "%s must be true or false, but is %s".formatted(what, value));
    return Optional.empty();
  }

  private Optional<ConstantValue> equality(
      Expression.Binary binary, ConstantValue a, ConstantValue b) {
    if (!a.kind().equals(b.kind())) {
      return fail(
          Code.TYPE_MISMATCH,
          binary.span(),
          "`%s` compares %s with %s".formatted(binary.operator(), a.kind(), b.kind()));
    }
    // Numbers by value: 0 equals -0.
    boolean equal =
        (a instanceof ConstantValue.Number x && b instanceof ConstantValue.Number y)
            ? x.value() == y.value()
            : a.equals(b);
    return Optional.of(
        new ConstantValue.Truth(equal == (binary.operator() == BinaryOperator.EQUAL)));
  }

  private Optional<ConstantValue> arithmetic(Expression.Binary binary, double a, double b) {
    return switch (binary.operator()) {
      case LESS -> Optional.of(new ConstantValue.Truth(a < b));
      case LESS_OR_EQUAL -> Optional.of(new ConstantValue.Truth(a <= b));
      case GREATER -> Optional.of(new ConstantValue.Truth(a > b));
      case GREATER_OR_EQUAL -> Optional.of(new ConstantValue.Truth(a >= b));
      case ADD -> finite(a + b, binary.span());
      case SUBTRACT -> finite(a - b, binary.span());
      case MULTIPLY -> finite(a * b, binary.span());
      case DIVIDE ->
          b == 0
              ? fail(Code.BAD_VALUE, binary.span(), "this divides by zero")
              : finite(a / b, binary.span());
      case POWER -> finite(StrictMath.pow(a, b), binary.span());
      default ->
          fail(
              Code.TYPE_MISMATCH,
              binary.span(),
              "`%s` multiplies matrices, but these are numbers".formatted(binary.operator()));
    };
  }

  private Optional<Double> number(ConstantValue value, Expression expression, String operator) {
    if (value instanceof ConstantValue.Number number) {
      return Optional.of(number.value());
    }
    fail(
        Code.TYPE_MISMATCH,
        expression.span(),
        "`%s` takes numbers, but this is %s".formatted(operator, value.kind()));
    return Optional.empty();
  }

  /** A number that is one. */
  Optional<ConstantValue> finite(double value, Span span) {
    return Double.isFinite(value)
        ? Optional.of(new ConstantValue.Number(value))
        : fail(Code.BAD_VALUE, span, "`%s` is not a finite number".formatted(Excerpt.of(span)));
  }

  private Optional<ConstantValue> fail(Code code, Span span, String message) {
    diagnostics.report(Diagnostic.error(code, span, message));
    return Optional.empty();
  }
}
