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
import java.util.function.Function;

/** Reads optimizers; names, order and defaults of their options are PyTorch's. */
final class OptimizerReader {
  private static final List<String> SGD = List.of("rate", "momentum", "nesterov", "decay");
  private static final List<String> ADAM = List.of("rate", "beta1", "beta2", "epsilon", "decay");
  private static final List<String> RMSPROP =
      List.of("rate", "rho", "epsilon", "decay", "momentum");
  private static final List<String> ADAGRAD = List.of("rate", "decay", "epsilon");
  private static final List<String> ADADELTA = List.of("rate", "rho", "epsilon", "decay");
  private static final List<String> LION = List.of("rate", "beta1", "beta2", "decay");
  private static final List<String> KNOWN =
      List.of("sgd", "adam", "adamw", "nadam", "rmsprop", "adagrad", "adadelta", "lion");

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
      case "nadam" -> nadam(value);
      case "rmsprop" -> rmsprop(value);
      case "adagrad" -> adagrad(value);
      case "adadelta" -> adadelta(value);
      case "lion" -> lion(value);
      default -> unknown(name.get());
    };
  }

  private Optional<OptimizerDefinition> unknown(Name name) {
    Diagnostic unknown =
        Diagnostic.error(
                Code.UNKNOWN_NAME, name.span(), "there is no optimizer `%s`".formatted(name))
            .withHelp("there are " + WordList.of(KNOWN));
    return fail(DidYouMean.addTo(unknown, name.text(), KNOWN));
  }

  private Optional<OptimizerDefinition> sgd(Expression value) {
    CallOptions options = bind(value, SGD);
    Optional<RateDefinition> rate = options.required("rate", "sgd(rate = 0.1)").flatMap(this::rate);
    double momentum = options.number("momentum", NumberRange.SHARE, 0);
    boolean nesterov = options.truth("nesterov", false);
    double decay = decay(options, 0);
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
    CallOptions options = bind(value, ADAM);
    double beta1 = options.number("beta1", NumberRange.SHARE, 0.9);
    double beta2 = options.number("beta2", NumberRange.SHARE, 0.999);
    double epsilon = epsilon(options, 1e-8);
    double decay = decay(options, decoupled ? 0.01 : 0);
    return withRate(
        options,
        1e-3,
        rate -> new OptimizerDefinition.Adam(rate, beta1, beta2, epsilon, decay, decoupled));
  }

  private Optional<OptimizerDefinition> nadam(Expression value) {
    CallOptions options = bind(value, ADAM);
    double beta1 = options.number("beta1", NumberRange.SHARE, 0.9);
    double beta2 = options.number("beta2", NumberRange.SHARE, 0.999);
    double epsilon = epsilon(options, 1e-8);
    double decay = decay(options, 0);
    return withRate(
        options, 2e-3, rate -> new OptimizerDefinition.Nadam(rate, beta1, beta2, epsilon, decay));
  }

  private Optional<OptimizerDefinition> rmsprop(Expression value) {
    CallOptions options = bind(value, RMSPROP);
    double rho = options.number("rho", NumberRange.SHARE, 0.99);
    double epsilon = epsilon(options, 1e-8);
    double decay = decay(options, 0);
    double momentum = options.number("momentum", NumberRange.SHARE, 0);
    return withRate(
        options,
        1e-2,
        rate -> new OptimizerDefinition.Rmsprop(rate, rho, epsilon, decay, momentum));
  }

  private Optional<OptimizerDefinition> adagrad(Expression value) {
    CallOptions options = bind(value, ADAGRAD);
    double decay = decay(options, 0);
    double epsilon = epsilon(options, 1e-10);
    return withRate(options, 1e-2, rate -> new OptimizerDefinition.Adagrad(rate, decay, epsilon));
  }

  private Optional<OptimizerDefinition> adadelta(Expression value) {
    CallOptions options = bind(value, ADADELTA);
    double rho = options.number("rho", NumberRange.SHARE, 0.9);
    double epsilon = epsilon(options, 1e-6);
    double decay = decay(options, 0);
    return withRate(
        options, 1, rate -> new OptimizerDefinition.Adadelta(rate, rho, epsilon, decay));
  }

  private Optional<OptimizerDefinition> lion(Expression value) {
    CallOptions options = bind(value, LION);
    double beta1 = options.number("beta1", NumberRange.SHARE, 0.9);
    double beta2 = options.number("beta2", NumberRange.SHARE, 0.99);
    double decay = decay(options, 0);
    return withRate(options, 1e-4, rate -> new OptimizerDefinition.Lion(rate, beta1, beta2, decay));
  }

  private CallOptions bind(Expression value, List<String> names) {
    return CallOptions.bind(value, names, List.of(), constants, diagnostics);
  }

  private static double epsilon(CallOptions options, double otherwise) {
    return options.number("epsilon", NumberRange.NOT_NEGATIVE, otherwise);
  }

  private static double decay(CallOptions options, double otherwise) {
    return options.number("decay", NumberRange.NOT_NEGATIVE, otherwise);
  }

  /** What is made of the rate, unless something was wrong with it or another option. */
  private Optional<OptimizerDefinition> withRate(
      CallOptions options,
      double otherwise,
      Function<RateDefinition, OptimizerDefinition> optimizer) {
    Optional<RateDefinition> rate =
        options.get("rate").map(this::rate).orElse(Optional.of(RateDefinition.constant(otherwise)));
    return options.faulty() ? Optional.empty() : rate.map(optimizer);
  }

  private Optional<RateDefinition> rate(Expression value) {
    return new RateReader(constants, diagnostics).read(value);
  }

  private Optional<OptimizerDefinition> fail(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
    return Optional.empty();
  }
}
