package dev.mlpc.compiler.explain;

import java.util.List;
import java.util.stream.Collectors;

/** Formulas in MathML, which browsers typeset by themselves. */
final class MathMlNotation implements Notation {

  @Override
  public boolean isFlat() {
    return false;
  }

  @Override
  public String number(String digits) {
    return digits.startsWith("ln ")
        ? row(List.of("<mi>ln</mi>", "<mn>" + Markup.escape(digits.substring(3)) + "</mn>"))
        : "<mn>" + Markup.escape(digits) + "</mn>";
  }

  @Override
  public String symbol(String letter, String upper, String lower, int rank) {
    String style = letter.length() > 1 ? " class=\"word\"" : rank > 0 ? " class=\"tensor\"" : "";
    String base = "<mi" + style + ">" + Markup.escape(letter) + "</mi>";
    String above = raised(upper);
    String below = mark(lower);
    if (upper.isEmpty()) {
      return lower.isEmpty() ? base : "<msub>" + base + below + "</msub>";
    }
    return lower.isEmpty()
        ? "<msup>" + base + above + "</msup>"
        : "<msubsup>" + base + below + above + "</msubsup>";
  }

  /** A mark may have a mark itself: {@code h(1)}. */
  private String mark(String lower) {
    int open = lower.indexOf('(');
    if (open < 0) {
      return isIndices(lower)
          ? row(lower.chars().mapToObj(c -> "<mi>" + (char) c + "</mi>").toList())
          : "<mi>" + Markup.escape(lower) + "</mi>";
    }
    String upper = lower.substring(open + 1, lower.length() - 1);
    return "<msup>" + mark(lower.substring(0, open)) + raised(upper) + "</msup>";
  }

  /** One letter an index: {@code ji}. */
  private static boolean isIndices(String lower) {
    return lower.matches("[ijkurs]{2}");
  }

  private static String raised(String upper) {
    return "<mrow><mo form=\"prefix\" stretchy=\"false\">(</mo><mn>"
        + Markup.escape(upper)
        + "</mn><mo form=\"postfix\" stretchy=\"false\">)</mo></mrow>";
  }

  @Override
  public String name(String name) {
    Names.Parts parts = Names.parts(name);
    String letter = "<mi>" + Markup.escape(parts.letter()) + "</mi>";
    String number = "<mn>" + parts.number() + "</mn>";
    String prime = "<mo>′</mo>";
    if (parts.number().isEmpty()) {
      return parts.isPrimed() ? "<msup>" + letter + prime + "</msup>" : letter;
    }
    return parts.isPrimed()
        ? "<msubsup>" + letter + number + prime + "</msubsup>"
        : "<msub>" + letter + number + "</msub>";
  }

  @Override
  public String operator(String sign) {
    return "<mo>" + Markup.escape(sign) + "</mo>";
  }

  @Override
  public String prefix(String sign) {
    return "<mo form=\"prefix\">" + Markup.escape(sign) + "</mo>";
  }

  @Override
  public String row(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "<mrow>" + String.join("", parts) + "</mrow>";
  }

  /** A thin space parts factors, but none stands before parentheses. */
  @Override
  public String juxtapose(List<String> parts) {
    StringBuilder result = new StringBuilder();
    for (String part : parts) {
      boolean isParted = result.isEmpty() || part.startsWith(OPEN);
      result.append(isParted ? "" : "<mspace width=\"0.17em\"/>").append(part);
    }
    return "<mrow>" + result + "</mrow>";
  }

  private static final String OPEN = "<mrow><mo form=\"prefix\">(</mo>";

  @Override
  public String parentheses(String inner) {
    return OPEN + inner + "<mo form=\"postfix\">)</mo></mrow>";
  }

  @Override
  public String bars(String inner) {
    return "<mrow><mo form=\"prefix\">|</mo>" + inner + "<mo form=\"postfix\">|</mo></mrow>";
  }

  @Override
  public String fraction(String above, String below) {
    return "<mfrac>" + partial(above) + partial(below) + "</mfrac>";
  }

  private static String partial(String part) {
    return part.startsWith("∂") ? "<mrow><mo>∂</mo>" + part.substring(1) + "</mrow>" : part;
  }

  @Override
  public String power(String base, String exponent) {
    return "<msup>" + base + exponent + "</msup>";
  }

  @Override
  public String root(String inner) {
    return "<msqrt>" + inner + "</msqrt>";
  }

  @Override
  public String transposed(String inner) {
    return "<msup>" + inner + "<mo>⊤</mo></msup>";
  }

  @Override
  public String total(String index) {
    return index.isEmpty()
        ? "<mo largeop=\"true\">∑</mo>"
        : "<munder><mo largeop=\"true\" movablelimits=\"false\">∑</mo><mi>"
            + index
            + "</mi></munder>";
  }

  /** The brace is a border of the table: few devices have a font whose brace grows. */
  @Override
  public String cases(List<Case> cases, String otherwise) {
    String rows =
        cases.stream()
            .map(one -> line(one.value(), "<mtext>if\u00a0</mtext>" + one.condition()))
            .collect(Collectors.joining());
    return "<mrow><mtable class=\"cases\">"
        + rows
        + line(otherwise, "<mtext>else</mtext>")
        + "</mtable></mrow>";
  }

  private static String line(String value, String condition) {
    return "<mtr><mtd>" + value + "</mtd><mtd><mrow>" + condition + "</mrow></mtd></mtr>";
  }
}
