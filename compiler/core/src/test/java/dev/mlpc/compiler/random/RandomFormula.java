package dev.mlpc.compiler.random;

import dev.mlpc.compiler.tensor.Shape;
import java.util.List;

/** Element-wise formulas over variables, smooth in most places and nowhere out of bounds. */
final class RandomFormula {
  private static final double LARGEST = 8;

  private final Choices choices;
  private final List<Known> variables;

  /**
   * A source of formulas.
   *
   * @param variables of one shape, or scalars
   */
  RandomFormula(Choices choices, List<Known> variables) {
    this.choices = choices;
    this.variables = variables;
  }

  /** A formula in brackets, unless it needs none; with the first variable in it. */
  Known of(int depth) {
    Known first = variables.get(0);
    Known inner = sum(operand(depth - 1), first);
    return choices.chance(0.5) ? inner : bounded(unary(inner));
  }

  private Known operand(int depth) {
    if (depth <= 0) {
      return choices.chance(0.75) ? choices.pick(variables) : constant();
    }
    return bounded(
        switch (choices.whole(0, 6)) {
          case 0, 1 -> unary(operand(depth - 1));
          case 2 -> sum(operand(depth - 1), operand(depth - 1));
          case 3 -> product(operand(depth - 1), operand(depth - 1));
          case 4 -> quotient(operand(depth - 1), operand(depth - 1));
          case 5 -> extreme(operand(depth - 1), operand(depth - 1));
          default -> conditional(depth - 1);
        });
  }

  private Known constant() {
    String number = choices.number(-1.5, 1.5);
    return number.startsWith("-") ? made("(" + number + ")", 1.5) : made(number, 1.5);
  }

  private static Known made(String text, double magnitude) {
    return new Known(text, Shape.SCALAR, magnitude);
  }

  private Known unary(Known x) {
    double m = x.magnitude();
    String t = x.text();
    return switch (choices.whole(0, 17)) {
      case 0 -> made("tanh(" + t + ")", 1);
      case 1 -> made("sigmoid(" + t + ")", 1);
      case 2 -> made("sin(" + t + ")", 1);
      case 3 -> made("cos(" + t + ")", 1);
      case 4 -> made("softplus(" + t + ")", m + 1);
      case 5 -> made("erf(" + t + ")", 1);
      case 6 -> made("abs(" + t + ")", m);
      case 7 -> made("sqrt(0.3 + square(" + t + "))", m + 1);
      case 8 -> made("log1p(abs(" + t + "))", 1 + Math.log1p(m));
      case 9 -> made("log(0.5 + square(" + t + "))", 1 + Math.log1p(m));
      case 10 -> made("exp(-square(" + t + "))", 1);
      case 11 -> made("expm1(min(" + t + ", 0.5))", 1);
      case 12 -> made("(" + t + " ^ 2)", m * m);
      case 13 -> made("(" + t + " ^ 3)", m * m * m);
      case 14 -> made("((0.5 + abs(" + t + ")) ^ 1.5)", 1 + m * m);
      case 15 -> made("(0.1 * floor(" + t + "))", 1 + m);
      case 16 -> made("(0.2 * sign(" + t + "))", 1);
      default -> made("(-" + t + ")", m);
    };
  }

  private Known sum(Known a, Known b) {
    String operator = choices.pick(" + ", " - ");
    return made("(" + a.text() + operator + b.text() + ")", a.magnitude() + b.magnitude());
  }

  private Known product(Known a, Known b) {
    return made("(" + a.text() + " * " + b.text() + ")", a.magnitude() * b.magnitude());
  }

  private Known quotient(Known a, Known b) {
    return choices.chance(0.5)
        ? made("(" + a.text() + " / (1 + abs(" + b.text() + ")))", a.magnitude())
        : made("(" + a.text() + " / (0.5 + square(" + b.text() + ")))", 2 * a.magnitude());
  }

  private Known extreme(Known a, Known b) {
    String function = choices.pick("max", "min");
    return made(
        function + "(" + a.text() + ", " + b.text() + ")", Math.max(a.magnitude(), b.magnitude()));
  }

  private Known conditional(int depth) {
    Known a = operand(depth);
    Known b = operand(depth);
    return made(
        "(if " + condition() + " then " + a.text() + " else " + b.text() + ")",
        Math.max(a.magnitude(), b.magnitude()));
  }

  /** A truth of the first variable and others. */
  String condition() {
    String simple =
        variables.get(0).text()
            + choices.pick(" > ", " < ", " >= ", " <= ")
            + (choices.chance(0.4) ? choices.pick(variables).text() + " + 0.1" : "0.25");
    return switch (choices.whole(0, 4)) {
      case 0 -> simple + " and " + choices.pick(variables).text() + " < 0.9";
      case 1 -> simple + " or " + choices.pick(variables).text() + " != 0.4";
      case 2 -> "not (" + simple + ")";
      default -> simple;
    };
  }

  private static Known bounded(Known x) {
    return x.magnitude() <= LARGEST ? x : made("tanh(" + x.text() + ")", 1);
  }
}
