package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.MatrixProduct;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Formula.Total;
import dev.mlpc.compiler.explain.Formula.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same formula for one element, in the notation with indices. */
final class Elements {

  private Elements() {}

  /** δ_u = g′(z_u) Σ_k w_ku δ_k, where a δ is that of one layer's result. */
  static Optional<Formula> ofDelta(Formula gradient) {
    List<Formula> factors =
        gradient instanceof Formula.Product product ? product.factors() : List.of(gradient);
    List<Formula> elements = new ArrayList<>();
    for (Formula factor : factors) {
      Optional<Formula> element = ofFactor(factor);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      elements.add(element.get());
    }
    return Optional.of(Algebra.product(elements));
  }

  private static Optional<Formula> ofFactor(Formula factor) {
    if (factor instanceof Call call
        && call.function().endsWith("′")
        && call.argument() instanceof Symbol z) {
      return Optional.of(Call.of(call.function(), z.element("u")));
    }
    if (factor instanceof MatrixProduct product
        && product.left() instanceof Transpose transpose
        && transpose.of() instanceof Symbol weight
        && product.right() instanceof Symbol delta) {
      Symbol element = new Symbol("w", weight.upper(), "ku", 0);
      return Optional.of(new Total("k", Algebra.product(element, delta.element("k"))));
    }
    return Optional.empty();
  }

  /** ∂L/∂w_ji = δ_j a_i, ∂L/∂b_j = δ_j. */
  static Optional<Equation> ofParameter(Symbol parameter, Formula gradient) {
    Symbol loss = Symbol.scalar(Notions.LOSS);
    boolean isOfLayer = !parameter.upper().isEmpty();
    if (isOfLayer
        && parameter.letter().equals("W")
        && gradient instanceof MatrixProduct outer
        && outer.left() instanceof Symbol delta
        && outer.right() instanceof Transpose transpose
        && transpose.of() instanceof Symbol a) {
      Symbol weight = new Symbol("w", parameter.upper(), "ji", 0);
      return Optional.of(
          new Equation(
              Call.of("partial", loss, weight),
              Algebra.product(delta.element("j"), a.element("i")),
              ""));
    }
    if (isOfLayer && parameter.letter().equals("b") && gradient instanceof Symbol delta) {
      return Optional.of(
          new Equation(Call.of("partial", loss, parameter.element("j")), delta.element("j"), ""));
    }
    return Optional.empty();
  }
}
