package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpLexer;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * The words of a source in their order; the last is the end of the text.
 *
 * @param comments those of every kind, which are not among the words
 * @param documentation what {@code ///} lines say, by the place of the word that follows
 */
record Tokens(Source source, List<Token> list, List<Token> comments, Documentation documentation) {
  /** How many words of a function's head are looked at to tell it from a call. */
  private static final int LONGEST_HEAD = 64;

  Tokens {
    list = List.copyOf(list);
    comments = List.copyOf(comments);
  }

  /** Whether a word begins a type. */
  static boolean isType(int type) {
    return switch (type) {
      case MlpLexer.F32, MlpLexer.F64, MlpLexer.REAL, MlpLexer.INDEX, MlpLexer.CLASS -> true;
      default -> false;
    };
  }

  /** Words that may name something, whatever else they mean elsewhere. */
  static boolean isName(int type) {
    return switch (type) {
      case MlpLexer.NAME,
          MlpLexer.ACTIVATION,
          MlpLexer.LOSS,
          MlpLexer.TRAIN,
          MlpLexer.DATA,
          MlpLexer.PARAM,
          MlpLexer.STATE,
          MlpLexer.UPDATE,
          MlpLexer.SHARED,
          MlpLexer.LABELS,
          MlpLexer.TARGET,
          MlpLexer.REPORT,
          MlpLexer.F32,
          MlpLexer.F64,
          MlpLexer.REAL,
          MlpLexer.INDEX,
          MlpLexer.CLASS ->
          true;
      default -> false;
    };
  }

  /** Operators between two values. */
  static boolean isOperator(int type) {
    return switch (type) {
      case MlpLexer.PLUS,
          MlpLexer.MINUS,
          MlpLexer.STAR,
          MlpLexer.SLASH,
          MlpLexer.AT,
          MlpLexer.POWER,
          MlpLexer.EQUAL,
          MlpLexer.NOT_EQUAL,
          MlpLexer.LESS,
          MlpLexer.LESS_OR_EQUAL,
          MlpLexer.GREATER,
          MlpLexer.GREATER_OR_EQUAL,
          MlpLexer.AND,
          MlpLexer.OR ->
          true;
      default -> false;
    };
  }

  static boolean opens(int type) {
    return type == MlpLexer.OPEN || type == MlpLexer.OPEN_SQUARE || type == MlpLexer.OPEN_BRACE;
  }

  static boolean closes(int type) {
    return type == MlpLexer.CLOSE || type == MlpLexer.CLOSE_SQUARE || type == MlpLexer.CLOSE_BRACE;
  }

  /** A word that the text lacks, between two that it has. */
  static Token absent(int type, int offset) {
    CommonToken token = new CommonToken(type, "");
    token.setStartIndex(offset);
    token.setStopIndex(offset - 1);
    return token;
  }

  int size() {
    return list.size();
  }

  Token get(int index) {
    return list.get(index);
  }

  /** The kind of a word; beyond the ends of the text, the end. */
  int type(int index) {
    return index < 0 || index >= list.size() ? Token.EOF : list.get(index).getType();
  }

  Span span(int index) {
    return new Places(source).of(list.get(index));
  }

  /** The place after the word before this one. */
  Span gapBefore(int index) {
    int offset = index == 0 ? 0 : span(index - 1).end();
    return new Span(source, offset, offset);
  }

  /** Whether a line break stands between a word and the one before it. */
  boolean isFirstOnLine(int index) {
    if (index == 0) {
      return true;
    }
    int from = span(index - 1).end();
    int to = Math.max(from, span(index).start());
    return source.text().substring(from, to).chars().anyMatch(c -> c == '\n' || c == '\r');
  }

  /** Whether a declaration begins here: {@code network}, or {@code train} and a name. */
  boolean startsDeclaration(int index) {
    return switch (type(index)) {
      case MlpLexer.NETWORK, MlpLexer.LAYER, MlpLexer.CONST, MlpLexer.PACKAGE ->
          isName(type(index + 1));
      case MlpLexer.IMPORT -> type(index + 1) == MlpLexer.STRING;
      case MlpLexer.TRAIN, MlpLexer.DATA ->
          isName(type(index + 1)) && type(index + 2) == MlpLexer.OPEN_BRACE;
      case MlpLexer.ACTIVATION, MlpLexer.LOSS ->
          isName(type(index + 1)) && type(index + 2) == MlpLexer.OPEN && isDefined(index + 2);
      default -> false;
    };
  }

  /** Whether {@code =} follows the brackets that open here, as far as one can see. */
  private boolean isDefined(int open) {
    int depth = 0;
    for (int i = open; i < open + LONGEST_HEAD && type(i) != Token.EOF; i++) {
      if (opens(type(i))) {
        depth++;
      } else if (closes(type(i))) {
        depth--;
      }
      if (depth == 0) {
        return type(i + 1) == MlpLexer.ASSIGN;
      }
    }
    return true;
  }

  /** Whether a statement begins here: {@code h =}, or {@code param weight}. */
  boolean startsStatement(int index) {
    return switch (type(index)) {
      case MlpLexer.PARAM,
          MlpLexer.STATE,
          MlpLexer.UPDATE,
          MlpLexer.SHARED,
          MlpLexer.LABELS,
          MlpLexer.TARGET,
          MlpLexer.REPORT ->
          isName(type(index + 1)) || type(index + 1) == MlpLexer.ASSIGN;
      default -> isName(type(index)) && type(index + 1) == MlpLexer.ASSIGN;
    };
  }
}
