package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Kind;
import dev.mlpc.compiler.explain.Explanation.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation as Markdown, its formulas in LaTeX. */
public final class MarkdownRenderer implements Explanation.Cases<List<String>> {
  private final FormulaPrinter printer = new FormulaPrinter(new LatexNotation());

  private MarkdownRenderer() {}

  public static String render(Explanation explanation) {
    MarkdownRenderer renderer = new MarkdownRenderer();
    List<String> lines = new ArrayList<>();
    lines.add("# " + explanation.network());
    explanation.documentation().ifPresent(text -> lines.addAll(List.of("", text)));
    for (Section section : explanation.sections()) {
      lines.addAll(List.of("", "## " + section.title()));
      for (Explanation.Block block : section.blocks()) {
        lines.add("");
        lines.addAll(block.match(renderer));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  @Override
  public List<String> heading(Explanation.Heading block) {
    String code = block.code().isEmpty() ? "" : " — " + code(block.code());
    return List.of("### " + code(block.name()) + code);
  }

  /** In as many backticks as the text does not have. */
  private static String code(String text) {
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    String blank = fence.length() > 1 ? " " : "";
    return fence + blank + text + blank + fence;
  }

  @Override
  public List<String> prose(Explanation.Prose block) {
    return List.of(block.text());
  }

  @Override
  public List<String> listing(Explanation.Listing block) {
    List<String> lines = new ArrayList<>(List.of("```text"));
    lines.addAll(block.lines());
    lines.add("```");
    return lines;
  }

  @Override
  public List<String> equations(Explanation.Equations block) {
    List<String> lines = new ArrayList<>(List.of("$$", "\\begin{aligned}"));
    for (Equation equation : block.equations()) {
      String remark =
          equation.remark().isEmpty()
              ? ""
              : " && \\text{" + equation.remark().replace("_", "\\_") + "}";
      lines.add(
          printer.print(equation.left())
              + " &= "
              + printer.print(equation.right())
              + remark
              + " \\\\");
    }
    lines.addAll(List.of("\\end{aligned}", "$$"));
    return lines;
  }

  @Override
  public List<String> table(Explanation.Table block) {
    List<String> lines = new ArrayList<>();
    lines.add(line(block.header()));
    List<String> rules = new ArrayList<>();
    for (int c = 0; c < block.header().size(); c++) {
      int column = c;
      boolean isRight =
          block.rows().stream().allMatch(row -> row.get(column).kind() == Kind.NUMBER);
      rules.add(isRight ? "---:" : "---");
    }
    lines.add(line(rules));
    block.rows().forEach(row -> lines.add(line(row.stream().map(this::cell).toList())));
    return lines;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String cell(Cell cell) {
    if (cell.formula().isPresent()) {
      return "$" + printer.print(cell.formula().get()) + "$";
    }
    String text = cell.text().replace("|", "\\|");
    return cell.kind() == Kind.CODE && !text.isEmpty() ? code(text) : text;
  }
}
