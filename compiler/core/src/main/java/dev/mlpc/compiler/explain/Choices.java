package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Branch;
import dev.mlpc.compiler.explain.Formula.Choice;
import dev.mlpc.compiler.explain.Formula.Product;
import dev.mlpc.compiler.explain.Formula.Relation;
import dev.mlpc.compiler.explain.Formula.Sum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** (a if c, else 0) x + (0 if c, else b) y → a x if c, else b y. */
final class Choices extends Rebuild {

  /** Joins the decisions of a formula that are made on the same conditions. */
  static Formula join(Formula formula) {
    return new Choices().of(formula);
  }

  @Override
  public Formula sum(Sum formula) {
    Map<List<Formula>, List<Formula>> byConditions = new LinkedHashMap<>();
    List<Formula> others = new ArrayList<>();
    for (Formula term : formula.terms()) {
      Formula rebuilt = of(term);
      Optional<Choice> choice = choice(rebuilt);
      if (choice.isPresent()) {
        byConditions
            .computeIfAbsent(conditions(choice.get()), key -> new ArrayList<>())
            .add(rebuilt);
      } else {
        others.add(rebuilt);
      }
    }
    byConditions.forEach(
        (conditions, terms) ->
            others.addAll(terms.size() > 1 ? List.of(joined(conditions, terms)) : terms));
    return Algebra.sum(others);
  }

  /** 0.9 (t - y) ≥ -0.1 (t - y) → t ≥ y. */
  @Override
  public Formula relation(Relation formula) {
    Formula difference = Algebra.minus(of(formula.left()), of(formula.right()));
    List<Formula> terms = difference instanceof Sum sum ? sum.terms() : List.of(difference);
    boolean isNumber = terms.stream().allMatch(term -> term instanceof Formula.Number);
    double scale = Math.abs(Algebra.coefficient(terms.get(0)));
    if (isNumber || scale == 0) {
      return formula;
    }
    List<Formula> left = new ArrayList<>();
    List<Formula> right = new ArrayList<>();
    for (Formula term : terms) {
      double coefficient = Algebra.coefficient(term);
      Formula scaled = Algebra.product(Algebra.number(1 / scale), term);
      if (coefficient > 0 && !(term instanceof Formula.Number)) {
        left.add(scaled);
      } else {
        right.add(Algebra.negative(scaled));
      }
    }
    return left.isEmpty()
        ? formula
        : new Relation(Algebra.sum(left), formula.relation(), Algebra.sum(right));
  }

  private static Optional<Choice> choice(Formula term) {
    List<Formula> factors = term instanceof Product product ? product.factors() : List.of(term);
    return factors.stream()
        .filter(factor -> factor instanceof Choice)
        .map(factor -> (Choice) factor)
        .findFirst();
  }

  private static List<Formula> conditions(Choice choice) {
    return choice.branches().stream().map(Branch::condition).toList();
  }

  private static Formula joined(List<Formula> conditions, List<Formula> terms) {
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      int branch = i;
      branches.add(
          new Branch(
              conditions.get(i),
              Algebra.sum(
                  terms.stream()
                      .map(
                          term ->
                              with(term, choice(term).orElseThrow().branches().get(branch).value()))
                      .toList())));
    }
    Formula otherwise =
        Algebra.sum(
            terms.stream()
                .map(term -> with(term, choice(term).orElseThrow().otherwise()))
                .toList());
    return new Choice(branches, otherwise);
  }

  /** The term with what its decision comes to. */
  private static Formula with(Formula term, Formula value) {
    return Rebuild.replace(term, Map.of(choice(term).orElseThrow(), value));
  }
}
