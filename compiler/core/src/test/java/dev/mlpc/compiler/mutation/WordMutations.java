package dev.mlpc.compiler.mutation;

import java.util.List;
import java.util.Random;

/** Changes of words: names, numbers, signs. */
final class WordMutations {
  private static final String[] NUMBERS =
      ("0 -1 1 2 3 7 100 0.5 -0.0 1e9 1e400 1e-400 1e308 5e-324 99999999999 2147483647 2147483648"
              + " 9223372036854775808 4096 100000 67108864 1_000 00 1. 1e 0x10 (0/0) (1/0) (-1/0)")
          .split(" ");
  private static final String[] KNOWN =
      ("package import const activation loss layer network train data param state update shared"
              + " labels target report when as if then else or and not true false f32 f64 real"
              + " index class -> .. . , : ; ( ) [ ] { } == != <= >= < > = + - * / @ ^ \"text\" \"\""
              + " training n this x -x [] () softmax max sum concat batchSize batchMean identity")
          .split(" ");

  static final List<Mutation> ALL =
      List.of(
          Mutation.ofOneWord("delete a word", (w, o, r) -> replace(w, some(w, r), "")),
          Mutation.ofOneWord("duplicate a word", (w, o, r) -> repeat(w, some(w, r))),
          Mutation.ofOneWord("word by word", (w, o, r) -> replace(w, some(w, r), some(w, r))),
          Mutation.ofOneWord("word by another's", WordMutations::replaceByAnothers),
          Mutation.ofOneWord("word by a known one", (w, o, r) -> set(w, some(w, r), KNOWN, r)),
          Mutation.ofOneWord("insert a known word", (w, o, r) -> insert(w, some(w, r), KNOWN, r)),
          Mutation.ofOneWord("name by name", (w, o, r) -> replace(w, name(w, r), name(w, r))),
          Mutation.ofOneWord(
              "name by another's", (w, o, r) -> replace(w, name(w, r), o, name(o, r))),
          Mutation.ofOneWord("number by an odd one", (w, o, r) -> set(w, number(w, r), NUMBERS, r)),
          Mutation.ofOneWord(
              "number by number", (w, o, r) -> replace(w, number(w, r), number(w, r))),
          Mutation.ofOneWord("size by something huge", (w, o, r) -> set(w, size(w, r), NUMBERS, r)),
          Mutation.ofWords("swap two words", (w, o, r) -> swap(w, some(w, r), some(w, r))),
          Mutation.ofWords("repeat some words", WordMutations::repeatSome),
          Mutation.ofWords("delete some words", WordMutations::deleteSome),
          Mutation.ofWords("bring some words of another", WordMutations::bringSome));

  private WordMutations() {}

  private static int some(Words words, Random random) {
    return words.pick(random, words::counts);
  }

  private static int name(Words words, Random random) {
    return words.pick(random, words::isName);
  }

  private static int number(Words words, Random random) {
    return words.pick(random, words::isNumber);
  }

  /** A number or name after a square bracket: the first of a type's sizes. */
  private static int size(Words words, Random random) {
    return words.pick(
        random,
        at -> at > 0 && words.get(at - 1).equals("[") && (words.isNumber(at) || words.isName(at)));
  }

  private static void replaceByAnothers(Words words, Words other, Random random) {
    replace(words, some(words, random), other, some(other, random));
  }

  private static void replace(Words words, int at, int by) {
    replace(words, at, words, by);
  }

  private static void replace(Words words, int at, Words from, int by) {
    if (by >= 0) {
      replace(words, at, from.get(by));
    }
  }

  private static void replace(Words words, int at, String by) {
    if (at >= 0) {
      words.set(at, by);
    }
  }

  private static void set(Words words, int at, String[] values, Random random) {
    replace(words, at, values[random.nextInt(values.length)]);
  }

  private static void insert(Words words, int at, String[] values, Random random) {
    if (at >= 0) {
      words.add(at, values[random.nextInt(values.length)] + " ");
    }
  }

  private static void repeat(Words words, int at) {
    if (at >= 0) {
      words.add(at, words.get(at) + " ");
    }
  }

  private static void swap(Words words, int first, int second) {
    if (first >= 0) {
      String word = words.get(first);
      words.set(first, words.get(second));
      words.set(second, word);
    }
  }

  private static int end(Words words, int start, Random random) {
    return Math.min(words.size(), start + 1 + random.nextInt(16));
  }

  private static void repeatSome(Words words, Words other, Random random) {
    int start = random.nextInt(words.size());
    int end = end(words, start, random);
    int times = 1 << random.nextInt(7);
    words.add(end, words.text(start, end).repeat(times));
  }

  private static void deleteSome(Words words, Words other, Random random) {
    int start = random.nextInt(words.size());
    words.cut(start, end(words, start, random));
  }

  private static void bringSome(Words words, Words other, Random random) {
    int start = random.nextInt(other.size());
    words.add(random.nextInt(words.size()), other.text(start, end(other, start, random)));
  }
}
