package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.RateDefinition.Curve;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads rates: a number, or a schedule. {@code constant(r, warmup = n)} is a number with a warm-up.
 */
final class RateReader {
  /** The schedules, and what each takes besides {@code warmup}. */
  private static final Map<String, List<String>> SCHEDULES =
      Map.of(
          "constant", List.of("rate"),
          "step", List.of("rate", "every", "factor"),
          "exponential", List.of("rate", "factor"),
          "cosine", List.of("rate", "steps"),
          "polynomial", List.of("rate", "steps", "power"),
          "oneCycle", List.of("peak", "steps"),
          "plateau", List.of("rate", "factor", "patience"));

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  RateReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** A rate; nothing if something is wrong, which is reported. */
  Optional<RateDefinition> read(Expression value) {
    Optional<Name> name = CallOptions.callee(value);
    if (name.isPresent()) {
      String word = name.get().text();
      List<String> options = SCHEDULES.get(word);
      if (options != null && (value instanceof Expression.Call || !constants.knows(word))) {
        return schedule(value, word, options);
      }
      if (value instanceof Expression.Call && ConstantFunction.named(word).isEmpty()) {
        return unknown(name.get());
      }
    }
    OptionalDouble rate = constants.number(value, "rate", NumberRange.NOT_NEGATIVE);
    return rate.isPresent()
        ? Optional.of(RateDefinition.constant(rate.getAsDouble()))
        : Optional.empty();
  }

  private Optional<RateDefinition> unknown(Name name) {
    List<String> known = SCHEDULES.keySet().stream().sorted().toList();
    Diagnostic unknown =
        Diagnostic.error(
                Code.UNKNOWN_NAME, name.span(), "there is no schedule `%s`".formatted(name))
            .withHelp("a rate is a number, or one of " + WordList.of(known));
    diagnostics.report(
        DidYouMean.addTo(
            unknown,
            name.text(),
            Stream.concat(known.stream(), ConstantFunction.names().stream()).toList()));
    return Optional.empty();
  }

  private Optional<RateDefinition> schedule(Expression value, String word, List<String> names) {
    CallOptions options = CallOptions.bind(value, names, List.of("warmup"), constants, diagnostics);
    double peak = options.requiredNumber(names.get(0), NumberRange.NOT_NEGATIVE, example(word));
    Curve curve = curve(word, options);
    long warmup = (long) options.number("warmup", NumberRange.wholeFrom(0), 0);
    return options.faulty()
        ? Optional.empty()
        : Optional.of(new RateDefinition(peak, curve, warmup));
  }

  private static Curve curve(String word, CallOptions options) {
    NumberRange count = NumberRange.wholeFrom(1);
    return switch (word) {
      case "constant" -> new Curve.Constant();
      case "step" ->
          new Curve.Step(
              options.requiredWhole("every", count, example(word)),
              options.number("factor", NumberRange.POSITIVE, 0.1));
      case "exponential" ->
          new Curve.Exponential(
              options.requiredNumber("factor", NumberRange.POSITIVE, example(word)));
      case "cosine" -> new Curve.Cosine(steps(options));
      case "polynomial" ->
          new Curve.Polynomial(steps(options), options.number("power", NumberRange.POSITIVE, 1));
      case "oneCycle" -> new Curve.OneCycle(steps(options));
      case "plateau" ->
          new Curve.Plateau(
              options.number("factor", NumberRange.SHARE, 0.1),
              (long) options.number("patience", NumberRange.wholeFrom(0), 10));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static OptionalLong steps(CallOptions options) {
    return options.get("steps").isPresent()
        ? OptionalLong.of((long) options.number("steps", NumberRange.wholeFrom(1), 1))
        : OptionalLong.empty();
  }

  private static String example(String word) {
    return switch (word) {
      case "step" -> "step(0.1, every = 1000, factor = 0.5)";
      case "exponential" -> "exponential(0.1, factor = 0.999)";
      default -> word + "(0.1)";
    };
  }
}
