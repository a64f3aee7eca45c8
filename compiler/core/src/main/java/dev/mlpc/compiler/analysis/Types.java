package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.TypeReference;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Types as specs write them: read, and put into words. */
final class Types {
  private Types() {}

  /** {@code f32[3]}, {@code class[3]}; for what has no type its kind, {@code an initialiser}. */
  static String describe(Meaning meaning, Precision precision) {
    if (meaning instanceof Meaning.Tensor tensor) {
      if (tensor.category().isPresent()) {
        return tensor.category().get().toString();
      }
      return tensor.value().type().element() == Element.TRUTH
          ? "true or false" + (tensor.shape().isScalar() ? "" : " for each of " + tensor.shape())
          : real(tensor.shape(), precision);
    } else if (meaning instanceof Meaning.Known known) {
      return known.value() instanceof ConstantValue.Number number
          ? number.toString()
          : known.value().kind();
    } else if (meaning instanceof Meaning.Absent absent) {
      return real(absent.shape(), precision);
    } else if (meaning instanceof Meaning.Function function) {
      return function.callable().kind();
    } else if (meaning instanceof Meaning.Initial) {
      return "an initialiser";
    } else if (meaning instanceof Meaning.Several several) {
      return several.outputs().size() + " values";
    }
    return "a measure";
  }

  /** {@code f32[3, 4]}; {@code f32} for a scalar. */
  static String real(Shape shape, Precision precision) {
    return word(precision) + shape;
  }

  /** Whether a type is of the reals that the network does not have. */
  static boolean isOfOther(TypeReference type, Precision precision) {
    return switch (type.kind()) {
      case F32 -> precision != Precision.F32;
      case F64 -> precision != Precision.F64;
      default -> false;
    };
  }

  static String word(Precision precision) {
    return precision == Precision.F32 ? "f32" : "f64";
  }

  /** The shape that a type says; reports, and gives none, where it says none. */
  static Optional<Shape> shape(TypeReference type, Frame frame, Reports reports) {
    List<Integer> dimensions = new ArrayList<>();
    for (Expression expression : type.dimensions()) {
      dimension(expression, frame, reports).ifPresent(dimensions::add);
    }
    return dimensions.size() == type.dimensions().size()
        ? shape(dimensions, type.span(), frame, reports)
        : Optional.empty();
  }

  /** The shape of those dimensions, unless it is too large. */
  static Optional<Shape> shape(List<Integer> dimensions, Span span, Frame frame, Reports reports) {
    if (dimensions.size() > 2) {
      reports.fail(frame, Code.NOT_SUPPORTED, span, "values have at most two dimensions");
      return Optional.empty();
    }
    long size = 1;
    for (int dimension : dimensions) {
      size *= dimension;
    }
    if (size > Limits.ELEMENTS) {
      reports.fail(
          frame,
          Code.LIMIT,
          span,
          "a value has at most %,d elements, but this has %,d".formatted(Limits.ELEMENTS, size));
      return Optional.empty();
    }
    return Optional.of(new Shape(dimensions));
  }

  /** The length that a dimension says: a whole number from 1 on. */
  static OptionalInt dimension(Expression expression, Frame frame, Reports reports) {
    Optional<Given> argument = argument(expression, frame);
    if (argument.isPresent() && !(argument.get().meaning() instanceof Meaning.Known)) {
      if (!argument.get().meaning().isBroken()) {
        reports.report(
            argument.get().frame(),
            Diagnostic.error(
                Code.TYPE_MISMATCH,
                argument.get().span(),
                "`%s` must be a whole number from 1 on, but is %s"
                    .formatted(expression.span().text(), kind(argument.get().meaning()))));
      }
      return OptionalInt.empty();
    }
    if (argument.isPresent()) {
      // The fault is in the argument, and so the message stands there.
      return reports.constants(
          argument.get().frame(),
          constants ->
              constants.wholeNumber(
                  argument.get().expression().orElse(expression), expression.span().text(), 1));
    }
    return reports.constants(
        frame, constants -> constants.wholeNumber(expression, "a dimension", 1));
  }

  private static String kind(Meaning meaning) {
    return meaning instanceof Meaning.Function function
        ? function.callable().kind()
        : meaning instanceof Meaning.Initial ? "an initialiser" : "no constant";
  }

  /** The argument that an expression is the name of. */
  private static Optional<Given> argument(Expression expression, Frame frame) {
    return expression instanceof Expression.Reference reference
        ? frame
            .binding(reference.name().text())
            .flatMap(Frame.Binding::given)
            .filter(given -> given.expression().isPresent())
        : Optional.empty();
  }
}
