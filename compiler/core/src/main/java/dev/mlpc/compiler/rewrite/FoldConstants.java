package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code f(2, 3) → its value}, computed in double: what is rounded to the network's precision is
 * the result alone, and not each step. Folds whatever comes out, NaN and infinities too. Powers and
 * logarithms are {@link StrictMath}'s, so that the same spec gives the same code everywhere.
 */
final class FoldConstants implements Rule {

  @Override
  public Optional<Value> apply(Op op, Rewriting to) {
    if (op instanceof Op.Unary unary) {
      OptionalDouble x = to.numberOf(unary.x());
      if (x.isPresent()) {
        return evaluate(unary.function(), x.getAsDouble())
            .map(result -> to.number(result, unary.x().shape()));
      }
    }
    if (op instanceof Op.Binary binary) {
      OptionalDouble a = to.numberOf(binary.a());
      OptionalDouble b = to.numberOf(binary.b());
      if (a.isPresent() && b.isPresent()) {
        double result = evaluate(binary.function(), a.getAsDouble(), b.getAsDouble());
        return Optional.of(to.number(result, binary.a().shape()));
      }
    }
    return Optional.empty();
  }

  /** Empty for a function that the JDK cannot evaluate. */
  private static Optional<Double> evaluate(UnaryFunction function, double x) {
    return switch (function) {
      case NEGATE -> Optional.of(-x);
      case EXP -> Optional.of(StrictMath.exp(x));
      case EXPM1 -> Optional.of(StrictMath.expm1(x));
      case LOG -> Optional.of(StrictMath.log(x));
      case LOG1P -> Optional.of(StrictMath.log1p(x));
      case SQRT -> Optional.of(StrictMath.sqrt(x));
      case ABS -> Optional.of(StrictMath.abs(x));
      case SIGN -> Optional.of(StrictMath.signum(x));
      case SIN -> Optional.of(StrictMath.sin(x));
      case COS -> Optional.of(StrictMath.cos(x));
      case TANH -> Optional.of(StrictMath.tanh(x));
      case SIGMOID -> Optional.of(sigmoid(x));
      case SOFTPLUS ->
          Optional.of(StrictMath.max(x, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x))));
      case FLOOR -> Optional.of(StrictMath.floor(x));
      case RECIPROCAL -> Optional.of(1 / x);
      case ERF -> Optional.empty();
    };
  }

  /** e^x of a negative x, so that what is near 0 keeps its digits. */
  private static double sigmoid(double x) {
    double small = StrictMath.exp(-StrictMath.abs(x));
    return (x < 0 ? small : 1) / (1 + small);
  }

  private static double evaluate(BinaryFunction function, double a, double b) {
    return switch (function) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case POWER -> StrictMath.pow(a, b);
      case MAX -> StrictMath.max(a, b);
      case MIN -> StrictMath.min(a, b);
    };
  }
}
