package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Number;
import dev.mlpc.compiler.explain.Formula.Power;
import dev.mlpc.compiler.tensor.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Writes a formula in a notation: fractions, differences and names as one writes them. */
final class FormulaPrinter implements Formula.Cases<String> {
  private static final Set<String> POWERS_AT_THE_NAME = Set.of("tanh", "sin", "cos", "ln");

  private final Notation notation;

  FormulaPrinter(Notation notation) {
    this.notation = notation;
  }

  String print(Formula formula) {
    return formula.match(this);
  }

  /** {@code left = right}. */
  String equation(Formula left, Formula right) {
    return notation.row(List.of(print(left), notation.operator("="), print(right)));
  }

  @Override
  public String number(Number formula) {
    Numeral numeral = Numeral.of(Math.abs(formula.value()));
    String digits = numeral.print(notation);
    return formula.value() < 0 ? notation.row(List.of(notation.prefix("−"), digits)) : digits;
  }

  @Override
  public String symbol(Formula.Symbol formula) {
    return notation.symbol(formula.letter(), formula.upper(), formula.lower(), formula.rank());
  }

  @Override
  public String sum(Formula.Sum formula) {
    double common = commonCoefficient(formula);
    if (common != 1) {
      return product(
          new Formula.Product(List.of(Algebra.number(common), new Formula.Sum(terms(formula)))));
    }
    List<String> parts = new ArrayList<>();
    for (Formula term : formula.terms()) {
      boolean isNegative = Algebra.coefficient(term) < 0;
      Formula absolute = isNegative ? Algebra.negative(term) : term;
      if (!parts.isEmpty()) {
        parts.add(notation.operator(isNegative ? "−" : "+"));
      } else if (isNegative) {
        parts.add(notation.prefix("−"));
      }
      boolean needsGroup = absolute instanceof Formula.Choice;
      parts.add(needsGroup ? group(absolute) : print(absolute));
    }
    return notation.row(parts);
  }

  @Override
  public String product(Formula.Product formula) {
    List<Formula> above = new ArrayList<>();
    List<Formula> below = new ArrayList<>();
    double coefficient = Algebra.coefficient(formula);
    for (Formula factor : formula.factors()) {
      if (factor instanceof Number) {
        continue;
      }
      boolean isBelow =
          factor instanceof Power power
              && power.exponent() instanceof Number exponent
              && exponent.value() < 0;
      if (isBelow) {
        Power power = (Power) factor;
        below.add(Algebra.power(power.base(), Algebra.negative(power.exponent())));
      } else {
        above.add(factor);
      }
    }
    boolean isMean = above.stream().anyMatch(factor -> factor instanceof Call c && c.is("sum"));
    Numeral numeral =
        isMean ? Numeral.ofMean(Math.abs(coefficient)) : Numeral.of(Math.abs(coefficient));
    if (Math.abs(coefficient) == 0.5 && !below.isEmpty()) {
      numeral = Numeral.HALF;
    }
    String result = fraction(numeral, above, below);
    return coefficient < 0 ? notation.row(List.of(notation.prefix("−"), result)) : result;
  }

  /** 2 a − 2 b is written 2(a − b): what all terms are multiplied with, but for the sign. */
  private static double commonCoefficient(Formula.Sum sum) {
    double first = Math.abs(Algebra.coefficient(sum.terms().get(0)));
    boolean isCommon =
        sum.terms().stream().allMatch(term -> Math.abs(Algebra.coefficient(term)) == first);
    return isCommon ? first : 1;
  }

  private static List<Formula> terms(Formula.Sum sum) {
    return sum.terms().stream()
        .map(
            term -> {
              Formula rest = Algebra.withoutCoefficient(term);
              return Algebra.coefficient(term) < 0 ? Algebra.negative(rest) : rest;
            })
        .toList();
  }

  private String fraction(Numeral numeral, List<Formula> above, List<Formula> below) {
    boolean isFraction = !below.isEmpty() || numeral.isFraction();
    List<String> top = new ArrayList<>();
    if (!numeral.isOneAbove()) {
      top.add(numeral.printAbove(notation));
    }
    if (!isFraction) {
      return factors(top, above);
    }
    List<String> bottom = new ArrayList<>();
    if (numeral.isFraction()) {
      bottom.add(numeral.printBelow(notation));
    }
    boolean isTotal =
        !notation.isFlat() && top.isEmpty() && above.size() == 1 && isTotal(above.get(0));
    if (isTotal) {
      return notation.juxtapose(List.of(fraction(numeral, List.of(), below), print(above.get(0))));
    }
    boolean isBare = !notation.isFlat() && above.size() == 1 && top.isEmpty();
    String numerator =
        above.isEmpty() && top.isEmpty()
            ? notation.number("1")
            : isBare ? print(above.get(0)) : factors(top, above);
    boolean isLong = notation.isFlat() && bottom.size() + below.size() > 1;
    String denominator =
        !notation.isFlat() && bottom.isEmpty() && below.size() == 1
            ? print(below.get(0))
            : factors(bottom, below);
    return notation.fraction(numerator, isLong ? notation.parentheses(denominator) : denominator);
  }

  /** A sum stands after the fraction that it is multiplied with. */
  private static boolean isTotal(Formula formula) {
    return formula instanceof Formula.Total || (formula instanceof Call call && call.is("sum"));
  }

  /** Scalars stand beside each other, vectors are multiplied by ⊙. */
  private String factors(List<String> first, List<Formula> factors) {
    List<Formula> scalars =
        sorted(factors.stream().filter(factor -> Ranks.of(factor) == 0).toList());
    List<Formula> tensors = factors.stream().filter(factor -> Ranks.of(factor) > 0).toList();
    List<String> beside = new ArrayList<>(first);
    scalars.forEach(factor -> beside.add(factor(factor)));
    if (!tensors.isEmpty()) {
      beside.add(tensors.size() == 1 ? last(tensors.get(0)) : factor(tensors.get(0)));
    } else if (!scalars.isEmpty()) {
      beside.set(beside.size() - 1, last(scalars.get(scalars.size() - 1)));
    }
    List<String> parts = new ArrayList<>(List.of(notation.juxtapose(beside)));
    for (int i = 1; i < tensors.size(); i++) {
      parts.add(notation.operator("⊙"));
      parts.add(factor(tensors.get(i)));
    }
    return parts.size() == 1 ? parts.get(0) : notation.row(parts);
  }

  private static List<Formula> sorted(List<Formula> factors) {
    return factors.stream().sorted(Comparator.comparingInt(FormulaPrinter::place)).toList();
  }

  /** A sum over an index reaches as far as it can: it needs parentheses unless it is last. */
  private String last(Formula formula) {
    boolean isOpen = formula instanceof Formula.Total || formula instanceof Formula.MatrixProduct;
    return isOpen ? print(formula) : factor(formula);
  }

  /** Letters stand before x, then come functions, and then what needs parentheses. */
  private static int place(Formula factor) {
    Formula base = factor instanceof Power power ? power.base() : factor;
    if (base instanceof Formula.Symbol symbol) {
      return symbol.letter().equals("x") ? 1 : 0;
    }
    if (base instanceof Formula.Total) {
      return 4;
    }
    return base instanceof Formula.Sum ? 3 : 2;
  }

  private String factor(Formula formula) {
    boolean isLoose =
        formula instanceof Formula.Sum
            || formula instanceof Formula.Choice
            || formula instanceof Formula.MatrixProduct
            || formula instanceof Formula.Product
            || formula instanceof Formula.Relation
            || formula instanceof Formula.Total;
    return isLoose ? group(formula) : print(formula);
  }

  private String group(Formula formula) {
    return notation.parentheses(print(formula));
  }

  @Override
  public String power(Power formula) {
    Formula base = formula.base();
    if (formula.exponent() instanceof Number number) {
      if (number.value() == 0.5) {
        return notation.root(print(base));
      }
      if (number.value() < 0) {
        return fraction(
            Numeral.of(1),
            List.of(),
            List.of(Algebra.power(base, Algebra.number(-number.value()))));
      }
      if (base instanceof Call call && POWERS_AT_THE_NAME.contains(call.function())) {
        return notation.juxtapose(
            List.of(
                notation.power(notation.name(call.function()), print(number)),
                group(call.argument())));
      }
    }
    boolean isTight =
        (base instanceof Formula.Symbol symbol && symbol.upper().isEmpty())
            || isCallWithParentheses(base);
    return notation.power(isTight ? print(base) : group(base), print(formula.exponent()));
  }

  private static boolean isCallWithParentheses(Formula formula) {
    return formula instanceof Call call && !call.is("exp") && !call.is("slice");
  }

  @Override
  public String call(Call formula) {
    Formula x = formula.argument();
    return switch (formula.function()) {
      case "exp" -> exponential(x);
      case "abs" -> notation.bars(print(x));
      case "sum" -> notation.juxtapose(List.of(notation.total(""), factor(x)));
      case "partial" -> partial(formula);
      case "slice" -> slice(formula);
      default -> application(formula.function(), formula.arguments());
    };
  }

  private String exponential(Formula x) {
    return notation.isFlat() && !(x instanceof Formula.Symbol)
        ? application("exp", List.of(x))
        : notation.power(notation.symbol("e", "", "", 0), print(x));
  }

  /** ∂L / ∂w. */
  private String partial(Call formula) {
    String above = "∂" + print(formula.argument());
    String below = "∂" + print(formula.arguments().get(1));
    return notation.isFlat() ? above + "/" + below : notation.fraction(above, below);
  }

  private String slice(Call formula) {
    Number from = (Number) formula.arguments().get(1);
    Number to = (Number) formula.arguments().get(2);
    String range =
        from.value() + 1 == to.value()
            ? String.valueOf((long) from.value())
            : (long) from.value() + "…" + ((long) to.value() - 1);
    return notation.juxtapose(
        List.of(factor(formula.argument()), notation.name("[" + range + "]")));
  }

  private String application(String function, List<Formula> arguments) {
    List<String> parts = new ArrayList<>();
    for (Formula argument : arguments) {
      if (!parts.isEmpty()) {
        parts.add(notation.operator(","));
      }
      parts.add(print(argument));
    }
    return notation.juxtapose(
        List.of(notation.name(function), notation.parentheses(notation.row(parts))));
  }

  @Override
  public String choice(Formula.Choice formula) {
    return notation.cases(
        formula.branches().stream()
            .map(branch -> new Notation.Case(print(branch.value()), print(branch.condition())))
            .toList(),
        print(formula.otherwise()));
  }

  @Override
  public String relation(Formula.Relation formula) {
    return notation.row(
        List.of(
            print(formula.left()),
            notation.operator(sign(formula.relation())),
            print(formula.right())));
  }

  private static String sign(Comparison relation) {
    return switch (relation) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "≠";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "≤";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> "≥";
    };
  }

  /** {@code a < x and x < b} is written {@code a < x < b}. */
  @Override
  public String both(Formula.Both formula) {
    if (formula.left() instanceof Formula.Relation above
        && formula.right() instanceof Formula.Relation below
        && above.left().equals(below.left())
        && isLess(below.relation())
        && isGreater(above.relation())) {
      return notation.row(
          List.of(
              print(above.right()),
              notation.operator(above.relation() == Comparison.GREATER ? "<" : "≤"),
              print(above.left()),
              notation.operator(sign(below.relation())),
              print(below.right())));
    }
    return notation.row(
        List.of(print(formula.left()), notation.operator("∧"), print(formula.right())));
  }

  private static boolean isLess(Comparison relation) {
    return relation == Comparison.LESS || relation == Comparison.LESS_OR_EQUAL;
  }

  private static boolean isGreater(Comparison relation) {
    return relation == Comparison.GREATER || relation == Comparison.GREATER_OR_EQUAL;
  }

  @Override
  public String not(Formula.Not formula) {
    return notation.juxtapose(List.of(notation.name("not"), group(formula.of())));
  }

  @Override
  public String matrixProduct(Formula.MatrixProduct formula) {
    return notation.juxtapose(List.of(operand(formula.left()), operand(formula.right())));
  }

  private String operand(Formula formula) {
    boolean isLoose =
        formula instanceof Formula.Sum
            || formula instanceof Formula.Product
            || formula instanceof Formula.Choice;
    return isLoose ? group(formula) : print(formula);
  }

  @Override
  public String transpose(Formula.Transpose formula) {
    boolean isTight = formula.of() instanceof Formula.Symbol;
    return notation.transposed(isTight ? print(formula.of()) : group(formula.of()));
  }

  @Override
  public String total(Formula.Total formula) {
    return notation.juxtapose(
        List.of(
            notation.total(formula.index()),
            isProductOfNumbers(formula.body()) ? print(formula.body()) : factor(formula.body())));
  }

  private static boolean isProductOfNumbers(Formula formula) {
    return formula instanceof Formula.Product product
        && product.factors().stream()
            .allMatch(factor -> Ranks.of(factor) == 0 && !(factor instanceof Power));
  }
}
