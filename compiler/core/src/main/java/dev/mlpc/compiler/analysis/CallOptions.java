package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a call of a setting says, such as {@code adam(1e-3, beta1 = 0.9)}, by the names of its
 * options.
 *
 * <p>Mistakes are reported when they are met; reading goes on with the default, so that one run
 * tells them all, and {@link #faulty} tells that there were some.
 */
final class CallOptions {
  private final Name callee;
  private final Map<String, Expression.Argument> given = new LinkedHashMap<>();
  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;
  private boolean misread;
  private boolean faulty;

  private CallOptions(Name callee, ConstantEvaluator constants, Diagnostics diagnostics) {
    this.callee = callee;
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** The name that an expression calls: that of {@code adam(…)}, and of {@code adam} alone. */
  static Optional<Name> callee(Expression expression) {
    if (expression instanceof Expression.Call call) {
      return Optional.of(call.callee());
    }
    return expression instanceof Expression.Reference reference
        ? Optional.of(reference.name())
        : Optional.empty();
  }

  /**
   * Gives each argument the name of its option.
   *
   * @param call a call, or a name alone: a call without arguments
   * @param positional the options that may be given without their names, in this order
   * @param named those that are always named
   */
  static CallOptions bind(
      Expression call,
      List<String> positional,
      List<String> named,
      ConstantEvaluator constants,
      Diagnostics diagnostics) {
    CallOptions options = new CallOptions(callee(call).orElseThrow(), constants, diagnostics);
    List<Expression.Argument> arguments =
        call instanceof Expression.Call c ? c.arguments() : List.of();
    for (int i = 0; i < arguments.size(); i++) {
      Expression.Argument argument = arguments.get(i);
      if (argument.name().isPresent()) {
        options.named(argument, argument.name().get(), positional, named);
      } else if (i < positional.size()) {
        options.put(positional.get(i), argument);
      } else {
        options.tooMany(argument, positional.size(), named);
        break;
      }
    }
    options.misread = options.faulty;
    return options;
  }

  private void named(
      Expression.Argument argument, Name name, List<String> positional, List<String> named) {
    if (positional.contains(name.text()) || named.contains(name.text())) {
      put(name.text(), argument);
      return;
    }
    List<String> known = new ArrayList<>(positional);
    known.addAll(named);
    Diagnostic unknown =
        Diagnostic.error(
            Code.UNKNOWN_OPTION, name.span(), "`%s` has no option `%s`".formatted(callee, name));
    if (!known.isEmpty()) {
      unknown = unknown.withHelp("its options are " + WordList.of(known));
    }
    fail(DidYouMean.addTo(unknown, name.text(), known));
  }

  private void put(String option, Expression.Argument argument) {
    Expression.Argument before = given.putIfAbsent(option, argument);
    if (before != null) {
      fail(
          Diagnostic.error(
                  Code.REDEFINED,
                  argument.span(),
                  "`%s` of `%s` is given twice".formatted(option, callee))
              .withNote(before.span(), "it is given here first"));
    }
  }

  private void tooMany(Expression.Argument argument, int most, List<String> named) {
    Diagnostic tooMany =
        Diagnostic.error(
            Code.TOO_MANY_ARGUMENTS,
            argument.span(),
            most == 0
                ? "`%s` takes no values without a name".formatted(callee)
                : "`%s` takes at most %d %s without a name"
                    .formatted(callee, most, most == 1 ? "value" : "values"));
    fail(
        named.isEmpty()
            ? tooMany
            : tooMany.withHelp("%s can be given by name".formatted(WordList.of(named))));
  }

  /** Whether something was wrong with what was read so far. */
  boolean faulty() {
    return faulty;
  }

  /** Says that an option's value was wrong, which is reported already. */
  void invalidate() {
    faulty = true;
  }

  void fail(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
    faulty = true;
  }

  Optional<Expression> get(String option) {
    return Optional.ofNullable(given.get(option)).map(Expression.Argument::value);
  }

  /**
   * What must be there. Where an argument has no place, nothing is said of one that is missing: it
   * may be the same one, misspelled.
   *
   * @param example how a call with it looks
   */
  Optional<Expression> required(String option, String example) {
    Optional<Expression> value = get(option);
    if (value.isEmpty() && !misread) {
      fail(
          Diagnostic.error(
                  Code.MISSING_OPTION, callee.span(), "`%s` needs `%s`".formatted(callee, option))
              .withHelp("write it as in `" + example + "`"));
    }
    return value;
  }

  double number(String option, NumberRange range, double otherwise) {
    return get(option).map(value -> number(value, option, range, otherwise)).orElse(otherwise);
  }

  double requiredNumber(String option, NumberRange range, String example) {
    return required(option, example).map(value -> number(value, option, range, 1)).orElse(1.0);
  }

  int requiredWhole(String option, NumberRange range, String example) {
    return (int) requiredNumber(option, range, example);
  }

  boolean truth(String option, boolean otherwise) {
    return get(option)
        .map(value -> known(constants.truth(value, option), otherwise))
        .orElse(otherwise);
  }

  String requiredText(String option, String example) {
    return required(option, example)
        .map(value -> known(constants.text(value, option), ""))
        .orElse("");
  }

  private double number(Expression value, String option, NumberRange range, double otherwise) {
    OptionalDouble number = constants.number(value, option, range);
    faulty |= number.isEmpty();
    return number.orElse(otherwise);
  }

  private <T> T known(Optional<T> value, T otherwise) {
    faulty |= value.isEmpty();
    return value.orElse(otherwise);
  }
}
