package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.UnaryOperator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads {@code columns(0..784) / 255}: columns, and around them sums and products with constants,
 * which come to one factor and one offset.
 */
final class ScalingReader {
  private static final List<String> CHOICES = List.of("column", "columns");

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  ScalingReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  Optional<Scaling> read(Expression value) {
    Deque<Expression> around = new ArrayDeque<>();
    Expression inner = value;
    while (!(inner instanceof Expression.Call call && isChoice(call))) {
      Optional<Expression> next = towardsColumns(inner);
      if (next.isEmpty()) {
        return fail(
            value,
            "an input or target takes columns: `columns(\"a\", \"b\")`, `columns(0..4)`,"
                + " `column(4)`, perhaps scaled: `columns(0..4) / 255`");
      }
      around.push(inner);
      inner = next.get();
    }
    Optional<Scaling> scaling = Optional.of(new Scaling((Expression.Call) inner, 1, 0));
    Expression scaled = inner;
    while (!around.isEmpty() && scaling.isPresent()) {
      scaling = apply(around.peek(), scaled, scaling.get());
      scaled = around.pop();
    }
    return scaling;
  }

  private static boolean isChoice(Expression.Call call) {
    return CHOICES.contains(call.callee().text());
  }

  /** The operand that holds the columns. */
  private static Optional<Expression> towardsColumns(Expression expression) {
    if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
      return Optional.of(unary.operand());
    }
    if (expression instanceof Expression.Binary binary) {
      return Optional.of(holdsColumns(binary.right()) ? binary.right() : binary.left());
    }
    return Optional.empty();
  }

  private static boolean holdsColumns(Expression expression) {
    Deque<Expression> ahead = new ArrayDeque<>(List.of(expression));
    while (!ahead.isEmpty()) {
      Expression next = ahead.pop();
      if (next instanceof Expression.Call call && isChoice(call)) {
        return true;
      } else if (next instanceof Expression.Binary binary) {
        ahead.push(binary.left());
        ahead.push(binary.right());
      } else if (next instanceof Expression.Unary unary) {
        ahead.push(unary.operand());
      }
    }
    return false;
  }

  /** What {@code around} does to cells that are scaled already. */
  private Optional<Scaling> apply(Expression around, Expression scaled, Scaling scaling) {
    if (!(around instanceof Expression.Binary binary)) {
      return scaled(around, scaling, -1, 0);
    }
    boolean left = binary.left() == scaled;
    Expression other = left ? binary.right() : binary.left();
    if (holdsColumns(other)) {
      return fail(around, "an input or target takes one choice of columns");
    }
    OptionalDouble constant = constants.number(other, "scaling", NumberRange.ANY);
    if (constant.isEmpty()) {
      return Optional.empty();
    }
    double c = constant.getAsDouble();
    return switch (binary.operator()) {
      case ADD -> scaled(around, scaling, 1, c);
      case SUBTRACT -> left ? scaled(around, scaling, 1, -c) : scaled(around, scaling, -1, c);
      case MULTIPLY -> scaled(around, scaling, c, 0);
      case DIVIDE -> left ? divided(around, scaling, c) : noScaling(around);
      default -> noScaling(around);
    };
  }

  private Optional<Scaling> divided(Expression around, Scaling scaling, double c) {
    if (c == 0) {
      diagnostics.report(Diagnostic.error(Code.BAD_VALUE, around.span(), "this divides by zero"));
      return Optional.empty();
    }
    return finite(
        around, new Scaling(scaling.columns(), scaling.factor() / c, scaling.offset() / c));
  }

  private Optional<Scaling> scaled(Expression around, Scaling scaling, double by, double plus) {
    return finite(
        around,
        new Scaling(scaling.columns(), scaling.factor() * by, scaling.offset() * by + plus));
  }

  private Optional<Scaling> finite(Expression around, Scaling scaling) {
    if (scaling.factor() == 0
        || !Double.isFinite(scaling.factor())
        || !Double.isFinite(scaling.offset())) {
      return fail(around, "this scaling leaves nothing of the columns");
    }
    return Optional.of(scaling);
  }

  private Optional<Scaling> noScaling(Expression around) {
    return fail(around, "columns are scaled by `+ c`, `- c`, `* c` and `/ c`, with constants c");
  }

  private Optional<Scaling> fail(Expression at, String message) {
    diagnostics.report(Diagnostic.error(Code.BAD_COLUMNS, at.span(), message));
    return Optional.empty();
  }
}
