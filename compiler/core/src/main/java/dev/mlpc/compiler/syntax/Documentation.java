package dev.mlpc.compiler.syntax;

import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/**
 * The {@code ///} lines of a source.
 *
 * @param texts the lines, joined, by the offset of the first word after them
 */
record Documentation(Map<Integer, String> texts) {

  Documentation {
    texts = Map.copyOf(texts);
  }

  /** What stands before a declaration or statement. */
  Optional<String> before(ParserRuleContext context) {
    return Optional.ofNullable(texts.get(context.getStart().getStartIndex()));
  }

  /** A line without its slashes and the blank after them. */
  static String line(String written) {
    String text = written.substring("///".length()).stripTrailing();
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
