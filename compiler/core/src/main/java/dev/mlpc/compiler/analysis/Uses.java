package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Option;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Unfolds uses of activations, losses and layers: their formulas and bodies, in a new frame. */
final class Uses {
  private final Unfolding unfolding;
  private final Expressions expressions;
  private final Calls calls;
  private final Operands operands;
  private final Ports ports;
  private final Bodies bodies;
  private final Tensors tensors;

  Uses(Unfolding unfolding, Expressions expressions, Calls calls, Bodies bodies, Tensors tensors) {
    this.unfolding = unfolding;
    this.expressions = expressions;
    this.calls = calls;
    this.operands = new Operands(unfolding);
    this.ports = new Ports(unfolding);
    this.bodies = bodies;
    this.tensors = tensors;
  }

  /** One use, with its inputs and options evaluated. */
  Meaning use(
      Callable.Declared callee, List<Given> inputs, Calls.Invocation invocation, Site site) {
    Optional<String> prefix = site.instances().prefix(invocation.layer());
    if (callee instanceof Callable.Layer layer) {
      return prefix
          .map(name -> layer(layer, inputs, invocation.whole(), site, name, false))
          .orElseGet(() -> notHere(invocation, site));
    } else if (callee instanceof Callable.Activation activation) {
      return activation.learns() && prefix.isEmpty()
          ? notHere(invocation, site)
          : formula(
              activation,
              activation.declaration().value(),
              inputs,
              prefix.orElse(""),
              invocation,
              site);
    }
    Callable.Loss loss = (Callable.Loss) callee;
    return formula(loss, loss.declaration().value(), inputs, "", invocation, site);
  }

  private Meaning scalar(Callable.Declared callee, Expression value, Meaning result, Frame frame) {
    if (!(callee instanceof Callable.Loss)
        || !(result instanceof Meaning.Tensor tensor)
        || tensor.shape().size() == 1) {
      return result;
    }
    return unfolding
        .reports()
        .fail(
            frame,
            Diagnostic.error(
                    Code.LOSS_NOT_SCALAR,
                    value.span(),
                    "a loss must be one number for each sample, but this is %s"
                        .formatted(operands.describe(result)))
                .withHelp("mean(…) makes one number of it"));
  }

  private Meaning notHere(Calls.Invocation invocation, Site site) {
    return unfolding
        .reports()
        .fail(
            site.frame(),
            Code.NOT_SUPPORTED,
            invocation.layer(),
            "`%s` has parameters, and cannot be used within an option or an update"
                .formatted(invocation.callee()));
  }

  private Meaning formula(
      Callable.Declared callee,
      Expression value,
      List<Given> inputs,
      String prefix,
      Calls.Invocation invocation,
      Site site) {
    if (!mayUse(callee, invocation.whole(), site) || isBroken(inputs)) {
      return Meaning.broken();
    }
    Frame frame =
        new Frame(
            callee.home(),
            prefix,
            new Frame.Caller(site.frame(), invocation.whole(), callee.declaration()),
            false);
    for (int i = 0; i < inputs.size(); i++) {
      frame.bind(callee.inputs().get(i), inputs.get(i));
    }
    bindOptions(callee, inputs, frame, new Site(frame, site.origin(), Instances.none(frame)));
    Site within = new Site(frame, site.origin(), Instances.ofFormula(value, frame));
    Meaning result = expressions.evaluate(value, within);
    remember(callee, inputs, result, site);
    return scalar(callee, value, result, frame);
  }

  /** The inputs of softmax are the logits that a loss looks for. */
  private void remember(Callable.Declared callee, List<Given> inputs, Meaning result, Site site) {
    if (callee.home().isPrelude()
        && callee.name().equals("softmax")
        && result instanceof Meaning.Tensor softmax) {
      operands
          .real(inputs.get(0), site)
          .ifPresent(input -> unfolding.rememberSoftmax(softmax.value(), input));
    }
  }

  private static boolean isBroken(List<Given> givens) {
    return givens.stream().anyMatch(given -> given.meaning().isBroken());
  }

  private boolean mayUse(Callable.Declared callee, Span call, Site site) {
    Declaration declaration = callee.declaration();
    unfolding.use(site.frame(), call);
    if (site.frame().isWithin(declaration)) {
      unfolding
          .reports()
          .report(
              site.frame(),
              Diagnostic.error(
                      Code.RECURSION,
                      call,
                      "`%s` uses itself, and would never end".formatted(callee.name()))
                  .withNote(
                      declaration.name().span(), "`%s` is declared here".formatted(callee.name())));
      return false;
    }
    return true;
  }

  private void bindOptions(Callable.Declared callee, List<Given> inputs, Frame frame, Site site) {
    for (Option option : callee.options()) {
      String name = option.name().text();
      Given given = callee.given().get(name);
      if (given == null) {
        Given byDefault = calls.option(option.value().orElseThrow(), site);
        bind(option, byDefault, inputs, frame, site);
      } else if (option.kind() == Option.Kind.CONSTANT) {
        frame.bind(name, given);
      } else {
        bind(option, given, inputs, frame, site);
      }
    }
  }

  private void bind(Option option, Given given, List<Given> inputs, Frame frame, Site site) {
    Meaning meaning =
        option.kind() == Option.Kind.CONSTANT
            ? given.meaning()
            : learned(option, given, inputs, frame, site);
    frame.bind(option.name().text(), meaning, option.name().span());
  }

  /** A parameter that begins as the option says. */
  private Meaning learned(Option option, Given given, List<Given> inputs, Frame frame, Site site) {
    Optional<Shape> shape = Optional.of(Shape.SCALAR);
    if (option.kind() == Option.Kind.LEARNED_PER_UNIT) {
      shape = operands.real(inputs.get(0), site).map(Value::shape);
    }
    return shape
        .map(s -> tensors.learned(option.name(), s, given, frame, site))
        .orElse(Meaning.broken());
  }

  /**
   * One use of a layer.
   *
   * @param prefix of its parameters' names
   * @param shared whether other uses have the same parameters
   */
  Meaning layer(
      Callable.Layer layer,
      List<Given> inputs,
      Span call,
      Site site,
      String prefix,
      boolean shared) {
    Declaration.Layer declaration = layer.declaration();
    if (!mayUse(layer, call, site) || isBroken(inputs)) {
      return Meaning.broken();
    }
    Frame frame =
        new Frame(layer.home(), prefix, new Frame.Caller(site.frame(), call, declaration), shared);
    String name = shared ? site.origin().name() : prefix;
    boolean ofNetwork = site.frame().caller().isEmpty();
    Optional<Span> span = ofNetwork ? Optional.of(call) : site.origin().span();
    Origin origin = new Origin(name, span, Origin.Role.STEP);
    Site within = new Site(frame, origin, Instances.none(frame));
    Optional<List<Meaning.Tensor>> values = ports.inputs(layer, inputs, call, site);
    if (values.isEmpty()) {
      return Meaning.broken();
    }
    ports.bindDimensions(layer, values.get(), frame);
    bindOptions(layer, inputs, frame, within);
    if (!ports.bindInputs(layer, inputs, values.get(), frame)) {
      return Meaning.broken();
    }
    bodies.unfold(declaration.body(), frame, origin);
    List<Meaning> outputs =
        declaration.outputs().stream().map(port -> ports.output(port, frame, within)).toList();
    if (outputs.stream().anyMatch(Meaning::isBroken)) {
      return Meaning.broken();
    }
    return outputs.size() == 1 ? outputs.get(0) : new Meaning.Several(outputs);
  }
}
