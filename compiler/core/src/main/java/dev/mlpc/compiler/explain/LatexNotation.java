package dev.mlpc.compiler.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formulas in LaTeX, as Markdown on the web has them. */
final class LatexNotation implements Notation {
  private static final Map<String, String> SIGNS =
      Map.of(
          "⊙", "\\odot", "−", "-", "≤", "\\le", "≥", "\\ge", "≠", "\\ne", "∧", "\\land", "<",
          "\\lt", ">", "\\gt");
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("δ", "\\delta"),
          Map.entry("α", "\\alpha"),
          Map.entry("β", "\\beta"),
          Map.entry("γ", "\\gamma"),
          Map.entry("Δ", "\\Delta"),
          Map.entry("ε", "\\varepsilon"),
          Map.entry("λ", "\\lambda"),
          Map.entry("μ", "\\mu"),
          Map.entry("τ", "\\tau"),
          Map.entry("θ", "\\theta"),
          Map.entry("ω", "\\omega"),
          Map.entry("σ", "\\sigma"),
          Map.entry("ẑ", "\\hat z"),
          Map.entry("η", "\\eta"));

  @Override
  public boolean isFlat() {
    return false;
  }

  @Override
  public String number(String digits) {
    return digits
        .replace("√", "\\sqrt ")
        .replace("π", "\\pi")
        .replace("ln ", "\\ln ")
        .replace("·", "\\cdot ")
        .replace("−", "-");
  }

  @Override
  public String symbol(String letter, String upper, String lower, int rank) {
    return letter(letter)
        + (upper.isEmpty() ? "" : "^{(" + upper + ")}")
        + (lower.isEmpty() ? "" : "_{" + mark(lower) + "}");
  }

  /** A mark may have a mark itself: {@code h(1)}. */
  private static String mark(String lower) {
    int open = lower.indexOf('(');
    if (open >= 0) {
      String upper = lower.substring(open + 1, lower.length() - 1);
      return mark(lower.substring(0, open)) + "^{(" + upper + ")}";
    }
    if (LETTERS.containsKey(lower) || lower.equals("ẑ")) {
      return letter(lower);
    }
    return lower.matches("\\w|[ijkurs]{2}") ? lower : "\\mathrm{" + escape(lower) + "}";
  }

  private static String letter(String letter) {
    String known = LETTERS.get(letter);
    if (known != null) {
      return known;
    }
    return letter.length() == 1 ? letter : "\\mathrm{" + escape(letter) + "}";
  }

  private static String escape(String text) {
    return text.replace("_", "\\_");
  }

  @Override
  public String name(String name) {
    Names.Parts parts = Names.parts(name);
    String letter = letter(parts.letter());
    String base = letter.startsWith("\\mathrm") ? letter.replace("mathrm", "operatorname") : letter;
    return base
        + (parts.number().isEmpty() ? "" : "_{" + parts.number() + "}")
        + (parts.isPrimed() ? "'" : "");
  }

  @Override
  public String operator(String sign) {
    return sign.equals(",") ? ", " : " " + SIGNS.getOrDefault(sign, sign) + " ";
  }

  @Override
  public String prefix(String sign) {
    return SIGNS.getOrDefault(sign, sign);
  }

  @Override
  public String row(List<String> parts) {
    return String.join("", parts);
  }

  /** A thin space parts factors, but none stands before parentheses. */
  @Override
  public String juxtapose(List<String> parts) {
    StringBuilder result = new StringBuilder();
    for (String part : parts) {
      boolean isParted = result.isEmpty() || part.startsWith("\\left");
      result.append(isParted ? "" : "\\, ").append(part);
    }
    return result.toString();
  }

  @Override
  public String parentheses(String inner) {
    return "\\left(" + inner + "\\right)";
  }

  @Override
  public String bars(String inner) {
    return "\\left|" + inner + "\\right|";
  }

  @Override
  public String fraction(String above, String below) {
    return "\\frac{" + partial(above) + "}{" + partial(below) + "}";
  }

  private static String partial(String text) {
    return text.startsWith("∂") ? "\\partial " + text.substring(1) : text;
  }

  @Override
  public String power(String base, String exponent) {
    return base + "^{" + exponent + "}";
  }

  @Override
  public String root(String inner) {
    return "\\sqrt{" + inner + "}";
  }

  @Override
  public String transposed(String inner) {
    return "{" + inner + "}^{\\top}";
  }

  @Override
  public String total(String index) {
    return index.isEmpty() ? "\\sum" : "\\sum_{" + index + "}";
  }

  @Override
  public String cases(List<Case> cases, String otherwise) {
    return cases.stream()
        .map(one -> one.value() + " & \\text{if } " + one.condition() + " \\\\ ")
        .collect(
            Collectors.joining("", "\\begin{cases} ", otherwise + " & \\text{else} \\end{cases}"));
  }
}
