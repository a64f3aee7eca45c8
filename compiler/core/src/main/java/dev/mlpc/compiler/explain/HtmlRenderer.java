package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Kind;
import dev.mlpc.compiler.explain.Explanation.Section;
import java.util.stream.Collectors;

/** An explanation as one HTML file that needs no other: formulas in MathML, light and dark. */
public final class HtmlRenderer implements Explanation.Cases<String> {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --faint: #5d6b7c; --paper: #f6f7f9;
        --card: #ffffff; --rule: #dfe4ea; --forward: #1666b0; --backward: #c2410c; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --faint: #9fb0c3;
        --paper: #11161d; --card: #1b222c; --rule: #303b48; --forward: #6cb2f5; --backward: #fb9a62; } }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
      main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
      h1 { font-size: 2rem; line-height: 1.2; margin: 0.5rem 0 0; }
      h2 { font-size: 1.25rem; margin: 2.2rem 0 0.7rem; }
      h3 { display: flex; flex-wrap: wrap; gap: 0.15rem 0.9rem; align-items: baseline;
        font-size: 1rem; margin: 0 0 0.4rem; overflow-wrap: anywhere; }
      h3 code { font-weight: normal; color: var(--faint); }
      p { margin: 0.3rem 0 0.8rem; color: var(--faint); }
      code, pre { font: 0.85rem/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; }
      section.card, .scroll { background: var(--card); border: 1px solid var(--rule);
        border-radius: 10px; padding: 0.9rem 1rem; margin: 0 0 0.8rem; }
      .scroll, .equations, pre { overflow: auto hidden; }
      .picture { max-height: 85vh; overflow: auto; }
      .equations { display: grid; grid-template-columns: max-content max-content 1fr;
        align-items: center; gap: 0.45rem 0.35rem; padding: 0.15rem 0 0.4rem; }
      .equations .left { text-align: right; }
      .equations .remark { color: var(--faint); font-size: 0.82rem; padding-left: 1.2rem;
        white-space: nowrap; }
      @media (max-width: 40rem) { .equations { grid-template-columns: max-content 1fr; }
        .equations .remark { grid-column: 2; padding-left: 1.4rem; margin-top: -0.4rem; }
        .equations .remark:empty { display: none; } }
      math { font-size: 1.12rem; font-family: "STIX Two Math", "Latin Modern Math",
        "Cambria Math", math; }
      .cases { margin-left: 0.15em; padding-left: 0.45em;
        border-left: 1.5px solid currentColor; border-radius: 0.6em; } .cases mtd { text-align: left; padding: 0.15em 0.6em 0.15em 0; }
      table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
      th { text-align: left; font-weight: 600; color: var(--faint); }
      th, td { padding: 0.3rem 0.9rem 0.3rem 0; border-bottom: 1px solid var(--rule);
        white-space: nowrap; vertical-align: middle; }
      tr:last-child td { border-bottom: 0; }
      .text { white-space: normal; min-width: 9rem; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      pre { margin: 0; }
      .graph { display: block; margin: 0 auto; max-width: none; }
      .key { display: flex; gap: 1.4rem; font-size: 0.85rem; color: var(--faint); }
      .key span::before { content: ""; display: inline-block; width: 1.6rem; margin-right: 0.5rem;
        vertical-align: middle; border-top: 2px solid var(--forward); }
      .key .back::before { border-top: 2px dashed var(--backward); }
      @media print { .picture { max-height: none; } section.card { break-inside: avoid; } }
      """;

  private final FormulaPrinter printer = new FormulaPrinter(new MathMlNotation());

  private HtmlRenderer() {}

  public static String render(Explanation explanation) {
    return new HtmlRenderer().page(explanation);
  }

  private String page(Explanation explanation) {
    String name = Markup.escape(explanation.network());
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .append("<title>" + name + "</title>\n<style>\n" + STYLE + SvgRenderer.STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>" + name + "</h1>\n");
    explanation
        .documentation()
        .ifPresent(text -> page.append("<p>" + Markup.escape(text) + "</p>\n"));
    page.append("<h2>The computational graph</h2>\n")
        .append("<p class=\"key\"><span>values</span><span class=\"back\">gradients</span></p>\n")
        .append("<div class=\"scroll picture\">" + SvgRenderer.svg(explanation, "") + "</div>\n");
    explanation.sections().forEach(section -> page.append(section(section)));
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  /** A heading begins a card, which holds what follows it. */
  private String section(Section section) {
    StringBuilder text = new StringBuilder("<h2>" + Markup.escape(section.title()) + "</h2>\n");
    boolean isOpen = false;
    for (Explanation.Block block : section.blocks()) {
      boolean begins =
          block instanceof Explanation.Heading
              || (block instanceof Explanation.Equations && !isOpen);
      boolean stays =
          block instanceof Explanation.Equations || block instanceof Explanation.Listing;
      if (isOpen && (begins || !stays)) {
        text.append("</section>\n");
        isOpen = false;
      }
      if (begins) {
        text.append("<section class=\"card\">\n");
        isOpen = true;
      }
      text.append(block.match(this));
    }
    return text.append(isOpen ? "</section>\n" : "").toString();
  }

  @Override
  public String heading(Explanation.Heading block) {
    String code = block.code().isEmpty() ? "" : " <code>" + Markup.escape(block.code()) + "</code>";
    return "<h3>" + Markup.escape(block.name()) + code + "</h3>\n";
  }

  @Override
  public String prose(Explanation.Prose block) {
    return "<p>" + Markup.escape(block.text()) + "</p>\n";
  }

  @Override
  public String listing(Explanation.Listing block) {
    return "<pre>"
        + block.lines().stream().map(Markup::escape).collect(Collectors.joining("\n"))
        + "</pre>\n";
  }

  @Override
  public String equations(Explanation.Equations block) {
    return block.equations().stream()
        .map(this::equation)
        .collect(Collectors.joining("", "<div class=\"equations\">\n", "</div>\n"));
  }

  private String equation(Equation equation) {
    return "<div class=\"left\">"
        + math(printer.print(equation.left()))
        + "</div><div>"
        + math("<mrow><mo>=</mo>" + printer.print(equation.right()) + "</mrow>")
        + "</div><div class=\"remark\">"
        + Markup.escape(equation.remark())
        + "</div>\n";
  }

  private static String math(String inner) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" displaystyle=\"true\">"
        + inner
        + "</math>";
  }

  @Override
  public String table(Explanation.Table block) {
    StringBuilder text = new StringBuilder("<div class=\"scroll\"><table>\n<tr>");
    for (int c = 0; c < block.header().size(); c++) {
      int column = c;
      boolean isNumber =
          block.rows().stream().allMatch(row -> row.get(column).kind() == Kind.NUMBER);
      text.append(isNumber ? "<th class=\"number\">" : "<th>")
          .append(Markup.escape(block.header().get(c)))
          .append("</th>");
    }
    text.append("</tr>\n");
    block
        .rows()
        .forEach(
            row ->
                text.append("<tr>")
                    .append(row.stream().map(this::cell).collect(Collectors.joining()))
                    .append("</tr>\n"));
    return text.append("</table></div>\n").toString();
  }

  private String cell(Cell cell) {
    if (cell.formula().isPresent()) {
      return "<td>" + math(printer.print(cell.formula().get())) + "</td>";
    }
    String text = Markup.escape(cell.text());
    return switch (cell.kind()) {
      case NUMBER -> "<td class=\"number\">" + text + "</td>";
      case CODE -> "<td><code>" + text + "</code></td>";
      default -> "<td class=\"text\">" + text + "</td>";
    };
  }
}
