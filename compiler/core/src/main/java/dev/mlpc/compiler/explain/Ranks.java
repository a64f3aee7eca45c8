package dev.mlpc.compiler.explain;

import java.util.List;
import java.util.Set;

/** How many axes the value of a formula has. */
final class Ranks implements Formula.Cases<Integer> {
  private static final Ranks RANKS = new Ranks();
  private static final Set<String> TO_SCALAR =
      Set.of("sum", "maximum", "minimum", "logSumExp", "argmax");

  private static final Set<String> TO_VECTOR =
      Set.of("onehot", "flatten", "rowSum", "rowMaximum", "rowMinimum", "rowLogSumExp");

  private Ranks() {}

  static int of(Formula formula) {
    return formula.match(RANKS);
  }

  private static int greatest(List<Formula> parts) {
    return parts.stream().mapToInt(Ranks::of).max().orElse(0);
  }

  @Override
  public Integer number(Formula.Number formula) {
    return 0;
  }

  @Override
  public Integer symbol(Formula.Symbol formula) {
    return formula.rank();
  }

  @Override
  public Integer sum(Formula.Sum formula) {
    return greatest(formula.terms());
  }

  @Override
  public Integer product(Formula.Product formula) {
    return greatest(formula.factors());
  }

  @Override
  public Integer power(Formula.Power formula) {
    return of(formula.base());
  }

  @Override
  public Integer call(Formula.Call formula) {
    if (TO_VECTOR.contains(formula.function())) {
      return 1;
    }
    if (formula.is("reshape")) {
      return formula.arguments().size() - 1;
    }
    return TO_SCALAR.contains(formula.function()) ? 0 : greatest(formula.arguments());
  }

  @Override
  public Integer choice(Formula.Choice formula) {
    return Math.max(
        of(formula.otherwise()),
        greatest(formula.branches().stream().map(Formula.Branch::value).toList()));
  }

  @Override
  public Integer relation(Formula.Relation formula) {
    return Math.max(of(formula.left()), of(formula.right()));
  }

  @Override
  public Integer both(Formula.Both formula) {
    return Math.max(of(formula.left()), of(formula.right()));
  }

  @Override
  public Integer not(Formula.Not formula) {
    return of(formula.of());
  }

  @Override
  public Integer matrixProduct(Formula.MatrixProduct formula) {
    int left = of(formula.left());
    int right = of(formula.right());
    boolean outer = formula.right() instanceof Formula.Transpose && left == 1 && right == 1;
    return outer ? 2 : Math.abs(left - right) == 1 ? 1 : Math.max(left, right);
  }

  @Override
  public Integer transpose(Formula.Transpose formula) {
    return of(formula.of());
  }

  @Override
  public Integer total(Formula.Total formula) {
    return of(formula.body());
  }
}
