package dev.mlpc.compiler.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in words: names, numbers, texts, comments, signs, and the blanks between them. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile(
          "[A-Za-z_][A-Za-z_0-9]*"
              + "|[0-9][0-9_]*(\\.[0-9]+)?([eE][+-]?[0-9]+)?"
              + "|\"([^\"\\\\\\n]|\\\\.)*\""
              + "|//[^\\n]*"
              + "|/\\*(?s:.*?)\\*/"
              + "|->|\\.\\.|==|!=|<=|>="
              + "|\\s+"
              + "|.",
          Pattern.DOTALL);

  private final List<String> all = new ArrayList<>();

  Words(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group());
    }
  }

  String text() {
    return String.join("", all);
  }

  int size() {
    return all.size();
  }

  String get(int at) {
    return all.get(at);
  }

  void set(int at, String word) {
    all.set(at, word);
  }

  void add(int at, String word) {
    all.add(at, word);
  }

  /** Takes a range out. */
  String cut(int from, int to) {
    List<String> range = all.subList(from, to);
    String text = String.join("", range);
    range.clear();
    return text;
  }

  String text(int from, int to) {
    return String.join("", all.subList(from, to));
  }

  boolean isName(int at) {
    char first = all.get(at).charAt(0);
    return first == '_' || (first < 128 && Character.isLetter(first));
  }

  boolean isNumber(int at) {
    return Character.isDigit(all.get(at).charAt(0));
  }

  /** Whether it is neither blank nor comment. */
  boolean counts(int at) {
    String word = all.get(at);
    return !word.isBlank() && !word.startsWith("//") && !word.startsWith("/*");
  }

  /** The places of which something holds; one of them, or none if there is none. */
  int pick(Random random, Condition condition) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      if (condition.holds(at)) {
        places.add(at);
      }
    }
    return places.isEmpty() ? -1 : places.get(random.nextInt(places.size()));
  }

  /** What is asked of a place. */
  @FunctionalInterface
  interface Condition {
    boolean holds(int at);
  }
}
