package dev.mlpc.runtime.file;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A reader of JSON that is told at each place what must stand there, and so knows neither recursion
 * nor values without a purpose. Strict: RFC 8259 and no more, and no name twice in an object.
 */
final class JsonReader {
  private final String text;
  private int position;

  JsonReader(String text) {
    this.text = text;
  }

  /** Reads the value that belongs to a name. */
  @FunctionalInterface
  interface MemberReader {
    void read(String name) throws IOException;
  }

  /** Reads one element. */
  @FunctionalInterface
  interface ElementReader {
    void read() throws IOException;
  }

  /** Reads an object; {@code member} is called at each value. */
  void object(MemberReader member) throws IOException {
    Set<String> names = new HashSet<>();
    sequence(
        '{',
        '}',
        () -> {
          int start = skipBlanks();
          String name = string();
          if (!names.add(name)) {
            throw new MalformedJsonException("the name \"" + name + "\" stands twice", start);
          }
          expect(':');
          member.read(name);
        });
  }

  /** Reads an array; {@code element} is called at each element. */
  void array(ElementReader element) throws IOException {
    sequence('[', ']', element);
  }

  /** Reads a string. */
  String string() throws MalformedJsonException {
    expect('"');
    StringBuilder content = new StringBuilder();
    while (true) {
      int start = position;
      char c = next();
      if (c == '"') {
        return content.toString();
      }
      if (c < ' ') {
        throw new MalformedJsonException("a control character in a string", start);
      }
      content.append(c == '\\' ? escaped() : c);
    }
  }

  /** Reads an integer that a long can hold. */
  long integer() throws MalformedJsonException {
    int start = skipBlanks();
    while (position < text.length() && isPartOfNumber(text.charAt(position))) {
      position++;
    }
    String number = text.substring(start, position);
    // At most 19 digits, as a long has; what parseLong still refuses is then too large.
    if (!number.matches("-?(0|[1-9][0-9]{0,18})")) {
      throw new MalformedJsonException("expected an integer", start);
    }
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new MalformedJsonException("an integer that is too large", start);
    }
  }

  /** Nothing but blanks may follow. */
  void end() throws MalformedJsonException {
    if (skipBlanks() < text.length()) {
      throw new MalformedJsonException("expected the end", position);
    }
  }

  private void sequence(char open, char close, ElementReader element) throws IOException {
    expect(open);
    if (skipBlanks() < text.length() && text.charAt(position) == close) {
      position++;
      return;
    }
    while (true) {
      element.read();
      int start = skipBlanks();
      char c = next();
      if (c == close) {
        return;
      }
      if (c != ',') {
        throw new MalformedJsonException("expected , or " + close, start);
      }
    }
  }

  private char escaped() throws MalformedJsonException {
    int start = position - 1;
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new MalformedJsonException("an unknown escape", start);
    };
  }

  private char unicode() throws MalformedJsonException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int start = position;
      char c = next();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new MalformedJsonException("expected four hexadecimal digits", start);
      }
      code = (code << 4) | digit;
    }
    return (char) code;
  }

  private static boolean isPartOfNumber(char c) {
    return "+-.0123456789Ee".indexOf(c) >= 0;
  }

  private void expect(char wanted) throws MalformedJsonException {
    int start = skipBlanks();
    if (next() != wanted) {
      throw new MalformedJsonException("expected " + wanted, start);
    }
  }

  private char next() throws MalformedJsonException {
    if (position == text.length()) {
      throw new MalformedJsonException("it ends too early", position);
    }
    return text.charAt(position++);
  }

  private int skipBlanks() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position;
  }
}
