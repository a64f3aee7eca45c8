package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Optional;

/** The operators, over values of the graph. */
final class Arithmetic {
  private final Unfolding unfolding;
  private final Operands operands;

  Arithmetic(Unfolding unfolding) {
    this.unfolding = unfolding;
    this.operands = new Operands(unfolding);
  }

  /** {@code a ∘ b}, where {@code whole} is its text. */
  Meaning binary(BinaryOperator operator, Given a, Given b, Span whole, Site site) {
    return switch (operator) {
      case AND, OR -> logical(operator, a, b, whole, site);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          compare(comparison(operator), a, b, whole, site);
      case ADD ->
          a.meaning() instanceof Meaning.Absent
              ? b.meaning()
              : b.meaning() instanceof Meaning.Absent
                  ? a.meaning()
                  : function(BinaryFunction.ADD, a, b, whole, site);
      case SUBTRACT ->
          b.meaning() instanceof Meaning.Absent
              ? a.meaning()
              : function(BinaryFunction.SUBTRACT, a, b, whole, site);
      case MULTIPLY -> function(BinaryFunction.MULTIPLY, a, b, whole, site);
      case DIVIDE -> function(BinaryFunction.DIVIDE, a, b, whole, site);
      case POWER -> power(a, b, whole, site);
      case MATRIX_PRODUCT -> matrixProduct(a, b, whole, site);
    };
  }

  /** f(a, b), element by element. */
  Meaning function(BinaryFunction function, Given a, Given b, Span whole, Site site) {
    return operands
        .alike(List.of(a, b), whole, site)
        .<Meaning>map(
            values ->
                Meaning.Tensor.of(
                    unfolding.add(new Op.Binary(function, values.get(0), values.get(1)), site)))
        .orElse(Meaning.broken());
  }

  /** A square is a product: exact, and its derivative has no logarithm. */
  private Meaning power(Given a, Given b, Span whole, Site site) {
    boolean square =
        b.meaning() instanceof Meaning.Known known
            && known.value() instanceof ConstantValue.Number number
            && number.value() == 2;
    return square
        ? function(BinaryFunction.MULTIPLY, a, a, whole, site)
        : function(BinaryFunction.POWER, a, b, whole, site);
  }

  Meaning negate(Given x, Site site) {
    return unary(UnaryFunction.NEGATE, x, site);
  }

  /** f(x), element by element. */
  Meaning unary(UnaryFunction function, Given x, Site site) {
    return operands
        .real(x, site)
        .<Meaning>map(
            value -> Meaning.Tensor.of(unfolding.add(new Op.Unary(function, value), site)))
        .orElse(Meaning.broken());
  }

  Meaning not(Given x, Site site) {
    return operands
        .truth(x, site)
        .<Meaning>map(value -> Meaning.Tensor.of(unfolding.add(new Op.Not(value), site)))
        .orElse(Meaning.broken());
  }

  /** a or b = not (not a and not b). */
  private Meaning logical(BinaryOperator operator, Given a, Given b, Span whole, Site site) {
    Optional<Value> left = operands.truth(a, site);
    Optional<Value> right = operands.truth(b, site);
    if (left.isEmpty() || right.isEmpty()) {
      return Meaning.broken();
    }
    Optional<List<Value>> alike =
        operands.alike(List.of(left.get(), right.get()), List.of(a, b), whole, site);
    if (alike.isEmpty()) {
      return Meaning.broken();
    }
    Value x = alike.get().get(0);
    Value y = alike.get().get(1);
    if (operator == BinaryOperator.AND) {
      return Meaning.Tensor.of(unfolding.add(new Op.And(x, y), site));
    }
    Value neither =
        unfolding.add(
            new Op.And(unfolding.add(new Op.Not(x), site), unfolding.add(new Op.Not(y), site)),
            site);
    return Meaning.Tensor.of(unfolding.add(new Op.Not(neither), site));
  }

  /** Indices may be compared, with one another and with numbers. */
  private Meaning compare(Comparison relation, Given a, Given b, Span whole, Site site) {
    return operands
        .alike(List.of(numbered(a, site), numbered(b, site)), whole, site)
        .<Meaning>map(
            values ->
                Meaning.Tensor.of(
                    unfolding.add(new Op.Compare(relation, values.get(0), values.get(1)), site)))
        .orElse(Meaning.broken());
  }

  private Given numbered(Given x, Site site) {
    if (x.meaning() instanceof Meaning.Tensor tensor && tensor.category().isPresent()) {
      Value number = unfolding.add(new Op.ToReal(tensor.value()), site);
      return new Given(Meaning.Tensor.of(number), x.span(), x.expression(), x.frame());
    }
    return x;
  }

  private static Comparison comparison(BinaryOperator operator) {
    return switch (operator) {
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case LESS -> Comparison.LESS;
      case LESS_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
      case GREATER -> Comparison.GREATER;
      case GREATER_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + operator);
    };
  }

  /** {@code if c then a else b}, element by element. */
  Meaning select(Given condition, Given a, Given b, Span whole, Site site) {
    Optional<Value> truth = operands.truth(condition, site);
    Optional<Value> left = operands.real(a, site);
    Optional<Value> right = operands.real(b, site);
    if (truth.isEmpty() || left.isEmpty() || right.isEmpty()) {
      return Meaning.broken();
    }
    return operands
        .alike(List.of(truth.get(), left.get(), right.get()), List.of(condition, a, b), whole, site)
        .<Meaning>map(
            values ->
                Meaning.Tensor.of(
                    unfolding.add(
                        new Op.Select(values.get(0), values.get(1), values.get(2)), site)))
        .orElse(Meaning.broken());
  }

  private Meaning matrixProduct(Given a, Given b, Span whole, Site site) {
    Optional<Value> left = operands.real(a, site).map(value -> noScalar(value, site));
    Optional<Value> right = operands.real(b, site).map(value -> noScalar(value, site));
    if (left.isEmpty() || right.isEmpty()) {
      return Meaning.broken();
    }
    Value x = left.get();
    Value y = right.get();
    if (x.shape().dimension(x.shape().rank() - 1) != y.shape().dimension(0)) {
      return mismatch(a, b, x, y, whole, site);
    }
    if (x.shape().rank() == 1 && y.shape().rank() == 1) {
      Value product = unfolding.add(new Op.Binary(BinaryFunction.MULTIPLY, x, y), site);
      return Meaning.Tensor.of(unfolding.add(new Op.Reduce(Reduction.SUM, product, 0), site));
    }
    long rows = x.shape().rank() == 2 ? x.shape().dimension(0) : 1;
    long columns = y.shape().rank() == 2 ? y.shape().dimension(1) : 1;
    if (rows * columns > Limits.ELEMENTS) {
      return unfolding
          .reports()
          .fail(
              site.frame(),
              Code.LIMIT,
              whole,
              "a value has at most %,d elements, but this product has %,d"
                  .formatted(Limits.ELEMENTS, rows * columns));
    }
    return Meaning.Tensor.of(unfolding.add(new Op.MatMul(x, y), site));
  }

  private Value noScalar(Value value, Site site) {
    return value.shape().isScalar() ? operands.reshaped(value, Shape.vector(1), site) : value;
  }

  private Meaning mismatch(Given a, Given b, Value x, Value y, Span whole, Site site) {
    Diagnostic diagnostic =
        Diagnostic.error(
            Code.SHAPE_MISMATCH,
            whole,
            "%s multiplies %s by %s, but %d columns do not meet %d rows"
                .formatted(
                    Operands.quoteWhole(whole, site.frame()),
                    Types.real(x.shape(), unfolding.precision()),
                    Types.real(y.shape(), unfolding.precision()),
                    x.shape().dimension(x.shape().rank() - 1),
                    y.shape().dimension(0)));
    return unfolding
        .reports()
        .fail(site.frame(), Operands.withOrigin(Operands.withOrigin(diagnostic, a), b));
  }
}
