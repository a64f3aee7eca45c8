package dev.mlpc.compiler;

import dev.mlpc.compiler.explain.DotRenderer;
import dev.mlpc.compiler.explain.Explanation;
import dev.mlpc.compiler.explain.HtmlRenderer;
import dev.mlpc.compiler.explain.MarkdownRenderer;
import dev.mlpc.compiler.explain.Picture.Direction;
import dev.mlpc.compiler.explain.SvgRenderer;
import dev.mlpc.compiler.explain.TextRenderer;
import java.util.function.Function;

/**
 * What an explanation is to look like.
 *
 * @param edges which edges its picture shows
 * @param plan whether it says how the network becomes code
 */
public record ExplainOptions(Format format, Edges edges, boolean plan) {

  /** How it is written. */
  public enum Format {
    TEXT(TextRenderer::render),
    MARKDOWN(MarkdownRenderer::render),
    HTML(HtmlRenderer::render),
    /** The computational graph alone. */
    SVG(SvgRenderer::document),
    /** The computational graph alone, for Graphviz. */
    DOT(DotRenderer::render);

    private final Function<Explanation, String> renderer;

    Format(Function<Explanation, String> renderer) {
      this.renderer = renderer;
    }

    String render(Explanation explanation) {
      return renderer.apply(explanation);
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
