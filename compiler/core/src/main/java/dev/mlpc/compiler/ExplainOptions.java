package dev.mlpc.compiler;

import dev.mlpc.compiler.explain.DotRenderer;
import dev.mlpc.compiler.explain.Explanation;
import dev.mlpc.compiler.explain.HtmlRenderer;
import dev.mlpc.compiler.explain.MarkdownRenderer;
import dev.mlpc.compiler.explain.Picture.Direction;
import dev.mlpc.compiler.explain.SvgRenderer;
import dev.mlpc.compiler.explain.TextRenderer;
import dev.mlpc.compiler.plan.EngineKind;
import java.util.List;
import java.util.Optional;

/**
 * What an explanation is to look like.
 *
 * @param edges which edges its picture shows
 * @param plan the engines of which it says how they compute the network; empty for none
 */
public record ExplainOptions(Format format, Edges edges, Optional<Engines> plan) {

  /** Plain Java, vectors, or both. */
  public enum Engines {
    VECTOR,
    PORTABLE,
    BOTH;

    List<EngineKind> kinds() {
      return switch (this) {
        case PORTABLE -> List.of(EngineKind.PORTABLE);
        case VECTOR -> List.of(EngineKind.VECTOR);
        case BOTH -> List.of(EngineKind.VECTOR, EngineKind.PORTABLE);
      };
    }
  }

  /** How it is written. */
  public enum Format {
    TEXT,
    /** With formulas in LaTeX. */
    MARKDOWN,
    /** One file that needs no other. */
    HTML,
    /** The computational graph alone. */
    SVG,
    /** The computational graph alone, for Graphviz. */
    DOT;

    String render(Explanation explanation) {
      return switch (this) {
        case TEXT -> TextRenderer.render(explanation);
        case MARKDOWN -> MarkdownRenderer.render(explanation);
        case HTML -> HtmlRenderer.render(explanation);
        case SVG -> SvgRenderer.document(explanation);
        case DOT -> DotRenderer.render(explanation);
      };
    }
  }

  /** The maps of the forward pass, the ways of the gradients, or both. */
  public enum Edges {
    FORWARD,
    BACKWARD,
    BOTH;

    Explanation of(Explanation explanation) {
      return switch (this) {
        case FORWARD -> explanation.withPicture(explanation.picture().only(Direction.FORWARD));
        case BACKWARD -> explanation.withPicture(explanation.picture().only(Direction.BACKWARD));
        case BOTH -> explanation;
      };
    }
  }
}
