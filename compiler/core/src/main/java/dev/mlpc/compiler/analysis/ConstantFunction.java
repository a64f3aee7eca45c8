package dev.mlpc.compiler.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of constants. They come from {@link StrictMath}: a spec means the same on every
 * machine.
 */
record ConstantFunction(int arity, DoubleBinaryOperator formula) {
  private static final Map<String, ConstantFunction> ALL =
      Map.ofEntries(
          Map.entry("min", new ConstantFunction(2, Math::min)),
          Map.entry("max", new ConstantFunction(2, Math::max)),
          Map.entry("abs", of(Math::abs)),
          Map.entry("sign", of(Math::signum)),
          Map.entry("floor", of(Math::floor)),
          Map.entry("sqrt", of(Math::sqrt)),
          Map.entry("exp", of(StrictMath::exp)),
          Map.entry("expm1", of(StrictMath::expm1)),
          Map.entry("log", of(StrictMath::log)),
          Map.entry("log1p", of(StrictMath::log1p)),
          Map.entry("sin", of(StrictMath::sin)),
          Map.entry("cos", of(StrictMath::cos)),
          Map.entry("tanh", of(StrictMath::tanh)));

  private static ConstantFunction of(DoubleUnaryOperator formula) {
    return new ConstantFunction(1, (x, unused) -> formula.applyAsDouble(x));
  }

  static Optional<ConstantFunction> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** All names, in the order of the alphabet. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /** Its value, which need not be finite. */
  double apply(double... arguments) {
    if (arguments.length != arity) {
      throw new IllegalArgumentException(arity + " arguments, not " + Arrays.toString(arguments));
    }
    return formula.applyAsDouble(arguments[0], arguments[arity - 1]);
  }
}
