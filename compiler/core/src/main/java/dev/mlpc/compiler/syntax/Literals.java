package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import org.antlr.v4.runtime.Token;

/** What numbers and strings stand for. */
record Literals(Places places, Mistakes mistakes) {

  Expression.Number number(Token token) {
    Span span = places.of(token);
    String text = token.getText();
    double value = value(text);
    if (Double.isInfinite(value)) {
      mistakes.report(
          Diagnostic.error(
              Code.BAD_NUMBER, span, Quote.of(text) + " is larger than any number of 64 bits"));
    }
    return new Expression.Number(value, text, span);
  }

  /** A number that the lexer found wrong, and reported, counts as zero. */
  private static double value(String text) {
    try {
      return Double.parseDouble(text.replace("_", ""));
    } catch (NumberFormatException wrong) {
      return 0;
    }
  }

  /** The text between the quotes, its escapes resolved. */
  Expression.Text text(Token token) {
    Span span = places.of(token);
    String written = token.getText();
    StringBuilder value = new StringBuilder();
    int end = isClosed(written) ? written.length() - 1 : written.length();
    int at = 1;
    while (at < end) {
      char c = written.charAt(at);
      if (c != '\\') {
        value.append(c);
        at++;
      } else {
        at = escape(written, at, end, span, value);
      }
    }
    return new Expression.Text(value.toString(), span);
  }

  private static boolean isClosed(String written) {
    return written.length() > 1 && written.charAt(written.length() - 1) == written.charAt(0);
  }

  /** Appends what the escape at {@code at} stands for; returns the place after it. */
  private int escape(String written, int at, int end, Span span, StringBuilder value) {
    char letter = at + 1 < end ? written.charAt(at + 1) : '\\';
    int simple = "btnfrs\"'\\".indexOf(letter);
    if (simple >= 0) {
      value.append("\b\t\n\f\r \"'\\".charAt(simple));
      return at + 2;
    }
    if (letter == 'u') {
      return unicode(written, at, end, span, value);
    }
    if (letter >= '0' && letter <= '7') {
      return octal(written, at + 1, end, value);
    }
    report(
        span,
        at,
        Math.min(at + 2, end),
        "`\\" + letter + "` is no escape",
        "a backslash itself is written \\\\, a line break \\n, a tab \\t, a quote \\\"");
    return at + 2;
  }

  /** {@code \\u00e4}, with as many u as one likes, as in Java. */
  private int unicode(String written, int at, int end, Span span, StringBuilder value) {
    int digits = at + 1;
    while (digits < end && written.charAt(digits) == 'u') {
      digits++;
    }
    int stop = digits;
    while (stop < end && stop < digits + 4 && Character.digit(written.charAt(stop), 16) >= 0) {
      stop++;
    }
    if (stop < digits + 4) {
      report(
          span,
          at,
          stop,
          "`\\u` needs four hexadecimal digits",
          "the letter ä, for example, is \\u00e4; for a backslash write \\\\");
    } else {
      value.append((char) Integer.parseInt(written.substring(digits, stop), 16));
    }
    return stop;
  }

  /** Up to three octal digits, at most 255. */
  private static int octal(String written, int at, int end, StringBuilder value) {
    int most = written.charAt(at) <= '3' ? 3 : 2;
    int stop = at;
    int code = 0;
    while (stop < end && stop < at + most && Character.digit(written.charAt(stop), 8) >= 0) {
      code = code * 8 + Character.digit(written.charAt(stop), 8);
      stop++;
    }
    value.append((char) code);
    return stop;
  }

  /** The first wrong escape of a text is told; a path of Windows would have many. */
  private void report(Span literal, int from, int to, String message, String help) {
    if (mistakes.anyBetween(literal.start(), literal.start() + from)) {
      return;
    }
    Span span = new Span(literal.source(), literal.start() + from, literal.start() + to);
    mistakes.report(Diagnostic.error(Code.BAD_TEXT, span, message).withHelp(help));
  }
}
