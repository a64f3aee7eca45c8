package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Section;
import java.util.ArrayList;
import java.util.List;

/** An explanation as plain text. */
public final class TextRenderer implements Explanation.Cases<List<String>> {
  private final FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());

  private TextRenderer() {}

  public static String render(Explanation explanation) {
    TextRenderer renderer = new TextRenderer();
    List<String> lines = new ArrayList<>();
    lines.add(explanation.network());
    lines.add("═".repeat(explanation.network().length()));
    explanation.documentation().ifPresent(lines::add);
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
    return List.of(block.text());
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
      String remark = equation.remark().isEmpty() ? "" : "    (" + equation.remark() + ")";
      lines.add(
          "  "
              + " ".repeat(width - left.length())
              + left
              + " = "
              + printer.print(equation.right())
              + remark);
    }
    return lines;
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
      for (int c = 0; c < columns; c++) {
        int column = c;
        int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String cell = rows.get(r).get(c);
        String blank = " ".repeat(width - cell.length());
        boolean isRight =
            block.rows().stream()
                .allMatch(row -> row.get(column).kind() == Explanation.Kind.NUMBER);
        line.append("  ").append(isRight ? blank + cell : cell + blank);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String text(Cell cell) {
    return cell.formula().map(printer::print).orElse(cell.text());
  }
}
