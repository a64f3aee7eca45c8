package dev.mlpc.compiler.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A position in an array, or a loop's bound: {@code 16·b + j + 3}. Affine in loop variables, with
 * factors known when the code is written, because that is what HotSpot removes range checks for.
 *
 * @param terms factor by variable, none of them zero
 */
public record Index(Map<String, Integer> terms, int constant) {
  public static final Index ZERO = of(0);

  /** How many lanes a vector has: a constant of the machine, known when the class loads. */
  public static final Index LANES = of("LANES");

  public Index {
    terms = Collections.unmodifiableMap(new TreeMap<>(terms));
  }

  public static Index of(int constant) {
    return new Index(Map.of(), constant);
  }

  public static Index of(String variable) {
    return new Index(Map.of(variable, 1), 0);
  }

  public Index plus(Index other) {
    Map<String, Integer> sum = new TreeMap<>(terms);
    other.terms.forEach((variable, factor) -> sum.merge(variable, factor, Math::addExact));
    sum.values().removeIf(factor -> factor == 0);
    return new Index(sum, Math.addExact(constant, other.constant));
  }

  public Index plus(int amount) {
    return plus(of(amount));
  }

  public Index times(int factor) {
    if (factor == 0) {
      return ZERO;
    }
    Map<String, Integer> product = new TreeMap<>(terms);
    product.replaceAll((variable, before) -> Math.multiplyExact(before, factor));
    return new Index(product, Math.multiplyExact(constant, factor));
  }

  public boolean isConstant() {
    return terms.isEmpty();
  }
}
