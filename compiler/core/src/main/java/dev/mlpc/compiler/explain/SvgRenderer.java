package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Layout.Point;
import dev.mlpc.compiler.explain.Picture.Direction;
import java.util.Locale;
import java.util.stream.Collectors;

/** The computational graph as SVG: values go down in one colour, gradients up in another. */
public final class SvgRenderer {
  /** Colours by class, for a light and a dark surrounding. */
  static final String STYLE =
      """
      .graph { --ink: #1c2430; --faint: #5d6b7c; --card: #ffffff; --line: #b9c4d0;
        --forward: #1666b0; --backward: #c2410c; --parameter: #eef6ee; --input: #eaf2fb;
        --loss: #fdeee6; font-family: system-ui, sans-serif; }
      @media (prefers-color-scheme: dark) {
        .graph { --ink: #e6ebf2; --faint: #9fb0c3; --card: #1b222c; --line: #44505e;
          --forward: #6cb2f5; --backward: #fb9a62; --parameter: #1d2b22; --input: #1a2736;
          --loss: #33241b; } }
      .graph rect { fill: var(--card); stroke: var(--line); }
      .graph .parameter rect { fill: var(--parameter); }
      .graph .input rect, .graph .target rect { fill: var(--input); }
      .graph .loss rect { fill: var(--loss); }
      .graph text { fill: var(--ink); text-anchor: middle; }
      .graph .symbol { font: italic 16px "STIX Two Math", "Cambria Math", Georgia, serif; }
      .graph .mark { font-size: 11px; }
      .graph .name { font-size: 11px; fill: var(--faint); }
      .graph .edge { fill: none; stroke-width: 1.4; }
      .graph .edge.forward { stroke: var(--forward); }
      .graph .edge.backward { stroke: var(--backward); stroke-dasharray: 5 3; }
      .graph .tip.forward { fill: var(--forward); }
      .graph .tip.backward { fill: var(--backward); }
      .graph .label { font: italic 13px Georgia, serif; text-anchor: start; }
      .graph .label.forward { fill: var(--forward); }
      .graph .label.backward { fill: var(--backward); }
      """;

  private SvgRenderer() {}

  /** A file of its own. */
  public static String document(Explanation explanation) {
    return svg(explanation, "<style>" + STYLE + "</style>\n");
  }

  /**
   * The element alone.
   *
   * @param style what is put before the picture
   */
  static String svg(Explanation explanation, String style) {
    Layout layout = Layout.of(explanation.picture());
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\" role=\"img\" width=\"%1$.0f\""
                + " height=\"%2$.0f\" viewBox=\"0 0 %1$.0f %2$.0f\">%n",
            layout.width(),
            layout.height()));
    svg.append("<title>The computational graph of ")
        .append(Markup.escape(explanation.network()))
        .append("</title>\n")
        .append(style)
        .append("<defs>")
        .append(tip(Direction.FORWARD))
        .append(tip(Direction.BACKWARD))
        .append("</defs>\n");
    layout.paths().forEach(path -> svg.append(path(path)));
    layout.boxes().forEach(box -> svg.append(box(box)));
    return svg.append("</svg>\n").toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String tip(Direction direction) {
    return String.format(
        Locale.ROOT,
        "<marker id=\"tip-%1$s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
            + " markerHeight=\"7\" orient=\"auto\"><path class=\"tip %1$s\""
            + " d=\"M0,1 L8,4 L0,7 z\"/></marker>",
        word(direction));
  }

  private static String path(Layout.Path path) {
    String way =
        path.points().stream().map(SvgRenderer::point).collect(Collectors.joining(" L", "M", ""));
    String direction = word(path.edge().direction());
    String line =
        String.format(
            "<path class=\"edge %1$s\" d=\"%2$s\" marker-end=\"url(#tip-%1$s)\"/>\n",
            direction, way);
    return path.edge().label().isEmpty()
        ? line
        : line
            + String.format(
                Locale.ROOT,
                "<text class=\"label %s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                direction,
                path.label().x() + 3,
                path.label().y() + 12,
                Markup.escape(path.edge().label()));
  }

  private static String point(Point point) {
    return String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y());
  }

  /** Marks stand raised or lowered beside the letter. */
  private static String symbol(Formula.Symbol symbol) {
    StringBuilder text = new StringBuilder(Markup.escape(symbol.letter()));
    if (!symbol.lower().isEmpty()) {
      text.append(shifted(symbol.lower(), 4));
    }
    if (!symbol.upper().isEmpty()) {
      text.append(shifted("(" + symbol.upper() + ")", -6));
    }
    return text.toString();
  }

  private static String shifted(String mark, int down) {
    return String.format(
        Locale.ROOT,
        "<tspan class=\"mark\" dy=\"%d\">%s</tspan><tspan dy=\"%d\">\u200b</tspan>",
        down,
        Markup.escape(mark),
        -down);
  }

  private static String box(Layout.Box box) {
    double middle = box.x() + box.width() / 2;
    String symbol = symbol(box.node().symbol());
    return String.format(
        Locale.ROOT,
        "<g class=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"7\"/>"
            + "<text class=\"symbol\" x=\"%.1f\" y=\"%.1f\">%s</text>"
            + "<text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text></g>\n",
        word(box.node().kind()),
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        middle,
        box.y() + 20,
        symbol,
        middle,
        box.y() + 37,
        Markup.escape(box.node().name()));
  }
}
