package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.graph.ReferenceFunctions;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Map;

/** A formula as a reader has it who knows nothing but the printed text. */
sealed interface PrintedFormula {

  /** Its value where letters have these values. */
  double at(Map<String, Double> letters);

  record Number(double value) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      return value;
    }
  }

  record Letter(String name) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      Double value = letters.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no value of " + name);
      }
      return value;
    }
  }

  record Sum(List<PrintedFormula> terms) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      return terms.stream().mapToDouble(term -> term.at(letters)).sum();
    }
  }

  record Product(List<PrintedFormula> factors) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      return factors.stream().mapToDouble(factor -> factor.at(letters)).reduce(1, (a, b) -> a * b);
    }
  }

  record Power(PrintedFormula base, double exponent) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      return Math.pow(base.at(letters), exponent);
    }
  }

  record Call(String function, PrintedFormula argument) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      double x = argument.at(letters);
      return switch (function) {
        case "exp" -> Math.exp(x);
        case "ln" -> Math.log(x);
        case "abs" -> Math.abs(x);
        case "sign" -> Math.signum(x);
        case "sin" -> Math.sin(x);
        case "cos" -> Math.cos(x);
        case "tanh" -> Math.tanh(x);
        case "σ" -> 1 / (1 + Math.exp(-x));
        case "softplus" -> x > 30 ? x + Math.exp(-x) : Math.log1p(Math.exp(x));
        case "erf" -> ReferenceFunctions.unary(UnaryFunction.ERF, x);
        default -> throw new IllegalArgumentException("no function " + function);
      };
    }
  }

  /** Cases, each with its condition; what holds else is last. */
  record Cases(List<Case> cases, PrintedFormula otherwise) implements PrintedFormula {
    @Override
    public double at(Map<String, Double> letters) {
      return cases.stream()
          .filter(one -> one.condition().holds(letters))
          .findFirst()
          .map(Case::value)
          .orElse(otherwise)
          .at(letters);
    }
  }

  record Case(PrintedFormula value, Condition condition) {}

  /** a < b ≤ c: sides, and the signs between them. */
  record Condition(List<PrintedFormula> sides, List<String> signs) {
    boolean holds(Map<String, Double> letters) {
      boolean holds = true;
      for (int i = 0; i < signs.size(); i++) {
        double a = sides.get(i).at(letters);
        double b = sides.get(i + 1).at(letters);
        holds &=
            switch (signs.get(i)) {
              case "<" -> a < b;
              case "≤" -> a <= b;
              case ">" -> a > b;
              case "≥" -> a >= b;
              case "=" -> a == b;
              case "≠" -> a != b;
              default -> throw new IllegalArgumentException("no relation " + signs.get(i));
            };
      }
      return holds;
    }
  }
}
