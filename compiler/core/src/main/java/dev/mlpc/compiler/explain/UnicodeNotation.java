package dev.mlpc.compiler.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formulas as plain text, on one line. */
final class UnicodeNotation implements Notation {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ";
  private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  private static final Map<String, String> LOWER_LETTERS =
      Map.of("i", "ᵢ", "j", "ⱼ", "k", "ₖ", "u", "ᵤ", "s", "ₛ", "r", "ᵣ");

  @Override
  public boolean isFlat() {
    return true;
  }

  @Override
  public String number(String digits) {
    return digits;
  }

  @Override
  public String symbol(String letter, String upper, String lower, int rank) {
    String mark = upper.isEmpty() ? "" : "⁽" + superscript(upper) + "⁾";
    return letter + mark + subscript(lower);
  }

  /** A mark may have a mark itself: {@code h(1)} is written {@code h⁽¹⁾}. */
  private static String withMarks(String text) {
    int open = text.indexOf('(');
    return open < 0
        ? text
        : text.substring(0, open)
            + "⁽"
            + superscript(text.substring(open + 1, text.length() - 1))
            + "⁾";
  }

  private static String superscript(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c == '−' || c == '-'
                    ? "⁻"
                    : Character.isDigit(c)
                        ? String.valueOf(SUPERSCRIPTS.charAt(c - '0'))
                        : c >= 'a' && c <= 'p'
                            ? String.valueOf(RAISED_LETTERS.charAt(c - 'a'))
                            : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String subscript(String text) {
    if (text.isEmpty()) {
      return "";
    }
    StringBuilder result = new StringBuilder();
    for (String letter : text.split("", -1)) {
      if (!letter.isEmpty() && Character.isDigit(letter.charAt(0))) {
        result.append(SUBSCRIPTS.charAt(letter.charAt(0) - '0'));
      } else if (LOWER_LETTERS.containsKey(letter)) {
        result.append(LOWER_LETTERS.get(letter));
      } else if (!letter.isEmpty()) {
        return "_" + withMarks(text);
      }
    }
    return result.toString();
  }

  @Override
  public String name(String name) {
    return name;
  }

  @Override
  public String operator(String sign) {
    return sign.equals(",") ? ", " : " " + sign + " ";
  }

  @Override
  public String prefix(String sign) {
    return sign;
  }

  @Override
  public String row(List<String> parts) {
    return String.join("", parts);
  }

  /** A blank stands between factors, unless parentheses or powers of ten part them. */
  @Override
  public String juxtapose(List<String> parts) {
    StringBuilder result = new StringBuilder();
    for (String part : parts) {
      boolean isParted =
          result.isEmpty()
              || (part.startsWith("(") && !result.toString().endsWith("Σ"))
              || part.startsWith("[")
              || result.toString().endsWith("·")
              || result.toString().endsWith("√");
      result.append(isParted ? "" : " ").append(part);
    }
    return result.toString();
  }

  @Override
  public String parentheses(String inner) {
    return "(" + inner + ")";
  }

  @Override
  public String bars(String inner) {
    return "|" + inner + "|";
  }

  @Override
  public String fraction(String above, String below) {
    return above + " / " + below;
  }

  @Override
  public String power(String base, String exponent) {
    return exponent.matches("[−0-9]+")
        ? base + superscript(exponent)
        : exponent.equals("x") ? base + "ˣ" : base + "^" + exponent;
  }

  @Override
  public String root(String inner) {
    return inner.length() == 1 ? "√" + inner : "√(" + inner + ")";
  }

  @Override
  public String transposed(String inner) {
    return inner + "ᵀ";
  }

  @Override
  public String total(String index) {
    return "Σ" + subscript(index);
  }

  @Override
  public String cases(List<Case> cases, String otherwise) {
    return cases.stream()
            .map(one -> one.value() + " if " + one.condition())
            .collect(Collectors.joining(", "))
        + ", else "
        + otherwise;
  }
}
