package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.grammar.MlpLexer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds how deep a tree can become, before there is one: the parser and the phases after it
 * descend into the tree, and their stack is finite.
 *
 * <p>An expression is at most as deep as it has operators, and on top of that what its brackets
 * hold. Stages of a pipe and elements of a list stand side by side and do not count.
 */
final class Nesting {
  static final int DEEPEST = 200;

  private final Deque<Level> levels = new ArrayDeque<>();

  private Nesting() {
    levels.push(new Level());
  }

  /** What stands within one pair of brackets, up to now. */
  private static final class Level {
    /** The operators of the expression that is being read. */
    private int operators;

    /** The depth of the deepest brackets of that expression. */
    private int inner;

    /** The depth of the deepest expression before it. */
    private int before;

    int depth() {
      return Math.max(before, operators + inner);
    }

    void endExpression() {
      before = depth();
      operators = 0;
      inner = 0;
    }
  }

  /** Whether the tree of words whose brackets match is not too deep; reports if it is. */
  static boolean isBounded(Tokens tokens, Mistakes mistakes) {
    Nesting nesting = new Nesting();
    for (int i = 0; i < tokens.size(); i++) {
      nesting.take(tokens.type(i));
      if (nesting.levels.size() > DEEPEST || nesting.levels.element().depth() > DEEPEST) {
        mistakes.report(
            Code.TOO_DEEP,
            tokens.span(i),
            "this is too deep: at most "
                + DEEPEST
                + " operators and brackets may stand within each other",
            "give parts of it names of their own");
        return false;
      }
    }
    return true;
  }

  private void take(int type) {
    Level level = levels.element();
    if (Tokens.isOperator(type)
        || type == MlpLexer.NOT
        || type == MlpLexer.IF
        || type == MlpLexer.OPEN_SQUARE) {
      level.operators++;
    }
    if (Tokens.opens(type)) {
      levels.push(new Level());
    } else if (Tokens.closes(type) && levels.size() > 1) {
      int inside = levels.pop().depth() + 1;
      level = levels.element();
      level.inner = Math.max(level.inner, inside);
    }
    if (type == MlpLexer.COMMA || type == MlpLexer.SEMICOLON || type == MlpLexer.CLOSE_BRACE) {
      levels.element().endExpression();
    }
  }
}
