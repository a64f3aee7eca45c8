package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a printer writes between the words of a tree, asked for in the order of the words. */
sealed interface Trivia permits Trivia.OfTree, SourceTrivia {

  /** What stands before the next word. */
  Gap before(String word);

  /** What stands after the last word. */
  Gap atEnd();

  /** Whether the author wrote the next word on the line of the one before. */
  boolean nextIsBeside();

  /** Whether a comment stands within a part of the text. */
  boolean hasComment(Span part);

  /** Takes what is known of the documentation of the declaration or statement that follows. */
  void documentation(Optional<String> text);

  /** A tree without a text has no more than its documentation. */
  final class OfTree implements Trivia {
    private final List<Comment> documentation = new ArrayList<>();

    @Override
    public Gap before(String word) {
      return take();
    }

    @Override
    public Gap atEnd() {
      return take();
    }

    private Gap take() {
      Gap gap = documentation.isEmpty() ? Gap.NOTHING : new Gap(documentation, 1);
      documentation.clear();
      return gap;
    }

    @Override
    public boolean nextIsBeside() {
      return false;
    }

    @Override
    public boolean hasComment(Span part) {
      return false;
    }

    @Override
    public void documentation(Optional<String> text) {
      text.stream()
          .flatMap(String::lines)
          .forEach(line -> documentation.add(Comment.documentation(line, 1)));
    }
  }
}
