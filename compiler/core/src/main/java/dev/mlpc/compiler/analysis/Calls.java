package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Calls of layers, activations, losses, primitives and initialisers. */
final class Calls {
  private final Unfolding unfolding;
  private final Expressions expressions;
  private final Bodies bodies;
  private final Uses uses;

  Calls(Unfolding unfolding, Expressions expressions) {
    this.unfolding = unfolding;
    this.expressions = expressions;
    Tensors tensors = new Tensors(unfolding, expressions);
    this.bodies = new Bodies(unfolding, expressions, this, tensors);
    this.uses = new Uses(unfolding, expressions, this, bodies, tensors);
  }

  Bodies bodies() {
    return bodies;
  }

  /**
   * A call as it is written.
   *
   * @param callee the name that is called
   * @param layer the text of the callee and its arguments
   * @param whole the text of the call, with what a pipe brings
   * @param piped what a pipe brings: the first input
   */
  record Invocation(
      Name callee, List<Argument> arguments, Span layer, Span whole, Optional<Given> piped) {
    Invocation {
      arguments = List.copyOf(arguments);
    }
  }

  /** What a name stands for as a function: what the frame calls so, or else the library. */
  static Optional<Callable> callee(String name, Frame frame) {
    Optional<Callable> own =
        frame
            .binding(name)
            .flatMap(
                binding ->
                    binding.meaning() instanceof Meaning.Function function
                        ? Optional.of(function.callable())
                        : Optional.empty());
    return own.isPresent() ? own : frame.library().function(name);
  }

  Meaning call(Expression.Call call, Site site) {
    return invoke(
        new Invocation(call.callee(), call.arguments(), call.span(), call.span(), Optional.empty()),
        site);
  }

  Meaning invoke(Invocation invocation, Site site) {
    String name = invocation.callee().text();
    Optional<Callable> callee = callee(name, site.frame());
    if (callee.isPresent()) {
      return invoke(callee.get(), invocation, site);
    }
    if (site.frame().binding(name).filter(binding -> binding.meaning().isBroken()).isPresent()) {
      return Meaning.broken();
    }
    if (invocation.piped().isEmpty() && Initializers.named(name).isPresent()) {
      return initializer(
          new Expression.Call(invocation.callee(), invocation.arguments(), invocation.whole()),
          site);
    }
    return unknown(invocation, site);
  }

  private Meaning invoke(Callable callee, Invocation invocation, Site site) {
    if (callee instanceof Callable.Builtin builtin) {
      return primitive(builtin.primitive(), invocation, site);
    } else if (callee instanceof Callable.Instance instance) {
      return shared(instance, invocation, site);
    }
    Callable.Declared declared = (Callable.Declared) callee;
    List<String> wanted = declared.inputs();
    Optional<Map<String, Argument>> matched =
        match(declared, wanted.subList(skipped(invocation), wanted.size()), invocation, site);
    if (matched.isEmpty()) {
      return Meaning.broken();
    }
    List<Given> inputs = inputs(declared, matched.get(), invocation, site);
    Callable.Declared complete = declared.with(options(declared, matched.get(), site));
    return uses.use(complete, inputs, invocation, site);
  }

  private static int skipped(Invocation invocation) {
    return invocation.piped().isPresent() ? 1 : 0;
  }

  private Optional<Map<String, Argument>> match(
      Callable.Declared callee, List<String> inputs, Invocation invocation, Site site) {
    return new Arguments(unfolding.reports(), callee, inputs, invocation.layer(), site.frame())
        .match(invocation.arguments());
  }

  private List<Given> inputs(
      Callable.Declared callee, Map<String, Argument> matched, Invocation invocation, Site site) {
    List<Given> inputs = new ArrayList<>();
    invocation.piped().ifPresent(inputs::add);
    for (String input : callee.inputs().subList(skipped(invocation), callee.inputs().size())) {
      Argument argument = matched.get(input);
      if (argument == null) {
        throw new IllegalStateException("no argument for " + input);
      }
      inputs.add(expressions.given(argument.value(), site));
    }
    return inputs;
  }

  private Map<String, Given> options(
      Callable.Declared callee, Map<String, Argument> matched, Site site) {
    Map<String, Given> options = new HashMap<>(callee.given());
    matched.forEach(
        (name, argument) -> {
          if (!callee.inputs().contains(name)) {
            options.put(name, option(argument.value(), site));
          }
        });
    return options;
  }

  /** What an option is given: a call of a function there sets its options only. */
  Given option(Expression expression, Site site) {
    if (expression instanceof Expression.Call call) {
      Optional<Callable> callee = callee(call.callee().text(), site.frame());
      if (callee.isPresent() && callee.get() instanceof Callable.Declared declared) {
        Meaning meaning =
            prepared(declared, call, site)
                .<Meaning>map(Meaning.Function::new)
                .orElse(Meaning.broken());
        return new Given(meaning, call.span(), Optional.of(call), site.frame());
      }
    }
    return expressions.given(expression, site);
  }

  /** A function with its options set, and no inputs yet; reports where they are wrong. */
  Optional<Callable.Declared> prepared(Callable.Declared callee, Expression.Call call, Site site) {
    Invocation invocation =
        new Invocation(call.callee(), call.arguments(), call.span(), call.span(), Optional.empty());
    return match(callee, List.of(), invocation, site)
        .map(matched -> callee.with(options(callee, matched, site)));
  }

  private Meaning shared(Callable.Instance instance, Invocation invocation, Site site) {
    Callable.Layer layer = instance.layer();
    List<String> wanted = layer.inputs().subList(skipped(invocation), layer.inputs().size());
    Optional<Map<String, Argument>> matched = match(layer, wanted, invocation, site);
    if (matched.isEmpty()) {
      return Meaning.broken();
    }
    for (Map.Entry<String, Argument> entry : matched.get().entrySet()) {
      if (!layer.inputs().contains(entry.getKey())) {
        return unfolding
            .reports()
            .fail(
                site.frame(),
                Code.TOO_MANY_ARGUMENTS,
                entry.getValue().span(),
                "the options of `%s` stand where it is made".formatted(instance.name()));
      }
    }
    List<Given> inputs = inputs(layer, matched.get(), invocation, site);
    return uses.layer(layer, inputs, invocation.whole(), site, instance.prefix(), true);
  }

  private Meaning primitive(Primitive primitive, Invocation invocation, Site site) {
    List<Given> arguments = new ArrayList<>();
    invocation.piped().ifPresent(arguments::add);
    for (Argument argument : invocation.arguments()) {
      boolean option =
          argument.name().map(Name::text).equals(primitive.option())
              && arguments.size() == primitive.most() - 1;
      if (argument.name().isPresent() && !option) {
        return fail(
            site,
            Code.UNKNOWN_OPTION,
            argument.span(),
            primitive
                .option()
                .map(name -> "`%s` takes a value, and then `%s`".formatted(primitive.name(), name))
                .orElse("`%s` takes its arguments by position".formatted(primitive.name())));
      }
      arguments.add(expressions.given(argument.value(), site));
    }
    if (arguments.size() < primitive.least()) {
      return fail(
          site,
          Code.MISSING_OPTION,
          invocation.layer(),
          "`%s` takes %s, but gets %d"
              .formatted(primitive.name(), number(primitive.least()), arguments.size()));
    }
    if (arguments.size() > primitive.most()) {
      return fail(
          site,
          Code.TOO_MANY_ARGUMENTS,
          arguments.get(primitive.most()).span(),
          "`%s` takes %s, and this is one more"
              .formatted(primitive.name(), number(primitive.most())));
    }
    Optional<Meaning> constant = constant(primitive, arguments, invocation, site);
    return constant.orElseGet(
        () ->
            primitive
                .formula()
                .apply(new Primitive.Use(unfolding, arguments, invocation.whole(), site)));
  }

  private static String number(int count) {
    return count == 1 ? "one argument" : count + " arguments";
  }

  /** Constants stay constants, so that they can be dimensions and conditions. */
  private Optional<Meaning> constant(
      Primitive primitive, List<Given> arguments, Invocation invocation, Site site) {
    Optional<ConstantFunction> function = ConstantFunction.named(primitive.name());
    List<ConstantValue> values = new ArrayList<>();
    for (Given argument : arguments) {
      if (argument.meaning() instanceof Meaning.Known known) {
        values.add(known.value());
      }
    }
    if (function.isEmpty()
        || invocation.piped().isPresent()
        || values.size() < arguments.size()
        || function.get().arity() != values.size()) {
      return Optional.empty();
    }
    Expression.Call call =
        new Expression.Call(invocation.callee(), invocation.arguments(), invocation.whole());
    return Optional.of(
        unfolding
            .reports()
            .constants(
                site.frame(), constants -> constants.operators().call(call, function.get(), values))
            .<Meaning>map(Meaning.Known::new)
            .orElse(Meaning.broken()));
  }

  /** {@code zeros}, {@code uniform(-0.1, 0.1)}. */
  Meaning initializer(Expression.Call call, Site site) {
    InitializerDefinition.Kind kind = Initializers.named(call.callee().text()).orElseThrow();
    if (call.arguments().size() != kind.arguments()
        || call.arguments().stream().anyMatch(argument -> argument.name().isPresent())) {
      return fail(
          site,
          call.arguments().size() < kind.arguments()
              ? Code.MISSING_OPTION
              : Code.TOO_MANY_ARGUMENTS,
          call.span(),
          "the initialiser `%s` takes %s"
              .formatted(
                  kind.word(),
                  switch (kind.arguments()) {
                    case 0 -> "no arguments";
                    case 1 -> "one number";
                    default -> kind.arguments() + " numbers";
                  }));
    }
    List<Double> numbers = new ArrayList<>();
    for (Argument argument : call.arguments()) {
      OptionalDouble number =
          unfolding
              .reports()
              .constants(
                  site.frame(),
                  constants ->
                      constants.number(
                          argument.value(), "a number of " + kind.word(), NumberRange.ANY));
      number.ifPresent(numbers::add);
    }
    return numbers.size() == kind.arguments()
        ? new Meaning.Initial(kind, numbers)
        : Meaning.broken();
  }

  private Meaning unknown(Invocation invocation, Site site) {
    String name = invocation.callee().text();
    Optional<Given> argument = site.frame().binding(name).flatMap(Frame.Binding::given);
    if (argument.isPresent()) {
      return unfolding
          .reports()
          .fail(
              argument.get().frame(),
              Code.TYPE_MISMATCH,
              argument.get().span(),
              "`%s` must be a layer or a function, but is %s"
                  .formatted(
                      name, Types.describe(argument.get().meaning(), unfolding.precision())));
    }
    boolean isValue = site.frame().binding(name).isPresent();
    boolean isLayer = Character.isUpperCase(name.charAt(0));
    Set<String> known = new LinkedHashSet<>(site.frame().library().functionNames());
    known.addAll(site.frame().ownNames());
    if (invocation.piped().isEmpty()) {
      known.addAll(Initializers.words());
    }
    Diagnostic diagnostic =
        isValue
            ? Diagnostic.error(
                Code.TYPE_MISMATCH,
                invocation.callee().span(),
                "`%s` is a value, but a layer or function is needed here".formatted(name))
            : DidYouMean.addTo(
                Diagnostic.error(
                    Code.UNKNOWN_NAME,
                    invocation.callee().span(),
                    "there is no %s `%s`".formatted(isLayer ? "layer" : "function", name)),
                name,
                known);
    return unfolding.reports().fail(site.frame(), diagnostic);
  }

  private Meaning fail(Site site, Code code, Span span, String message) {
    return unfolding.reports().fail(site.frame(), code, span, message);
  }
}
