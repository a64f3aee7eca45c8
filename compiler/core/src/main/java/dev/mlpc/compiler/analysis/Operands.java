package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes values of one kind and shape of what an operation takes. A scalar, or a vector of one
 * element, goes with any shape; nothing else is repeated.
 */
final class Operands {
  private final Unfolding unfolding;

  Operands(Unfolding unfolding) {
    this.unfolding = unfolding;
  }

  /** Real values of one shape; reports where there are none. */
  Optional<List<Value>> alike(List<Given> operands, Span whole, Site site) {
    return reals(operands, site).flatMap(values -> alike(values, operands, whole, site));
  }

  private Optional<List<Value>> reals(List<Given> operands, Site site) {
    List<Value> values = new ArrayList<>();
    for (Given operand : operands) {
      real(operand, site).ifPresent(values::add);
    }
    return values.size() == operands.size() ? Optional.of(values) : Optional.empty();
  }

  /** The same values, all of one shape; reports where that cannot be. */
  Optional<List<Value>> alike(List<Value> values, List<Given> operands, Span whole, Site site) {
    int widest = 0;
    for (int i = 1; i < values.size(); i++) {
      if (breadth(values.get(i)) > breadth(values.get(widest))) {
        widest = i;
      }
    }
    Shape shape = values.get(widest).shape();
    List<Value> result = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (value.shape().equals(shape)) {
        result.add(value);
      } else if (value.shape().size() == 1) {
        result.add(
            unfolding.add(new Op.Broadcast(reshaped(value, Shape.SCALAR, site), shape), site));
      } else {
        reportShapes(operands, values, Math.min(i, widest), Math.max(i, widest), whole, site);
        return Optional.empty();
      }
    }
    return Optional.of(result);
  }

  /** Of shapes with one element the one with more dimensions is the wider. */
  private static long breadth(Value value) {
    return 4L * value.shape().size() + value.shape().rank();
  }

  /** The same elements under another shape of the same size. */
  Value reshaped(Value value, Shape shape, Site site) {
    return value.shape().equals(shape) ? value : unfolding.add(new Op.Reshape(value, shape), site);
  }

  /** A real value; reports where there is none. */
  Optional<Value> real(Given operand, Site site) {
    Meaning meaning = operand.meaning();
    if (meaning instanceof Meaning.Tensor tensor) {
      return real(tensor, operand, site);
    } else if (meaning instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Number number) {
      return Optional.of(unfolding.add(new Op.Constant(number.value()), site));
    } else if (meaning instanceof Meaning.Absent absent) {
      Value zero = unfolding.add(new Op.Constant(0), site);
      return Optional.of(
          absent.shape().isScalar()
              ? zero
              : unfolding.add(new Op.Broadcast(zero, absent.shape()), site));
    } else if (!meaning.isBroken()) {
      reportNoReal(operand, site);
    }
    return Optional.empty();
  }

  private Optional<Value> real(Meaning.Tensor tensor, Given operand, Site site) {
    Element element = tensor.value().type().element();
    if (element == Element.REAL) {
      return Optional.of(tensor.value());
    }
    if (tensor.category().filter(category -> category.word().equals("class")).isPresent()) {
      return Optional.of(unfolding.add(new Op.ToReal(tensor.value()), site));
    }
    reportNoReal(operand, site);
    return Optional.empty();
  }

  private void reportNoReal(Given operand, Site site) {
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.TYPE_MISMATCH,
            operand.span(),
            "a number or a value of real numbers is needed here, but %s is %s"
                .formatted(quote(operand).orElse("this"), describe(operand.meaning())));
    unfolding.reports().report(site.frame(), withHelp(diagnostic, operand));
  }

  private static Diagnostic withHelp(Diagnostic diagnostic, Given operand) {
    String text = Excerpt.of(operand.span());
    if (operand.meaning() instanceof Meaning.Tensor tensor) {
      return tensor.category().isPresent()
          ? diagnostic.withHelp("oneHot(%s) makes a vector of it".formatted(text))
          : diagnostic.withHelp("`if %s then 1 else 0` makes a number of it".formatted(text));
    } else if (operand.meaning() instanceof Meaning.Function function
        && !(function.callable() instanceof Callable.Layer)) {
      return diagnostic.withHelp("give it its argument: %s(…)".formatted(text));
    }
    return diagnostic;
  }

  /** Truth values of one shape with the others; reports where it is none. */
  Optional<Value> truth(Given operand, Site site) {
    Meaning meaning = operand.meaning();
    if (meaning instanceof Meaning.Tensor tensor
        && tensor.value().type().element() == Element.TRUTH) {
      return Optional.of(tensor.value());
    }
    if (meaning instanceof Meaning.Known known
        && known.value() instanceof ConstantValue.Truth truth) {
      Value one = unfolding.add(new Op.Constant(1), site);
      Value other = unfolding.add(new Op.Constant(truth.value() ? 1 : 0), site);
      return Optional.of(
          unfolding.add(
              new Op.Compare(dev.mlpc.compiler.tensor.Comparison.EQUAL, one, other), site));
    }
    if (!meaning.isBroken()) {
      unfolding
          .reports()
          .fail(
              site.frame(),
              Code.TYPE_MISMATCH,
              operand.span(),
              "true or false is needed here, but %s is %s"
                  .formatted(quote(operand).orElse("this"), describe(meaning)));
    }
    return Optional.empty();
  }

  private void reportShapes(
      List<Given> operands, List<Value> values, int first, int second, Span whole, Site site) {
    String a = quote(operands.get(first)).orElse("one side");
    String b = quote(operands.get(second)).orElse("the other");
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.SHAPE_MISMATCH,
            whole,
            "%s needs equal shapes, but %s is %s and %s is %s"
                .formatted(
                    quoteWhole(whole, site.frame()),
                    a,
                    describe(values.get(first)),
                    b,
                    describe(values.get(second))));
    boolean quoted =
        quote(operands.get(first)).isPresent() && quote(operands.get(second)).isPresent();
    Diagnostic explained =
        quoted
            ? withOrigin(withOrigin(diagnostic, operands.get(first)), operands.get(second))
            : withArguments(diagnostic, site.frame());
    Optional<String> remedy =
        LastDense.remedy(operands.get(second), values.get(first).shape())
            .or(() -> LastDense.remedy(operands.get(first), values.get(second).shape()));
    unfolding.reports().report(site.frame(), remedy.map(explained::withHelp).orElse(explained));
  }

  /** Where the shapes are those of the prelude's own values, what they were made of must do. */
  private static Diagnostic withArguments(Diagnostic diagnostic, Frame frame) {
    Frame outermost = frame;
    while (outermost.caller().filter(c -> c.frame().library().isPrelude()).isPresent()) {
      outermost = outermost.caller().orElseThrow().frame();
    }
    Diagnostic explained = diagnostic;
    for (String name : outermost.ownNames()) {
      Optional<Given> argument = outermost.binding(name).flatMap(Frame.Binding::given);
      explained = argument.isPresent() ? withOrigin(explained, argument.get()) : explained;
    }
    return explained;
  }

  /** Adds where an operand got its shape, if it is a name. */
  static Diagnostic withOrigin(Diagnostic diagnostic, Given operand) {
    Optional<Frame.Binding> binding = binding(operand);
    if (binding.isEmpty()) {
      return diagnostic;
    }
    if (binding.get().given().isPresent() && operand.frame().library().isPrelude()) {
      return withOrigin(diagnostic, binding.get().given().get());
    }
    return diagnostic.withNote(
        binding.get().span(), "`%s` gets its shape here".formatted(operand.span().text()));
  }

  /**
   * An operand as the user wrote it: within the prelude, the argument that it stands for; empty
   * where it is the prelude's alone.
   */
  static Optional<String> quote(Given operand) {
    if (!operand.frame().library().isPrelude()) {
      return Optional.of("`" + Excerpt.of(operand.span()) + "`");
    }
    return binding(operand).flatMap(Frame.Binding::given).flatMap(Operands::quote);
  }

  /** An operation as the user wrote it: within the prelude, the call that led there. */
  static String quoteWhole(Span span, Frame frame) {
    Span visible = span;
    Frame at = frame;
    while (at.library().isPrelude()) {
      Frame.Caller caller = at.caller().orElseThrow();
      visible = caller.call();
      at = caller.frame();
    }
    return "`" + Excerpt.of(visible) + "`";
  }

  static Optional<Frame.Binding> binding(Given operand) {
    return operand
        .expression()
        .flatMap(
            expression ->
                expression instanceof Expression.Reference reference
                    ? operand.frame().binding(reference.name().text())
                    : Optional.empty());
  }

  String describe(Meaning meaning) {
    return Types.describe(meaning, unfolding.precision());
  }

  private String describe(Value value) {
    return Types.real(value.shape(), unfolding.precision());
  }

  /** A value of the graph as an expression means it. */
  static Meaning.Tensor tensor(Value value) {
    if (value.type().element() == TensorType.Element.INDEX) {
      throw new IllegalArgumentException("an index needs a category: " + value);
    }
    return Meaning.Tensor.of(value);
  }
}
