package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Branch;
import java.util.Map;

/** Puts a formula together again from its parts; a subclass says what becomes of some. */
abstract class Rebuild implements Formula.Cases<Formula> {

  Formula of(Formula formula) {
    return formula.match(this);
  }

  /** Names, or whole formulas, exchanged for others. */
  static Formula replace(Formula formula, Map<Formula, Formula> replacements) {
    return new Rebuild() {
      @Override
      Formula of(Formula part) {
        Formula known = replacements.get(part);
        if (known != null) {
          return known;
        }
        Formula rebuilt = super.of(part);
        Formula found = replacements.get(rebuilt);
        return found == null ? rebuilt : found;
      }
    }.of(formula);
  }

  @Override
  public Formula number(Formula.Number formula) {
    return formula;
  }

  @Override
  public Formula symbol(Formula.Symbol formula) {
    return formula;
  }

  @Override
  public Formula sum(Formula.Sum formula) {
    return Algebra.sum(formula.terms().stream().map(this::of).toList());
  }

  @Override
  public Formula product(Formula.Product formula) {
    return Algebra.product(formula.factors().stream().map(this::of).toList());
  }

  @Override
  public Formula power(Formula.Power formula) {
    return Algebra.power(of(formula.base()), of(formula.exponent()));
  }

  @Override
  public Formula call(Formula.Call formula) {
    return Algebra.call(
        formula.function(), formula.arguments().stream().map(this::of).toArray(Formula[]::new));
  }

  @Override
  public Formula choice(Formula.Choice formula) {
    return new Formula.Choice(
        formula.branches().stream()
            .map(branch -> new Branch(of(branch.condition()), of(branch.value())))
            .toList(),
        of(formula.otherwise()));
  }

  @Override
  public Formula relation(Formula.Relation formula) {
    return new Formula.Relation(of(formula.left()), formula.relation(), of(formula.right()));
  }

  @Override
  public Formula both(Formula.Both formula) {
    return new Formula.Both(of(formula.left()), of(formula.right()));
  }

  @Override
  public Formula not(Formula.Not formula) {
    return new Formula.Not(of(formula.of()));
  }

  @Override
  public Formula matrixProduct(Formula.MatrixProduct formula) {
    return Algebra.matrixProduct(of(formula.left()), of(formula.right()));
  }

  @Override
  public Formula transpose(Formula.Transpose formula) {
    return Algebra.transpose(of(formula.of()));
  }

  @Override
  public Formula total(Formula.Total formula) {
    return Algebra.total(formula.index(), of(formula.body()));
  }
}
