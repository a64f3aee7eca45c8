package dev.mlpc.compiler.explain;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that any terminal has room for. */
final class LineBreaks {
  /** What a narrow terminal, or half of a screen, shows. */
  static final int WIDTH = 60;

  private LineBreaks() {}

  /** Breaks a text between words; its own lines stay. */
  static List<String> ofText(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.addAll(filled(List.of(line.strip().split("\\s+", -1)), width));
    }
    return lines;
  }

  /** Breaks a formula before what is added, and between cases, but not within brackets. */
  static List<String> ofFormula(String formula, int width) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < formula.length(); i++) {
      char c = formula.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      boolean isSum = formula.startsWith(" + ", i) || formula.startsWith(" − ", i);
      boolean isCase = i > 0 && formula.startsWith(", ", i - 1);
      if (depth == 0 && (isSum || isCase)) {
        parts.add(formula.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(formula.substring(start));
    return filled(parts, width);
  }

  private static List<String> filled(List<String> parts, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      if (!line.isEmpty() && line.length() + 1 + part.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(part);
    }
    lines.add(line.toString());
    return lines;
  }
}
