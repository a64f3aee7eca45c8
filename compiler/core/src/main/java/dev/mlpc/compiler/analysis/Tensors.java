package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Statement;
import dev.mlpc.compiler.syntax.TypeReference;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Makes the parameters and states that bodies declare. */
final class Tensors {
  private static final Meaning.Initial ZEROS =
      new Meaning.Initial(InitializerDefinition.Kind.ZEROS, List.of());
  private static final Meaning.Initial ONES =
      new Meaning.Initial(InitializerDefinition.Kind.ONES, List.of());

  private final Unfolding unfolding;
  private final Expressions expressions;

  Tensors(Unfolding unfolding, Expressions expressions) {
    this.unfolding = unfolding;
    this.expressions = expressions;
  }

  /** {@code param name: type = initialiser when condition;} */
  Meaning parameter(Statement.Parameter statement, Site site) {
    Frame frame = site.frame();
    Optional<Shape> shape = shape(statement.type(), frame);
    Optional<Boolean> there =
        statement.condition().map(condition -> truth(condition, frame)).orElse(Optional.of(true));
    if (shape.isEmpty() || there.isEmpty()) {
      return Meaning.broken();
    }
    if (!there.get()) {
      return new Meaning.Absent(shape.get());
    }
    Meaning initial = initial(statement.initializer(), site);
    return initial instanceof Meaning.Initial i
        ? tensor(statement.name(), true, shape.get(), i, site)
        : Meaning.broken();
  }

  private Optional<Boolean> truth(Expression condition, Frame frame) {
    return unfolding
        .reports()
        .constants(frame, constants -> constants.truth(condition, "the condition"));
  }

  /** {@code state name: type = initialiser;} */
  Meaning state(Statement.State statement, Site site) {
    Optional<Shape> shape = shape(statement.type(), site.frame());
    Meaning initial = initial(statement.initializer(), site);
    if (shape.isEmpty() || initial.isBroken()) {
      return Meaning.broken();
    }
    if (initial instanceof Meaning.Measured measured) {
      return measured(statement, shape.get(), measured, site);
    }
    return initial instanceof Meaning.Initial i
        ? tensor(statement.name(), false, shape.get(), i, site)
        : Meaning.broken();
  }

  private Meaning measured(
      Statement.State statement, Shape shape, Meaning.Measured measured, Site site) {
    if (!measured.value().shape().equals(shape)) {
      return fail(
          site,
          Diagnostic.error(
              Code.SHAPE_MISMATCH,
              statement.initializer().span(),
              "`%s` is %s, but what is measured is %s"
                  .formatted(
                      statement.name(),
                      Types.real(shape, unfolding.precision()),
                      Types.real(measured.value().shape(), unfolding.precision()))));
    }
    String name = site.frame().qualified(statement.name().text());
    if (unfolding.tensors().containsKey(name)) {
      return fail(
          site,
          Diagnostic.error(
              Code.NOT_SUPPORTED,
              statement.span(),
              "a layer that measures its input cannot be shared"));
    }
    Meaning state =
        tensor(statement.name(), false, shape, measured.deviation() ? ONES : ZEROS, site);
    if (!state.isBroken()) {
      unfolding.measure(name, measured);
    }
    return state;
  }

  /** A learned option: it begins as the number that the option says. */
  Meaning learned(Name name, Shape shape, Given given, Frame frame, Site site) {
    Meaning initial = asInitial(given.meaning(), given.span(), site);
    return initial instanceof Meaning.Initial i
        ? tensor(name, true, shape, i, new Site(frame, site.origin(), site.instances()))
        : Meaning.broken();
  }

  private Meaning tensor(
      Name name, boolean learned, Shape shape, Meaning.Initial initial, Site site) {
    Frame frame = site.frame();
    if (unfolding.isInLoss()) {
      return fail(
          site,
          Diagnostic.error(
              Code.NOT_SUPPORTED,
              name.span(),
              "a loss has nothing to learn of its own, but `%s` would be a parameter"
                  .formatted(name)));
    }
    InitializerDefinition definition = Initializers.of(initial, shape, frame.weight());
    if (shape.rank() >= 2) {
      frame.rememberWeight(shape);
    }
    Span span = site.origin().span().orElse(name.span());
    Optional<Value> value = unfolding.tensor(frame, name, learned, shape, definition, span);
    if (!learned) {
      value.ifPresent(leaf -> frame.rememberState(name.text(), leaf));
      value = value.map(unfolding::current);
    }
    return value.<Meaning>map(Meaning.Tensor::of).orElse(Meaning.broken());
  }

  private Meaning initial(Expression expression, Site site) {
    return asInitial(expressions.evaluate(expression, site), expression.span(), site);
  }

  /** A number is an initialiser too: all elements begin as it. */
  private Meaning asInitial(Meaning meaning, Span span, Site site) {
    if (meaning instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Number number) {
      return new Meaning.Initial(InitializerDefinition.Kind.CONSTANT, List.of(number.value()));
    }
    if (meaning instanceof Meaning.Initial
        || meaning instanceof Meaning.Measured
        || meaning.isBroken()) {
      return meaning;
    }
    return fail(
        site,
        Diagnostic.error(
                Code.TYPE_MISMATCH,
                span,
                "an initialiser is needed here, but `%s` is %s"
                    .formatted(Excerpt.of(span), Types.describe(meaning, unfolding.precision())))
            .withHelp("zeros, glorotUniform and normal(0, 0.1) are initialisers"));
  }

  private Optional<Shape> shape(TypeReference type, Frame frame) {
    boolean number =
        type.kind() != TypeReference.Kind.INDEX && type.kind() != TypeReference.Kind.CLASS;
    if (!number || Types.isOfOther(type, unfolding.precision())) {
      String wanted = Types.word(unfolding.precision());
      unfolding
          .reports()
          .report(
              frame,
              Diagnostic.error(
                      Code.TYPE_MISMATCH,
                      type.span(),
                      "what is kept here must be %s, not %s".formatted(wanted, type.kind()))
                  .withHelp("write real: it is whatever the network is"));
      return Optional.empty();
    }
    return Types.shape(type, frame, unfolding.reports());
  }

  private Meaning fail(Site site, Diagnostic diagnostic) {
    return unfolding.reports().fail(site.frame(), diagnostic);
  }
}
