package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;

/**
 * The comments and line breaks of a source without mistakes.
 *
 * <p>A tree has the words of its source in their order, except for round brackets: the author may
 * have written more of them than it takes, or fewer than the printer likes. A bracket is matched
 * with one of the source if that comes next; any other word skips the brackets before it. Thus no
 * comment is lost, and none passes a word that is not a bracket.
 */
final class SourceTrivia implements Trivia {
  private final Tokens tokens;
  private final Places places;
  private final NavigableSet<Integer> commentStarts = new TreeSet<>();
  private int nextWord;
  private int nextComment;

  SourceTrivia(Tokens tokens) {
    this.tokens = tokens;
    this.places = new Places(tokens.source());
    tokens.comments().forEach(comment -> commentStarts.add(comment.getStartIndex()));
  }

  @Override
  public Gap before(String word) {
    if (word.equals("(") || word.equals(")")) {
      return word.equals(tokens.get(nextWord).getText()) ? take() : Gap.NOTHING;
    }
    Gap gap = takeToWord();
    String found = tokens.get(nextWord - 1).getText();
    if (!found.equals(word) && !found.startsWith("\"")) {
      throw new IllegalStateException("printed " + word + " in the place of " + found);
    }
    return gap;
  }

  @Override
  public Gap atEnd() {
    return takeToWord();
  }

  /** Takes the next word that is no round bracket, with what stands before it. */
  private Gap takeToWord() {
    Gap gap = Gap.NOTHING;
    boolean skipped;
    do {
      skipped = isRoundBracket(tokens.type(nextWord));
      gap = gap.join(take());
    } while (skipped);
    return gap;
  }

  private static boolean isRoundBracket(int type) {
    return type == MlpLexer.OPEN || type == MlpLexer.CLOSE;
  }

  private Gap take() {
    int at = nextWord == 0 ? 0 : places.of(tokens.get(nextWord - 1)).end();
    Span word = places.of(tokens.get(nextWord));
    List<Comment> comments = new ArrayList<>();
    while (nextComment < tokens.comments().size()
        && places.of(tokens.comments().get(nextComment)).start() < word.start()) {
      Token token = tokens.comments().get(nextComment);
      Span span = places.of(token);
      comments.add(comment(token, span, linesBetween(at, span.start())));
      at = span.end();
      nextComment++;
    }
    nextWord++;
    return new Gap(comments, linesBetween(at, word.start()));
  }

  private Comment comment(Token token, Span span, int linesBefore) {
    return switch (token.getType()) {
      case MlpLexer.DOCUMENTATION ->
          Comment.documentation(Documentation.line(token.getText()), linesBefore);
      case MlpLexer.LINE_COMMENT -> Comment.line(token.getText(), linesBefore);
      default -> Comment.block(token.getText(), column(span.start()), linesBefore);
    };
  }

  private int column(int offset) {
    String text = tokens.source().text();
    int column = 0;
    for (int at = offset - 1; at >= 0 && "\r\n".indexOf(text.charAt(at)) < 0; at--) {
      column += text.charAt(at) == '\uFEFF' ? 0 : 1;
    }
    return column;
  }

  private int linesBetween(int from, int to) {
    String between = tokens.source().text().substring(from, Math.max(from, to));
    return (int) between.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
  }

  @Override
  public boolean nextIsBeside() {
    int from = nextWord == 0 ? 0 : places.of(tokens.get(nextWord - 1)).end();
    Span word = places.of(tokens.get(nextWord));
    return linesBetween(from, word.start()) == 0;
  }

  @Override
  public boolean hasComment(Span part) {
    return !commentStarts.subSet(part.start(), part.end()).isEmpty();
  }

  /** It stands among the comments already. */
  @Override
  public void documentation(Optional<String> text) {}
}
