package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.grammar.MlpLexer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * From characters to words. Reports those that are wrong, and puts the nearest right ones in their
 * place, so that nothing after it needs to know.
 */
final class Scanner {
  private static final int LONGEST_TEXT = 1_000_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_STRING = 10_000;

  private final Source source;
  private final Mistakes mistakes;
  private final Places places;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Token> comments = new ArrayList<>();
  private final List<String> documentation = new ArrayList<>();
  private final Map<Integer, String> documented = new HashMap<>();

  private Scanner(Source source, Mistakes mistakes) {
    this.source = source;
    this.mistakes = mistakes;
    this.places = new Places(source);
  }

  static Tokens scan(Source source, Mistakes mistakes) {
    return new Scanner(source, mistakes).scan();
  }

  private Tokens scan() {
    MlpLexer lexer = new MlpLexer(new TextStream(isShort() ? source : new Source("", "")));
    lexer.removeErrorListeners();
    Token token = lexer.nextToken();
    while (token.getType() != Token.EOF) {
      accept((CommonToken) token);
      token = lexer.nextToken();
    }
    add(Tokens.absent(Token.EOF, source.text().length()));
    return new Tokens(source, tokens, comments, new Documentation(documented));
  }

  private boolean isShort() {
    if (source.text().length() <= LONGEST_TEXT) {
      return true;
    }
    mistakes.report(
        Code.TOO_LONG,
        new Span(source, 0, 0),
        "the file has %,d characters, and at most %,d are read"
            .formatted(source.text().length(), LONGEST_TEXT),
        "divide it: declarations of another file come in with `import`");
    return false;
  }

  private void add(Token token) {
    if (!documentation.isEmpty()) {
      String text = String.join("\n", documentation);
      documentation.clear();
      if (!text.isBlank()) {
        documented.put(token.getStartIndex(), text);
      }
    }
    tokens.add(token);
  }

  private void accept(CommonToken token) {
    switch (token.getType()) {
      case MlpLexer.DOCUMENTATION -> {
        documentation.add(Documentation.line(token.getText()));
        comments.add(token);
      }
      case MlpLexer.LINE_COMMENT, MlpLexer.BLOCK_COMMENT -> comments.add(token);
      case MlpLexer.BAD_NUMBER -> {
        wrongNumber(token);
        add(token, MlpLexer.NUMBER);
      }
      case MlpLexer.BAD_NAME -> {
        wrongName(token);
        add(token, MlpLexer.NAME);
      }
      case MlpLexer.SINGLE_QUOTED -> {
        mistakes.report(
            Code.BAD_TEXT,
            places.of(token),
            "a text stands in double quotes",
            "write " + Quote.of("\"" + inside(token.getText()) + "\""));
        add(token, MlpLexer.STRING);
      }
      case MlpLexer.UNTERMINATED_STRING -> {
        mistakes.report(
            Code.BAD_TEXT,
            places.of(token),
            "this text does not end on its line",
            "close it with \", and write a line break within it as \\n");
        add(token, MlpLexer.STRING);
      }
      case MlpLexer.UNTERMINATED_COMMENT -> {
        Span all = places.of(token);
        mistakes.report(
            Code.SYNTAX,
            new Span(source, all.start(), all.start() + 2),
            "this comment is never closed",
            "close it with `*/`, or begin a comment of one line with `//`");
      }
      case MlpLexer.HASH_COMMENT -> {
        Span all = places.of(token);
        mistakes.report(
            Code.SYNTAX,
            new Span(source, all.start(), all.start() + 1),
            "`#` begins no comment",
            "begin a comment with `//`");
      }
      case MlpLexer.STRAY -> stray(token);
      default -> {
        checkLength(token);
        add(token);
      }
    }
  }

  private void add(CommonToken token, int type) {
    token.setType(type);
    add(token);
  }

  private static String inside(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("\"", "\\\"");
  }

  private void checkLength(CommonToken token) {
    int most = token.getType() == MlpLexer.STRING ? LONGEST_STRING : LONGEST_NAME;
    Span span = places.of(token);
    if (span.end() - span.start() > most) {
      mistakes.report(
          Code.TOO_LONG,
          new Span(source, span.start(), span.start() + 1),
          "this word has %,d characters, and at most %,d are read"
              .formatted(span.end() - span.start(), most),
          "shorten it");
    }
  }

  private void wrongNumber(CommonToken token) {
    String text = token.getText();
    String help;
    if (text.startsWith(".")) {
      help = "write 0" + text;
    } else if (text.matches("0[xXbB].*")) {
      help = "numbers are decimal: 255, not 0xff";
    } else if (text.matches("[0-9.]+[fFdDlL]")) {
      help = "write " + text.substring(0, text.length() - 1) + "; a type belongs to a declaration";
    } else if (text.matches("[0-9_]+[a-zA-Z].*") && !text.matches("[0-9_]+[eE].*")) {
      help = "a name begins with a letter; between a number and a name stands an operator";
    } else {
      help = "numbers look like 12, 0.5, 1e-3 or 1_000";
    }
    mistakes.report(Code.BAD_NUMBER, places.of(token), Quote.of(text) + " is no number", help);
  }

  private void wrongName(CommonToken token) {
    mistakes.report(
        Code.BAD_IDENTIFIER,
        places.of(token),
        Quote.of(token.getText()) + " cannot be a name",
        "names are made of the letters a to z and A to Z, digits and _");
  }

  // ---------------------------------------------------------------------------- strays

  /** A character that the language does not use; one that follows another belongs to it. */
  private void stray(CommonToken token) {
    Span span = places.of(token);
    if (span.start() > 0 && mistakes.anyBetween(span.start() - 1, span.start() - 1)) {
      return;
    }
    int end = span.end();
    String text = source.text();
    while (end < text.length() && end < span.start() + 2 && isStray(text.charAt(end))) {
      end++;
    }
    Span all = new Span(source, span.start(), end);
    ForeignCharacter foreign = ForeignCharacter.of(all.text());
    mistakes.report(Code.SYNTAX, all, Quote.of(all.text()) + " means nothing here", foreign.help());
    foreign.meaning().ifPresent(type -> add(token, type));
  }

  private static boolean isStray(char c) {
    return "&|!?~`%\\".indexOf(c) >= 0 || Character.isSurrogate(c);
  }
}
