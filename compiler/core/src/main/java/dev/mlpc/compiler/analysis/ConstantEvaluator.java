package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Computes constant expressions. Each method gives a value, or reports one diagnostic and gives
 * none; where the cause was reported before, it is silent.
 *
 * <p>{@code if}, {@code and} and {@code or} look only at the operands that decide, so that {@code
 * if n > 0 then 1 / n else 0} has a value for each n.
 */
final class ConstantEvaluator {
  /** How deep an expression may be: far more than anybody writes, far less than a stack holds. */
  private static final int DEEPEST = 1000;

  /** What names mean. */
  interface Scope {
    Optional<ConstantValue> lookup(String name);

    /** All names that have a value, to guess what was meant by one that has none. */
    Set<String> names();

    /** Whether a name is defined, but wrongly, and this was reported. */
    default boolean isFaulty(String name) {
      return false;
    }

    /** What a name is that is no constant: {@code a value of the network}. */
    default Optional<String> otherMeaning(String name) {
      return Optional.empty();
    }
  }

  private final Scope scope;
  private final Diagnostics diagnostics;
  private final ConstantOperators operators;
  private int depth;

  ConstantEvaluator(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.operators = new ConstantOperators(diagnostics);
  }

  /** What operators and functions make of values that are known, reported as here. */
  ConstantOperators operators() {
    return operators;
  }

  /** Whether a name is that of a constant. */
  boolean knows(String name) {
    return scope.lookup(name).isPresent() || scope.isFaulty(name);
  }

  /** Any value. */
  Optional<ConstantValue> evaluate(Expression expression) {
    if (depth >= DEEPEST) {
      return fail(Code.TOO_DEEP, expression.span(), "this expression is nested too deeply");
    }
    depth++;
    try {
      return dispatch(expression);
    } finally {
      depth--;
    }
  }

  /**
   * A number within a range.
   *
   * @param what the setting or option, as the user knows it; it stands in the message
   */
  OptionalDouble number(Expression expression, String what, NumberRange range) {
    Optional<ConstantValue> value = evaluate(expression);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof ConstantValue.Number number && range.holds().test(number.value())) {
      return OptionalDouble.of(number.value());
    }
    Code code = value.get() instanceof ConstantValue.Number ? Code.BAD_VALUE : Code.TYPE_MISMATCH;
    refuse(code, expression, what, range.words(), value.get());
    return OptionalDouble.empty();
  }

  /** A whole number within a range of such, none of them beyond an int. */
  OptionalInt wholeNumber(Expression expression, String what, NumberRange range) {
    OptionalDouble number = number(expression, what, range);
    return number.isPresent() ? OptionalInt.of((int) number.getAsDouble()) : OptionalInt.empty();
  }

  /** A whole number, at least {@code least}. */
  OptionalInt wholeNumber(Expression expression, String what, int least) {
    return wholeNumber(expression, what, NumberRange.wholeFrom(least));
  }

  /** A whole number in a range that includes both ends. */
  OptionalInt wholeNumber(Expression expression, String what, int least, int greatest) {
    return wholeNumber(expression, what, NumberRange.whole(least, greatest));
  }

  /** True or false. */
  Optional<Boolean> truth(Expression expression, String what) {
    Optional<ConstantValue> value = evaluate(expression);
    if (value.isPresent() && !(value.get() instanceof ConstantValue.Truth)) {
      refuse(expression, what, "true or false", value.get());
    }
    return value.flatMap(
        v -> v instanceof ConstantValue.Truth t ? Optional.of(t.value()) : Optional.empty());
  }

  /** A text. */
  Optional<String> text(Expression expression, String what) {
    Optional<ConstantValue> value = evaluate(expression);
    if (value.isPresent() && !(value.get() instanceof ConstantValue.Text)) {
      refuse(expression, what, "a text in double quotes", value.get());
    }
    return value.flatMap(
        v -> v instanceof ConstantValue.Text t ? Optional.of(t.value()) : Optional.empty());
  }

  /** A list of texts; one text alone is no list. */
  Optional<List<String>> texts(Expression expression, String what) {
    Optional<ConstantValue> value = evaluate(expression);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ConstantValue.ListOf list
        && list.elements().stream().allMatch(ConstantValue.Text.class::isInstance)) {
      return Optional.of(
          list.elements().stream().map(element -> ((ConstantValue.Text) element).value()).toList());
    }
    refuse(expression, what, "a list of texts", value.get());
    return Optional.empty();
  }

  private void refuse(Expression expression, String what, String wanted, ConstantValue found) {
    refuse(Code.TYPE_MISMATCH, expression, what, wanted, found);
  }

  private void refuse(
      Code code, Expression expression, String what, String wanted, ConstantValue found) {
    fail(
        code,
        expression.span(),
        "%s must be %s, but is %s"
            .formatted(what.contains(" ") ? what : "`" + what + "`", wanted, found));
  }

  private Optional<ConstantValue> dispatch(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return operators.finite(number.value(), number.span());
    } else if (expression instanceof Expression.Truth truth) {
      return Optional.of(new ConstantValue.Truth(truth.value()));
    } else if (expression instanceof Expression.Text text) {
      return Optional.of(new ConstantValue.Text(text.value()));
    } else if (expression instanceof Expression.Reference reference) {
      return reference(reference);
    } else if (expression instanceof Expression.ListOf list) {
      return all(list.elements()).map(ConstantValue.ListOf::new);
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary);
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    } else if (expression instanceof Expression.Conditional conditional) {
      return condition(conditional.condition(), "the condition of `if`")
          .flatMap(c -> evaluate(c ? conditional.then() : conditional.otherwise()));
    } else if (expression instanceof Expression.Call call) {
      return call(call);
    }
    return fail(
        Code.NOT_CONSTANT,
        expression.span(),
        "a constant is needed here, but `%s` is none".formatted(Excerpt.of(expression.span())));
  }

  private Optional<ConstantValue> reference(Expression.Reference reference) {
    String name = reference.name().text();
    Optional<ConstantValue> value = scope.lookup(name);
    if (value.isPresent() || scope.isFaulty(name)) {
      return value;
    }
    Optional<String> other = scope.otherMeaning(name);
    if (other.isPresent()) {
      return fail(
          Code.NOT_CONSTANT,
          reference.span(),
          "a constant is needed here, but `%s` is %s".formatted(name, other.get()));
    }
    diagnostics.report(
        DidYouMean.addTo(
            Diagnostic.error(
                Code.UNKNOWN_NAME, reference.span(), "there is no constant `%s`".formatted(name)),
            name,
            scope.names()));
    return Optional.empty();
  }

  /** All values, or none at the first mistake. */
  private Optional<List<ConstantValue>> all(List<Expression> expressions) {
    List<ConstantValue> values = new ArrayList<>();
    for (Expression expression : expressions) {
      Optional<ConstantValue> value = evaluate(expression);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private Optional<ConstantValue> unary(Expression.Unary unary) {
    return evaluate(unary.operand()).flatMap(x -> operators.unary(unary, x));
  }

  private Optional<ConstantValue> binary(Expression.Binary binary) {
    return switch (binary.operator()) {
      case AND, OR -> logical(binary);
      default ->
          evaluate(binary.left())
              .flatMap(a -> evaluate(binary.right()).flatMap(b -> operators.binary(binary, a, b)));
    };
  }

  private Optional<ConstantValue> logical(Expression.Binary binary) {
    boolean decisive = binary.operator() == BinaryOperator.OR;
    Optional<Boolean> left =
        evaluate(binary.left()).flatMap(a -> operators.side(binary, binary.left(), a));
    if (left.isPresent() && left.get() != decisive) {
      left = evaluate(binary.right()).flatMap(b -> operators.side(binary, binary.right(), b));
    }
    return left.map(ConstantValue.Truth::new);
  }

  private Optional<Boolean> condition(Expression expression, String what) {
    return evaluate(expression).flatMap(value -> operators.truth(value, expression, what));
  }

  private Optional<ConstantValue> call(Expression.Call call) {
    String name = call.callee().text();
    Optional<ConstantFunction> function = ConstantFunction.named(name);
    if (function.isEmpty()) {
      Diagnostic unknown =
          Diagnostic.error(
              Code.NOT_CONSTANT,
              call.callee().span(),
              "a constant is needed here, and `%s` is no function of constants".formatted(name));
      diagnostics.report(DidYouMean.addTo(unknown, name, ConstantFunction.names()));
      return Optional.empty();
    }
    int arity = function.get().arity();
    if (call.arguments().size() != arity
        || call.arguments().stream().anyMatch(argument -> argument.name().isPresent())) {
      return fail(
          call.arguments().size() < arity ? Code.MISSING_OPTION : Code.TOO_MANY_ARGUMENTS,
          call.span(),
          "`%s` takes %s".formatted(name, arity == 1 ? "one number" : arity + " numbers"));
    }
    return all(call.arguments().stream().map(Expression.Argument::value).toList())
        .flatMap(values -> operators.call(call, function.get(), values));
  }

  private Optional<ConstantValue> fail(Code code, Span span, String message) {
    diagnostics.report(Diagnostic.error(code, span, message));
    return Optional.empty();
  }
}
