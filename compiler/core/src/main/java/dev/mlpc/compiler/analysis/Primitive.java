package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A function that the compiler brings along.
 *
 * @param least how many arguments it takes at least
 * @param most how many at most
 * @param option what the last argument is called, where it may have a name
 */
record Primitive(String name, int least, int most, Optional<String> option, Formula formula) {

  /** What it computes. */
  @FunctionalInterface
  interface Formula {
    Meaning apply(Use use);
  }

  /**
   * One use of it.
   *
   * @param span its text
   */
  record Use(Unfolding unfolding, List<Given> arguments, Span span, Site site) {

    Given argument(int i) {
      return arguments.get(i);
    }

    Operands operands() {
      return new Operands(unfolding);
    }

    Value add(Op op) {
      return unfolding.add(op, site);
    }

    Value constant(double value) {
      return add(new Op.Constant(value));
    }

    /** The first argument as a real value, and what follows from it. */
    Meaning ofReal(BiFunction<Use, Value, Value> formula) {
      Optional<Value> x = operands().real(argument(0), site);
      return x.<Meaning>map(value -> Meaning.Tensor.of(formula.apply(this, value)))
          .orElse(Meaning.broken());
    }

    Meaning fail(Code code, Span at, String message) {
      return unfolding.reports().fail(site.frame(), code, at, message);
    }
  }
}
