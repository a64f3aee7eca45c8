package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.graph.ReferenceFunctions;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Map;

/** The value of a formula of numbers: it walks the tree that is printed. */
record Evaluation(Map<String, Double> letters) implements Formula.Cases<Double> {

  double of(Formula formula) {
    return formula.match(this);
  }

  @Override
  public Double number(Formula.Number formula) {
    return formula.value();
  }

  @Override
  public Double symbol(Formula.Symbol formula) {
    Double value = letters.get(formula.letter());
    if (value == null) {
      throw new IllegalArgumentException("no value of " + formula);
    }
    return value;
  }

  @Override
  public Double sum(Formula.Sum formula) {
    return formula.terms().stream().mapToDouble(this::of).sum();
  }

  @Override
  public Double product(Formula.Product formula) {
    return formula.factors().stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
  }

  @Override
  public Double power(Formula.Power formula) {
    return Math.pow(of(formula.base()), of(formula.exponent()));
  }

  @Override
  public Double call(Formula.Call formula) {
    double x = of(formula.argument());
    return switch (formula.function()) {
      case "max" -> Math.max(x, of(formula.arguments().get(1)));
      case "min" -> Math.min(x, of(formula.arguments().get(1)));
      case "exp" -> Math.exp(x);
      case "ln" -> Math.log(x);
      case "abs" -> Math.abs(x);
      case "sign" -> Math.signum(x);
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tanh" -> Math.tanh(x);
      case "σ" -> 1 / (1 + Math.exp(-x));
      case "softplus" -> Math.log1p(Math.exp(x));
      case "erf" -> ReferenceFunctions.unary(UnaryFunction.ERF, x);
      default -> throw new IllegalArgumentException("no function " + formula.function());
    };
  }

  @Override
  public Double choice(Formula.Choice formula) {
    return formula.branches().stream()
        .filter(branch -> of(branch.condition()) != 0)
        .findFirst()
        .map(branch -> of(branch.value()))
        .orElseGet(() -> of(formula.otherwise()));
  }

  @Override
  public Double relation(Formula.Relation formula) {
    double difference = of(formula.left()) - of(formula.right());
    boolean holds =
        switch (formula.relation()) {
          case EQUAL -> difference == 0;
          case NOT_EQUAL -> difference != 0;
          case LESS -> difference < 0;
          case LESS_OR_EQUAL -> difference <= 0;
          case GREATER -> difference > 0;
          case GREATER_OR_EQUAL -> difference >= 0;
        };
    return holds ? 1.0 : 0.0;
  }

  @Override
  public Double both(Formula.Both formula) {
    return of(formula.left()) * of(formula.right());
  }

  @Override
  public Double not(Formula.Not formula) {
    return 1 - of(formula.of());
  }

  @Override
  public Double matrixProduct(Formula.MatrixProduct formula) {
    throw new IllegalArgumentException("no number: " + formula);
  }

  @Override
  public Double transpose(Formula.Transpose formula) {
    throw new IllegalArgumentException("no number: " + formula);
  }

  @Override
  public Double total(Formula.Total formula) {
    throw new IllegalArgumentException("no number: " + formula);
  }
}
