package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.PrintedFormula.Call;
import dev.mlpc.compiler.explain.PrintedFormula.Case;
import dev.mlpc.compiler.explain.PrintedFormula.Cases;
import dev.mlpc.compiler.explain.PrintedFormula.Condition;
import dev.mlpc.compiler.explain.PrintedFormula.Letter;
import dev.mlpc.compiler.explain.PrintedFormula.Number;
import dev.mlpc.compiler.explain.PrintedFormula.Power;
import dev.mlpc.compiler.explain.PrintedFormula.Product;
import dev.mlpc.compiler.explain.PrintedFormula.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a formula of one line as people do: factors stand side by side, {@code tanh²(x)} is the
 * square of tanh(x), what follows {@code /} is one factor, {@code √} is of the next factor.
 */
final class PrintedFormulaParser {
  private static final Set<String> FUNCTIONS =
      Set.of("exp", "ln", "sign", "sin", "cos", "tanh", "σ", "softplus", "erf");
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>\\d+(?:\\.\\d+)?)|(?<word>π|[\\p{L}_&&[^ˣⁿ]]+)|(?<raised>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
              + "|(?<sign>[-+−/·()|√^,=<>≤≥≠ˣ]))");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  private PrintedFormulaParser(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("cannot read `" + text.substring(end) + "` of " + text);
    }
  }

  static PrintedFormula parse(String text) {
    PrintedFormulaParser parser = new PrintedFormulaParser(text);
    PrintedFormula formula = parser.cases();
    if (parser.next < parser.tokens.size()) {
      throw new IllegalArgumentException(
          "left over: " + parser.tokens.subList(parser.next, parser.tokens.size()) + " of " + text);
    }
    return formula;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private boolean take(String token) {
    boolean found = peek().equals(token);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new IllegalArgumentException("expected " + token + ", found " + peek());
    }
  }

  /** a if p, b if q, else c. */
  private PrintedFormula cases() {
    List<Case> cases = new ArrayList<>();
    PrintedFormula value = sum();
    while (take("if")) {
      cases.add(new Case(value, condition()));
      expect(",");
      take("else");
      value = sum();
    }
    return cases.isEmpty() ? value : new Cases(cases, value);
  }

  private Condition condition() {
    List<PrintedFormula> sides = new ArrayList<>(List.of(sum()));
    List<String> signs = new ArrayList<>();
    while ("<>≤≥=≠".contains(peek()) && !peek().isEmpty()) {
      signs.add(tokens.get(next++));
      sides.add(sum());
    }
    return new Condition(sides, signs);
  }

  private PrintedFormula sum() {
    List<PrintedFormula> terms = new ArrayList<>();
    boolean isNegative = minus();
    terms.add(signed(isNegative, product()));
    while (true) {
      if (take("+")) {
        terms.add(product());
      } else if (minus()) {
        terms.add(signed(true, product()));
      } else {
        return terms.size() == 1 ? terms.get(0) : new Sum(terms);
      }
    }
  }

  private boolean minus() {
    return take("−") || take("-");
  }

  private static PrintedFormula signed(boolean isNegative, PrintedFormula formula) {
    return isNegative ? new Product(List.of(new Number(-1), formula)) : formula;
  }

  private PrintedFormula product() {
    List<PrintedFormula> factors = new ArrayList<>(List.of(factor()));
    while (true) {
      if (take("/")) {
        factors.add(new Power(factor(), -1));
      } else if (take("·") || startsFactor()) {
        factors.add(factor());
      } else {
        return factors.size() == 1 ? factors.get(0) : new Product(factors);
      }
    }
  }

  private boolean startsFactor() {
    String token = peek();
    return !token.isEmpty()
        && !Set.of("if", "else").contains(token)
        && (Character.isLetterOrDigit(token.charAt(0)) || token.equals("(") || token.equals("√"))
        && !RAISED.contains(token.substring(0, 1));
  }

  private PrintedFormula factor() {
    if (take("√")) {
      return new Power(primary(), 0.5);
    }
    PrintedFormula base = primary();
    return raised(base);
  }

  private PrintedFormula raised(PrintedFormula base) {
    if (!peek().isEmpty() && (RAISED + "⁻").contains(peek().substring(0, 1))) {
      return new Power(base, exponent(tokens.get(next++)));
    }
    if (take("^")) {
      boolean isNegative = minus();
      double exponent = Double.parseDouble(tokens.get(next++));
      return new Power(base, isNegative ? -exponent : exponent);
    }
    return base;
  }

  private static double exponent(String raised) {
    StringBuilder digits = new StringBuilder();
    raised.chars().forEach(c -> digits.append(c == '⁻' ? "-" : RAISED.indexOf(c)));
    return Double.parseDouble(digits.toString());
  }

  private PrintedFormula primary() {
    if (take("(")) {
      PrintedFormula inner = cases();
      expect(")");
      return inner;
    }
    if (take("|")) {
      PrintedFormula inner = sum();
      expect("|");
      return new Call("abs", inner);
    }
    String token = tokens.get(next++);
    if (Character.isDigit(token.charAt(0))) {
      return new Number(Double.parseDouble(token));
    }
    if (token.equals("π")) {
      return new Number(Math.PI);
    }
    if (token.equals("e") && take("ˣ")) {
      return new Call("exp", new Letter("x"));
    }
    return FUNCTIONS.contains(token) ? application(token) : new Letter(token);
  }

  /** tanh²(x), or ln 2. */
  private PrintedFormula application(String function) {
    PrintedFormula power = raised(new Number(1));
    PrintedFormula call = new Call(function, primary());
    return power instanceof Power raised ? new Power(call, raised.exponent()) : call;
  }
}
