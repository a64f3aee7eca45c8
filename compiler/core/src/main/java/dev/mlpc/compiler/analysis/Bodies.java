package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Statement;
import java.util.List;
import java.util.Optional;

/** Unfolds the statements of layers and networks, in the order of the text. */
final class Bodies {
  private final Unfolding unfolding;
  private final Expressions expressions;
  private final Calls calls;
  private final Tensors tensors;
  private final StateUpdates updates;

  Bodies(Unfolding unfolding, Expressions expressions, Calls calls, Tensors tensors) {
    this.unfolding = unfolding;
    this.expressions = expressions;
    this.calls = calls;
    this.tensors = tensors;
    this.updates = new StateUpdates(unfolding, expressions);
  }

  /** Those of a layer, all of which stem from the same statement of the network. */
  void unfold(List<Statement> body, Frame frame, Origin origin) {
    announce(body, frame);
    for (Statement statement : body) {
      boolean prelude = frame.library().isPrelude();
      String name = prelude ? origin.name() : frame.qualified(statement.name().text());
      unfold(statement, frame, new Origin(name, origin.span(), Origin.Role.STEP));
      if (statement instanceof Statement.Labels) {
        unfolding
            .reports()
            .fail(
                frame,
                Code.BAD_LABELS,
                statement.span(),
                "labels name the outputs and inputs of a network, not of a layer");
      }
    }
  }

  /** Those of a network; labels are left to others. */
  void unfoldNetwork(List<Statement> body, Frame frame) {
    announce(body, frame);
    for (Statement statement : body) {
      Origin origin =
          new Origin(statement.name().text(), Optional.of(statement.span()), Origin.Role.STEP);
      unfold(statement, frame, origin);
    }
  }

  private static void announce(List<Statement> body, Frame frame) {
    for (Statement statement : body) {
      statement.names().forEach(frame::announce);
    }
  }

  private void unfold(Statement statement, Frame frame, Origin origin) {
    for (Name name : statement.names()) {
      if (isDefined(name, frame)) {
        return;
      }
    }
    if (statement instanceof Statement.Define define) {
      Instances instances = Instances.ofStatement(define.value(), define.name().text(), frame);
      Meaning meaning = expressions.evaluate(define.value(), new Site(frame, origin, instances));
      if (bind(define.name(), meaning, origin, frame)) {
        frame.bind(define.name(), meaning, define.value());
      }
    } else if (statement instanceof Statement.DefineSeveral several) {
      several(several, frame, origin);
    } else if (statement instanceof Statement.Update update) {
      updates.unfold(update, new Site(frame, origin, Instances.none(frame)));
    } else if (statement instanceof Statement.Parameter parameter) {
      Site site = new Site(frame, origin, Instances.none(frame));
      bind(parameter.name(), tensors.parameter(parameter, site), origin, frame);
    } else if (statement instanceof Statement.State state) {
      Site site = new Site(frame, origin, Instances.none(frame));
      bind(state.name(), tensors.state(state, site), origin, frame);
    } else if (statement instanceof Statement.Shared shared) {
      bind(shared.name(), shared(shared, frame, origin), origin, frame);
    }
  }

  /** Each output of a layer under its name. */
  private void several(Statement.DefineSeveral statement, Frame frame, Origin origin) {
    Expression value = statement.value();
    Instances instances = Instances.ofStatement(value, statement.name().text(), frame);
    Meaning meaning = expressions.evaluate(value, new Site(frame, origin, instances));
    List<Name> names = statement.names();
    if (meaning instanceof Meaning.Several several && several.outputs().size() == names.size()) {
      for (int i = 0; i < names.size(); i++) {
        Name name = names.get(i);
        Origin named = new Origin(name.text(), origin.span(), origin.role());
        bind(name, several.outputs().get(i), named, frame);
      }
      return;
    }
    if (!meaning.isBroken()) {
      unfolding
          .reports()
          .report(
              frame,
              Diagnostic.error(
                      Code.TYPE_MISMATCH,
                      value.span(),
                      "%d names need as many values, but `%s` is %s"
                          .formatted(
                              names.size(),
                              Excerpt.of(value.span()),
                              Types.describe(meaning, unfolding.precision())))
                  .withHelp("each output of a layer that has several gets a name"));
    }
    names.forEach(name -> bind(name, Meaning.broken(), origin, frame));
  }

  /** Whether a name is taken; reports if it is. */
  private boolean isDefined(Name name, Frame frame) {
    Optional<Frame.Binding> before = frame.binding(name.text());
    before.ifPresent(
        binding ->
            unfolding
                .reports()
                .report(
                    frame,
                    Diagnostic.error(
                            Code.REDEFINED, name.span(), "`%s` is defined already".formatted(name))
                        .withNote(binding.span(), "`%s` is defined here".formatted(name))
                        .withHelp("a name is defined once: choose another")));
    return before.isPresent();
  }

  /** Binds a name; reports, and leaves it, if the value's own text named a stage so. */
  private boolean bind(Name name, Meaning meaning, Origin origin, Frame frame) {
    if (isDefined(name, frame)) {
      return false;
    }
    if (meaning instanceof Meaning.Tensor tensor) {
      Origin named = new Origin(frame.qualified(name.text()), origin.span(), Origin.Role.NAMED);
      unfolding.name(tensor.value(), named, frame);
    }
    frame.bind(name.text(), meaning, name.span());
    return true;
  }

  /** One layer, whose parameters are made when it is first used. */
  private Meaning shared(Statement.Shared statement, Frame frame, Origin origin) {
    Expression layer = statement.layer();
    Optional<Expression.Call> call = call(layer);
    Optional<Callable> callee = call.flatMap(c -> Calls.callee(c.callee().text(), frame));
    if (call.isPresent() && callee.isPresent() && callee.get() instanceof Callable.Layer made) {
      Site site = new Site(frame, origin, Instances.none(frame));
      return calls
          .prepared(made, call.get(), site)
          .<Meaning>map(prepared -> instance(statement, (Callable.Layer) prepared, frame))
          .orElse(Meaning.broken());
    }
    return noLayer(layer, call.map(c -> c.callee().span()).orElse(layer.span()), frame, origin);
  }

  private static Meaning instance(Statement.Shared statement, Callable.Layer layer, Frame frame) {
    String name = statement.name().text();
    return new Meaning.Function(new Callable.Instance(name, layer, frame.qualified(name)));
  }

  private static Optional<Expression.Call> call(Expression layer) {
    if (layer instanceof Expression.Call call) {
      return Optional.of(call);
    }
    return layer instanceof Expression.Reference reference
        ? Optional.of(new Expression.Call(reference.name(), List.of(), reference.span()))
        : Optional.empty();
  }

  private Meaning noLayer(Expression layer, Span at, Frame frame, Origin origin) {
    if (layer instanceof Expression.Call || layer instanceof Expression.Reference) {
      Expression.Call call = call(layer).orElseThrow();
      if (Calls.callee(call.callee().text(), frame).isEmpty()) {
        return calls.call(call, new Site(frame, origin, Instances.none(frame)));
      }
    }
    return unfolding
        .reports()
        .fail(
            frame,
            Diagnostic.error(
                    Code.TYPE_MISMATCH,
                    at,
                    "a layer is needed here, but `%s` is none".formatted(Excerpt.of(at)))
                .withHelp("for example: shared tower = Dense(32, relu);"));
  }
}
