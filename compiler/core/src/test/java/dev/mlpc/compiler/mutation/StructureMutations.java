package dev.mlpc.compiler.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of statements, declarations and expressions. */
final class StructureMutations {

  /** A range of words. */
  private record Part(int start, int end) {}

  static final List<Mutation> ALL =
      List.of(
          Mutation.ofWords("delete a statement", (w, o, r) -> cut(w, some(statements(w), r))),
          Mutation.ofWords("duplicate a statement", (w, o, r) -> copy(w, w, statements(w), r)),
          Mutation.ofWords("move a statement", (w, o, r) -> move(w, statements(w), r)),
          Mutation.ofWords(
              "bring a statement", (w, o, r) -> bring(w, o, statements(w), statements(o), r)),
          Mutation.ofWords("delete a declaration", (w, o, r) -> cut(w, some(declarations(w), r))),
          Mutation.ofWords("duplicate a declaration", (w, o, r) -> copy(w, w, declarations(w), r)),
          Mutation.ofWords("move a declaration", (w, o, r) -> move(w, declarations(w), r)),
          Mutation.ofWords(
              "bring a declaration", (w, o, r) -> bring(w, o, declarations(w), declarations(o), r)),
          Mutation.ofWords(
              "a declaration into a body",
              (w, o, r) -> bring(w, w, statements(w), declarations(w), r)),
          Mutation.ofWords("nest deeper", StructureMutations::nest));

  private static final List<Nest> NESTS =
      List.of(
          new Nest("(", ")"),
          new Nest("-", ""),
          new Nest("- ", ""),
          new Nest("not ", ""),
          new Nest("[", "]"),
          new Nest("relu(", ")"),
          new Nest("concat(", ", 1)"),
          new Nest("1 + (", ")"),
          new Nest("", " ^ 2"),
          new Nest("2 ^ ", ""),
          new Nest("", "[0]"),
          new Nest("", "[0..1]"),
          new Nest("", " -> relu"),
          new Nest("", " -> Dense(2)"),
          new Nest("", " -> Dense(2) * 2"),
          new Nest("if true then ", " else 1"),
          new Nest("if 1 < 2 then 1 else ", ""),
          new Nest("", " + 1"),
          new Nest("{", "}"));

  /** What is put around an expression, again and again. */
  private record Nest(String before, String after) {}

  private StructureMutations() {}

  /** What ends with a semicolon, without what opens a body before it. */
  private static List<Part> statements(Words words) {
    return parts(words, Integer.MAX_VALUE);
  }

  /** What ends with a semicolon or a brace, outside of all braces. */
  private static List<Part> declarations(Words words) {
    return parts(words, 0);
  }

  private static List<Part> parts(Words words, int deepest) {
    List<Part> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
      boolean ends = word.equals(";") || word.equals("}");
      if (ends && depth <= deepest) {
        parts.add(new Part(start, at + 1));
        start = at + 1;
      } else if (word.equals("{") && depth <= deepest) {
        start = at + 1;
      }
    }
    return parts;
  }

  private static Part some(List<Part> parts, Random random) {
    return parts.isEmpty() ? new Part(0, 0) : parts.get(random.nextInt(parts.size()));
  }

  private static String cut(Words words, Part part) {
    return words.cut(part.start(), part.end());
  }

  private static void copy(Words words, Words from, List<Part> parts, Random random) {
    Part part = some(parts, random);
    words.add(part.end(), from.text(part.start(), part.end()));
  }

  private static void bring(
      Words words, Words from, List<Part> places, List<Part> parts, Random random) {
    Part part = some(parts, random);
    words.add(some(places, random).end(), from.text(part.start(), part.end()));
  }

  private static void move(Words words, List<Part> parts, Random random) {
    Part from = some(parts, random);
    Part to = some(parts, random);
    String text = words.text(from.start(), from.end());
    if (to.end() <= from.start()) {
      cut(words, from);
      words.add(to.end(), text);
    } else {
      words.add(to.end(), text);
      cut(words, from);
    }
  }

  private static void nest(Words words, Words other, Random random) {
    int at = words.pick(random, place -> words.isName(place) || words.isNumber(place));
    if (at >= 0) {
      Nest nest = NESTS.get(random.nextInt(NESTS.size()));
      int times = 1 + random.nextInt(random.nextBoolean() ? 4 : 300);
      words.set(at, nest.before().repeat(times) + words.get(at) + nest.after().repeat(times));
    }
  }
}
