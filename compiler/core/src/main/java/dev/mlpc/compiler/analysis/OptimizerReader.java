package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads optimizers; names, order and defaults of their options are PyTorch's. */
final class OptimizerReader {
  private static final List<String> SGD = List.of("rate", "momentum", "nesterov", "decay");
  private static final List<String> ADAM = List.of("rate", "beta1", "beta2", "epsilon", "decay");
  private static final List<String> KNOWN = List.of("sgd", "adam", "adamw");

  private static final List<String> LATER =
      List.of("nadam", "rmsprop", "adagrad", "adadelta", "lion");

  private final ConstantEvaluator constants;
  private final Diagnostics diagnostics;

  OptimizerReader(ConstantEvaluator constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** An optimizer; nothing if something is wrong, which is reported. */
  Optional<OptimizerDefinition> read(Expression value) {
    Optional<Name> name = CallOptions.callee(value);
    if (name.isEmpty()) {
      return fail(
          Diagnostic.error(
              Code.TYPE_MISMATCH,
              value.span(),
              "`optimizer` must be an optimizer such as `adam(rate = 1e-3)`"));
    }
    String word = name.get().text();
    return switch (word) {
      case "sgd" -> sgd(value);
      case "adam" -> adam(value, false);
      case "adamw" -> adam(value, true);
      default ->
          LATER.contains(word)
              ? fail(NotSupported.here(value.span(), "`" + word + "`"))
              : unknown(name.get());
    };
  }

  private Optional<OptimizerDefinition> unknown(Name name) {
    List<String> all = Stream.concat(KNOWN.stream(), LATER.stream()).toList();
    Diagnostic unknown =
        Diagnostic.error(
                Code.UNKNOWN_NAME, name.span(), "there is no optimizer `%s`".formatted(name))
            .withHelp("there are " + WordList.of(KNOWN));
    return fail(DidYouMean.addTo(unknown, name.text(), all));
  }

  private Optional<OptimizerDefinition> sgd(Expression value) {
    CallOptions options = CallOptions.bind(value, SGD, List.of(), constants, diagnostics);
    Optional<RateDefinition> rate = options.required("rate", "sgd(rate = 0.1)").flatMap(this::rate);
    double momentum = options.number("momentum", NumberRange.SHARE, 0);
    boolean nesterov = options.truth("nesterov", false);
    double decay = options.number("decay", NumberRange.NOT_NEGATIVE, 0);
    if (nesterov && momentum == 0 && !options.faulty()) {
      Expression at = options.get("nesterov").orElse(value);
      options.fail(
          Diagnostic.error(
                  Code.BAD_VALUE, at.span(), "`nesterov` has a meaning only with a momentum")
              .withHelp("write `sgd(rate = 0.1, momentum = 0.9, nesterov = true)`"));
    }
    if (options.faulty()) {
      return Optional.empty();
    }
    return rate.map(r -> new OptimizerDefinition.Sgd(r, momentum, nesterov, decay));
  }

  private Optional<OptimizerDefinition> adam(Expression value, boolean decoupled) {
    CallOptions options = CallOptions.bind(value, ADAM, List.of(), constants, diagnostics);
    Optional<RateDefinition> rate =
        options.get("rate").map(this::rate).orElse(Optional.of(RateDefinition.constant(1e-3)));
    double beta1 = options.number("beta1", NumberRange.SHARE, 0.9);
    double beta2 = options.number("beta2", NumberRange.SHARE, 0.999);
    double epsilon = options.number("epsilon", NumberRange.NOT_NEGATIVE, 1e-8);
    double decay = options.number("decay", NumberRange.NOT_NEGATIVE, decoupled ? 0.01 : 0);
    if (options.faulty()) {
      return Optional.empty();
    }
    return rate.map(r -> new OptimizerDefinition.Adam(r, beta1, beta2, epsilon, decay, decoupled));
  }

  private Optional<RateDefinition> rate(Expression value) {
    return new RateReader(constants, diagnostics).read(value);
  }

  private Optional<OptimizerDefinition> fail(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
    return Optional.empty();
  }
}
