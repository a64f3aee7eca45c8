package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Functions of numbers, as their definitions say. They share nothing with the runtime, whose
 * functions are judged by them.
 */
public final class ReferenceFunctions {
  private static final BigDecimal ROOT_OF_PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097")
          .sqrt(new MathContext(50));

  private ReferenceFunctions() {}

  public static double unary(UnaryFunction function, double x) {
    return switch (function) {
      case NEGATE -> -x;
      case EXP -> StrictMath.exp(x);
      case EXPM1 -> StrictMath.expm1(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case SQRT -> StrictMath.sqrt(x);
      case ABS -> StrictMath.abs(x);
      case SIGN -> StrictMath.signum(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case ERF -> erf(x);
      case FLOOR -> StrictMath.floor(x);
      case RECIPROCAL -> 1 / x;
    };
  }

  public static double binary(BinaryFunction function, double a, double b) {
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

  public static boolean compare(Comparison relation, double a, double b) {
    return switch (relation) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_OR_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_OR_EQUAL -> a >= b;
    };
  }

  /** 1 / (1 + e⁻ˣ); for negative x extended by eˣ, so that also tiny results are exact. */
  private static double sigmoid(double x) {
    double power = StrictMath.exp(-StrictMath.abs(x));
    return (x < 0 ? power : 1) / (1 + power);
  }

  /** ln(1 + eˣ) = x + ln(1 + e⁻ˣ): of both forms, the one that does not overflow. */
  private static double softplus(double x) {
    double rest = StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x)));
    return x > 0 ? x + rest : rest;
  }

  /**
   * 2/√π Σ (-1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)), the Maclaurin series. Its terms grow up to exp(x²) before
   * they fall, so it is summed with so many digits more than a double has.
   */
  private static double erf(double x) {
    if (!(StrictMath.abs(x) < 6)) {
      return StrictMath.signum(x);
    }
    MathContext digits = new MathContext(22 + (int) (x * x / StrictMath.log(10)));
    BigDecimal square = new BigDecimal(x).pow(2, digits);
    BigDecimal power = new BigDecimal(x, digits);
    BigDecimal sum = power;
    BigDecimal least = power.abs().movePointLeft(22);
    for (int n = 1; power.abs().compareTo(least) > 0; n++) {
      power = power.multiply(square, digits).divide(BigDecimal.valueOf(-n), digits);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), digits), digits);
    }
    return sum.multiply(BigDecimal.valueOf(2)).divide(ROOT_OF_PI, digits).doubleValue();
  }
}
