package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.TypeReference;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What flows into and out of bodies, held against the types that are declared for it. */
final class Ports {
  private final Unfolding unfolding;
  private final Operands operands;

  Ports(Unfolding unfolding) {
    this.unfolding = unfolding;
    this.operands = new Operands(unfolding);
  }

  /** What flows into a layer, with as many dimensions as it says; reports what does not fit. */
  Optional<List<Meaning.Tensor>> inputs(
      Callable.Layer layer, List<Given> inputs, Span call, Site site) {
    List<Meaning.Tensor> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Port port = layer.declaration().inputs().get(i);
      if (isWritten(port.type(), layer.name(), call, site)) {
        input(layer, port, inputs.get(i), site).ifPresent(values::add);
      }
    }
    return values.size() == inputs.size() ? Optional.of(values) : Optional.empty();
  }

  /** Whether a type is of the network's precision. */
  private boolean isWritten(TypeReference type, String layer, Span call, Site site) {
    Precision precision = unfolding.precision();
    boolean other = Types.isOfOther(type, precision);
    if (other) {
      unfolding
          .reports()
          .report(
              site.frame(),
              Diagnostic.error(
                      Code.TYPE_MISMATCH,
                      call,
                      "`%s` is written for %s, but this network is %s"
                          .formatted(layer, type.kind(), Types.word(precision)))
                  .withNote(type.span(), "its type is declared here")
                  .withHelp("write real instead of %s: it fits both".formatted(type.kind())));
    }
    return !other;
  }

  private Optional<Meaning.Tensor> input(Callable.Layer layer, Port port, Given input, Site site) {
    int rank = port.type().dimensions().size();
    if (port.type().kind() == TypeReference.Kind.INDEX) {
      return index(layer, input, site);
    }
    if (input.meaning() instanceof Meaning.Tensor tensor && tensor.category().isPresent()) {
      return mismatch(layer, words(rank), input, site);
    }
    Optional<Value> value = operands.real(input, site);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().shape().rank() == rank) {
      return Optional.of(Meaning.Tensor.of(value.get()));
    }
    return rank <= 1 && value.get().shape().size() == 1
        ? Optional.of(
            Meaning.Tensor.of(
                operands.reshaped(value.get(), rank == 0 ? Shape.SCALAR : Shape.vector(1), site)))
        : mismatch(layer, words(rank), input, site);
  }

  private Optional<Meaning.Tensor> index(Callable.Layer layer, Given input, Site site) {
    return input.meaning() instanceof Meaning.Tensor tensor && tensor.category().isPresent()
        ? Optional.of(tensor)
        : mismatch(layer, "an index", input, site);
  }

  private Optional<Meaning.Tensor> mismatch(
      Callable.Layer layer, String wanted, Given input, Site site) {
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.SHAPE_MISMATCH,
            input.span(),
            "`%s` takes %s, but %s is %s"
                .formatted(
                    layer.name(),
                    wanted,
                    Operands.quote(input).orElse("this"),
                    operands.describe(input.meaning())));
    diagnostic = Operands.withOrigin(diagnostic, input);
    if (input.meaning() instanceof Meaning.Tensor tensor) {
      if (tensor.category().isPresent()) {
        diagnostic =
            diagnostic.withHelp(
                "Embedding, or oneHot(%s), makes a vector of it"
                    .formatted(Excerpt.of(input.span())));
      } else if (tensor.shape().rank() == 2 && wanted.equals(words(1))) {
        diagnostic = diagnostic.withHelp("flatten makes a vector of a matrix");
      }
    }
    unfolding.reports().report(site.frame(), diagnostic);
    return Optional.empty();
  }

  private static String words(int rank) {
    return switch (rank) {
      case 0 -> "a scalar";
      case 1 -> "a vector";
      default -> "a matrix";
    };
  }

  /** Lets the names in the types of the inputs be the lengths of what flows in. */
  void bindDimensions(Callable.Layer layer, List<Meaning.Tensor> values, Frame frame) {
    for (int i = 0; i < values.size(); i++) {
      bindDimensions(layer.declaration().inputs().get(i).type(), values.get(i), layer, frame);
    }
  }

  private static void bindDimensions(
      TypeReference type, Meaning.Tensor value, Callable.Layer layer, Frame frame) {
    for (int axis = 0; axis < type.dimensions().size(); axis++) {
      if (type.dimensions().get(axis) instanceof Expression.Reference reference) {
        String name = reference.name().text();
        boolean option = layer.options().stream().anyMatch(o -> o.name().text().equals(name));
        if (!option && isFree(name, frame)) {
          frame.bind(name, length(value, axis), reference.span());
        }
      }
    }
  }

  private static boolean isFree(String name, Frame frame) {
    return frame.lookup(name).isEmpty() && !frame.isFaulty(name) && frame.binding(name).isEmpty();
  }

  private static Meaning length(Meaning.Tensor value, int axis) {
    int length =
        value
            .category()
            .map(Meaning.Category::count)
            .orElseGet(() -> value.shape().dimension(axis));
    return new Meaning.Known(new ConstantValue.Number(length));
  }

  /** Binds the inputs of a layer, whose dimensions and options are known; reports misfits. */
  boolean bindInputs(
      Callable.Layer layer, List<Given> inputs, List<Meaning.Tensor> values, Frame frame) {
    boolean fit = true;
    for (int i = 0; i < inputs.size(); i++) {
      Port port = layer.declaration().inputs().get(i);
      Given input = inputs.get(i);
      Meaning.Tensor value = values.get(i);
      fit &= fits(layer, port, input, value, frame);
      frame.bind(
          port.name().text(), new Given(value, input.span(), input.expression(), input.frame()));
    }
    return fit;
  }

  private boolean fits(
      Callable.Layer layer, Port port, Given input, Meaning.Tensor value, Frame frame) {
    List<Integer> wanted = new ArrayList<>();
    for (Expression dimension : port.type().dimensions()) {
      Types.dimension(dimension, frame, unfolding.reports()).ifPresent(wanted::add);
    }
    if (wanted.size() < port.type().dimensions().size()) {
      return false;
    }
    List<Integer> found =
        value.category().map(c -> List.of(c.count())).orElse(value.shape().dimensions());
    if (!wanted.equals(found)) {
      Optional<String> type =
          value
              .category()
              .map(category -> category.word() + wanted)
              .or(
                  () ->
                      Types.shape(wanted, port.type().span(), frame, unfolding.reports())
                          .map(shape -> Types.real(shape, unfolding.precision())));
      if (type.isEmpty()) {
        return false;
      }
      Diagnostic diagnostic =
          Diagnostic.error(
              Code.SHAPE_MISMATCH,
              input.span(),
              "`%s` takes `%s` as %s, but %s is %s"
                  .formatted(
                      layer.name(),
                      port.name(),
                      type.get(),
                      Operands.quote(input).orElse("this"),
                      operands.describe(value)));
      unfolding.reports().report(input.frame(), Operands.withOrigin(diagnostic, input));
      return false;
    }
    return true;
  }

  /** The value of an output of a layer, held against its type. */
  Meaning output(Port port, Frame frame, Site site) {
    Optional<Value> value = defined(port, frame, site);
    if (value.isEmpty()) {
      return Meaning.broken();
    }
    bindFree(port.type(), value.get(), frame);
    return Types.shape(port.type(), frame, unfolding.reports())
        .flatMap(shape -> shaped(port, value.get(), shape, frame, site))
        .<Meaning>map(Meaning.Tensor::of)
        .orElse(Meaning.broken());
  }

  /** A dimension that nothing tells is what the body makes it. */
  private static void bindFree(TypeReference type, Value value, Frame frame) {
    if (value.shape().rank() == type.dimensions().size()) {
      for (int axis = 0; axis < type.dimensions().size(); axis++) {
        if (type.dimensions().get(axis) instanceof Expression.Reference reference
            && isFree(reference.name().text(), frame)) {
          frame.bind(
              reference.name().text(), length(Meaning.Tensor.of(value), axis), reference.span());
        }
      }
    }
  }

  /** The value of an output, if a statement defines it as one of real numbers. */
  Optional<Value> defined(Port port, Frame frame, Site site) {
    String name = port.name().text();
    Optional<Frame.Binding> binding = frame.binding(name);
    if (binding.isEmpty()) {
      Diagnostic diagnostic =
          Diagnostic.error(
              Code.OUTPUT_MISSING,
              port.name().span(),
              "no statement defines the output `%s`".formatted(name));
      Diagnostic guess = DidYouMean.addTo(diagnostic, name, frame.ownNames());
      unfolding
          .reports()
          .report(
              frame,
              guess.help().isPresent()
                  ? guess
                  : guess.withHelp("add a statement: %s = …;".formatted(name)));
      return Optional.empty();
    }
    Given given = new Given(binding.get().meaning(), binding.get().span(), Optional.empty(), frame);
    return operands.real(given, site);
  }

  /** The value under the output's shape; reports where it has another. */
  Optional<Value> shaped(Port port, Value value, Shape shape, Frame frame, Site site) {
    if (value.shape().equals(shape) || (value.shape().size() == 1 && shape.size() == 1)) {
      return Optional.of(operands.reshaped(value, shape, site));
    }
    String name = port.name().text();
    Span definition = frame.binding(name).map(Frame.Binding::span).orElse(port.name().span());
    unfolding
        .reports()
        .report(
            frame,
            Diagnostic.error(
                    Code.SHAPE_MISMATCH,
                    definition,
                    "the output `%s` must be %s, but this is %s"
                        .formatted(
                            name,
                            Types.real(shape, unfolding.precision()),
                            Types.real(value.shape(), unfolding.precision())))
                .withNote(port.type().span(), "`%s` gets its type here".formatted(name)));
    return Optional.empty();
  }
}
