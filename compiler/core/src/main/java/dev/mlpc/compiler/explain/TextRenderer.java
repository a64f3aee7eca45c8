package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Section;
import java.util.ArrayList;
import java.util.List;

/** An explanation as plain text. */
public final class TextRenderer implements Explanation.Cases<List<String>> {
  private static final int SHORT_CELL = 24;

  private final FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());

  private TextRenderer() {}

  public static String render(Explanation explanation) {
    TextRenderer renderer = new TextRenderer();
    List<String> lines = new ArrayList<>();
    lines.add(explanation.network());
    lines.add("═".repeat(explanation.network().length()));
    explanation
        .documentation()
        .ifPresent(text -> lines.addAll(LineBreaks.ofText(text, LineBreaks.WIDTH)));
    for (Section section : explanation.sections()) {
      lines.add("");
      lines.add(section.title());
      lines.add("─".repeat(section.title().length()));
      boolean isAfterTable = false;
      for (Explanation.Block block : section.blocks()) {
        boolean isTable = block instanceof Explanation.Table;
        if (isTable && isAfterTable) {
          lines.add("");
        }
        lines.addAll(block.match(renderer));
        isAfterTable = isTable;
      }
    }
    return String.join("\n", lines) + "\n";
  }

  @Override
  public List<String> heading(Explanation.Heading block) {
    return List.of("", block.name() + (block.code().isEmpty() ? "" : "    " + block.code()));
  }

  @Override
  public List<String> prose(Explanation.Prose block) {
    return LineBreaks.ofText(block.text(), LineBreaks.WIDTH);
  }

  @Override
  public List<String> listing(Explanation.Listing block) {
    return block.lines().stream().map(line -> "  " + line).toList();
  }

  /** Equal signs stand below each other. */
  @Override
  public List<String> equations(Explanation.Equations block) {
    List<String> lefts =
        block.equations().stream().map(equation -> printer.print(equation.left())).toList();
    int width = lefts.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < lefts.size(); i++) {
      Equation equation = block.equations().get(i);
      String left = lefts.get(i);
      String start = "  " + " ".repeat(width - left.length()) + left + " = ";
      List<String> right =
          LineBreaks.ofFormula(printer.print(equation.right()), LineBreaks.WIDTH - start.length());
      String indent = " ".repeat(start.length());
      for (int line = 0; line < right.size(); line++) {
        lines.add((line == 0 ? start : indent) + right.get(line));
      }
      if (!equation.remark().isEmpty()) {
        remark(equation.remark(), indent, lines);
      }
    }
    return lines;
  }

  /** A remark stands behind the formula, or below it where it has no room there. */
  private static void remark(String remark, String indent, List<String> lines) {
    int last = lines.size() - 1;
    String beside = lines.get(last) + "    (" + remark + ")";
    if (beside.length() <= LineBreaks.WIDTH) {
      lines.set(last, beside);
    } else {
      lines.add(indent + "(" + remark + ")");
    }
  }

  @Override
  public List<String> table(Explanation.Table block) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(block.header());
    block.rows().forEach(row -> rows.add(row.stream().map(this::text).toList()));
    int columns = block.header().size();
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      List<String> more = List.of();
      for (int c = 0; c < columns; c++) {
        int column = c;
        int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String cell = rows.get(r).get(c);
        boolean isLast = c == columns - 1 && cell.length() > SHORT_CELL;
        if (isLast && line.length() + 2 + cell.length() > LineBreaks.WIDTH) {
          String indent = " ".repeat(line.length() + 2);
          List<String> broken = LineBreaks.ofText(cell, LineBreaks.WIDTH - indent.length());
          more = broken.stream().skip(1).map(rest -> indent + rest).toList();
          cell = broken.get(0);
        }
        String blank = " ".repeat(Math.max(0, width - cell.length()));
        boolean isRight =
            block.rows().stream()
                .allMatch(row -> row.get(column).kind() == Explanation.Kind.NUMBER);
        line.append("  ").append(isRight ? blank + cell : cell + blank);
      }
      lines.add(line.toString().stripTrailing());
      lines.addAll(more);
    }
    return lines;
  }

  private String text(Cell cell) {
    return cell.formula().map(printer::print).orElse(cell.text());
  }
}
