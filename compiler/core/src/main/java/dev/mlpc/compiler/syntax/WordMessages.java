package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** How messages about words that were not expected are begun, and how they name words. */
record WordMessages(Tokens tokens) {

  /** A word of the language is no name, and a beginner need not know which they are. */
  Diagnostic keyword(Diagnostic error, int found) {
    String text = tokens.get(found).getText();
    boolean word = !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return word && !Tokens.isName(tokens.type(found))
        ? error.withHelp("`" + text + "` is a word of the language and cannot be a name")
        : error;
  }

  /** Whether the parser could have gone on with a word of this kind. */
  static boolean expects(RecognitionException e, int type) {
    if (e instanceof NoViableAltException) {
      return false;
    }
    IntervalSet expected = e.getExpectedTokens();
    return expected != null && expected.contains(type);
  }

  /** A syntax error at a word. */
  Diagnostic error(int found, String message) {
    Span span = tokens.type(found) == Token.EOF ? tokens.gapBefore(found) : tokens.span(found);
    return Diagnostic.error(Code.SYNTAX, span, message);
  }

  /** A word as messages write it. */
  String shown(int index) {
    if (index < 0) {
      return "the start of the file";
    }
    if (tokens.type(index) == Token.EOF) {
      return "the end of the file";
    }
    return Quote.of(tokens.get(index).getText());
  }
}
