package dev.mlpc.compiler.mutation;

import java.util.Random;

/**
 * A change of a text, as a slip of the hand or a hostile one would make it.
 *
 * @param name what it does, for reports
 * @param ofOneWord whether it changes no more than one word
 */
record Mutation(String name, boolean ofOneWord, Change change) {

  /** Makes the change. */
  @FunctionalInterface
  interface Change {

    /**
     * The changed text; the same where there is nothing to change.
     *
     * @param other another spec, to take parts of
     */
    String apply(String text, String other, Random random);
  }

  /** A change of words. */
  @FunctionalInterface
  interface WordChange {
    void apply(Words words, Words other, Random random);
  }

  static Mutation ofText(String name, Change change) {
    return new Mutation(name, false, change);
  }

  static Mutation ofWords(String name, WordChange change) {
    return new Mutation(name, false, inWords(change));
  }

  static Mutation ofOneWord(String name, WordChange change) {
    return new Mutation(name, true, inWords(change));
  }

  private static Change inWords(WordChange change) {
    return (text, other, random) -> {
      Words words = new Words(text);
      if (words.size() == 0) {
        return text;
      }
      change.apply(words, new Words(other), random);
      return words.text();
    };
  }
}
