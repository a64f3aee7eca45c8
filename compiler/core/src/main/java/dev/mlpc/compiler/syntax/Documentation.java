package dev.mlpc.compiler.syntax;

import dev.mlpc.grammar.MlpLexer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Finds the {@code ///} lines that belong to a declaration or statement. */
record Documentation(CommonTokenStream tokens) {

  /** The lines just before, joined; each without its slashes and the blank after them. */
  Optional<String> before(ParserRuleContext context) {
    List<Token> hidden = tokens.getHiddenTokensToLeft(context.getStart().getTokenIndex());
    if (hidden == null) {
      return Optional.empty();
    }
    String text =
        hidden.stream()
            .filter(token -> token.getType() == MlpLexer.DOCUMENTATION)
            .map(token -> line(token.getText()))
            .collect(Collectors.joining("\n"));
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static String line(String written) {
    String text = written.substring("///".length()).stripTrailing();
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
