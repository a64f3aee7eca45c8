package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Picture.Direction;
import java.util.StringJoiner;

/** The computational graph in the language of Graphviz. */
public final class DotRenderer {

  private DotRenderer() {}

  public static String render(Explanation explanation) {
    FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add("digraph " + quote(explanation.network()) + " {");
    lines.add("  node [shape=box, style=rounded, fontname=\"Helvetica\"];");
    for (Picture.Node node : explanation.picture().nodes()) {
      lines.add(
          "  "
              + node.id()
              + " [label="
              + quote(printer.print(node.symbol()) + "\n" + node.name())
              + "];");
    }
    for (Picture.Edge edge : explanation.picture().edges()) {
      boolean isBack = edge.direction() == Direction.BACKWARD;
      String colour =
          isBack
              ? "color=\"#c2410c\", fontcolor=\"#c2410c\", style=dashed, constraint=false"
              : "color=\"#1666b0\", fontcolor=\"#1666b0\"";
      String label = edge.label().isEmpty() ? "" : ", label=" + quote(edge.label());
      lines.add("  " + edge.from() + " -> " + edge.to() + " [" + colour + label + "];");
    }
    return lines.add("}").toString();
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
