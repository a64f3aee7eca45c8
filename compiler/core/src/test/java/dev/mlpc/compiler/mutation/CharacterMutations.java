package dev.mlpc.compiler.mutation;

import java.util.List;
import java.util.Random;

/** Changes that know nothing of words. */
final class CharacterMutations {
  private static final String ODD =
      "\u0000\u0007\u001b\u007f\u0085\u00a0\u00ad\u00df\u0130\u0131\u0301\u200b\u200e\u202e\u2028\u2029"
          + "\u2212\u2013\u201c\u201d\u2026\u2192\u00d7\u03bb\u0416\u05d0\u4e2d\u3000\uff11\uff41\ue000"
          + "\ufeff\ufffe\uffff\ud83d\ude00\ud800\udfff";
  private static final String SIGNS = " \t\n\r\f()[]{};:,.=+-*/@^<>!'\"\\#$%&|~?`_0123456789eExXuU";

  static final List<Mutation> ALL =
      List.of(
          Mutation.ofText("insert a sign", (t, o, r) -> insert(t, pick(SIGNS, r), r)),
          Mutation.ofText("insert an odd character", (t, o, r) -> insert(t, pick(ODD, r), r)),
          Mutation.ofText("insert a character", (t, o, r) -> insert(t, pick(o, r), r)),
          Mutation.ofText("delete a character", (t, o, r) -> delete(t, 1, r)),
          Mutation.ofText("delete some characters", (t, o, r) -> delete(t, 1 + r.nextInt(40), r)),
          Mutation.ofText("replace a character", (t, o, r) -> insert(t, pick(o, r), r, 1)),
          Mutation.ofText("replace by an odd one", (t, o, r) -> insert(t, pick(ODD, r), r, 1)),
          Mutation.ofText("replace by a sign", (t, o, r) -> insert(t, pick(SIGNS, r), r, 1)),
          Mutation.ofText("swap two characters", (t, o, r) -> swap(t, r)),
          Mutation.ofText("duplicate a line", (t, o, r) -> line(t, r, 2)),
          Mutation.ofText("delete a line", (t, o, r) -> line(t, r, 0)),
          Mutation.ofText(
              "cut off the tail", (t, o, r) -> t.substring(0, r.nextInt(t.length() + 1))),
          Mutation.ofText("cut off the head", (t, o, r) -> t.substring(r.nextInt(t.length() + 1))),
          Mutation.ofText(
              "end lines otherwise",
              (t, o, r) -> t.replace("\n", r.nextBoolean() ? "\r" : "\r\n")));

  private CharacterMutations() {}

  /** One unit of UTF-16, so that pairs of surrogates are torn apart. */
  private static String pick(String from, Random random) {
    return from.isEmpty() ? "" : String.valueOf(from.charAt(random.nextInt(from.length())));
  }

  private static String insert(String text, String what, Random random) {
    return insert(text, what, random, 0);
  }

  private static String insert(String text, String what, Random random, int inPlaceOf) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + what + text.substring(Math.min(text.length(), at + inPlaceOf));
  }

  private static String delete(String text, int count, Random random) {
    return insert(text, "", random, count);
  }

  private static String swap(String text, Random random) {
    if (text.length() < 2) {
      return text;
    }
    int at = random.nextInt(text.length() - 1);
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private static String line(String text, Random random, int times) {
    int within = random.nextInt(text.length() + 1);
    int start = text.lastIndexOf('\n', within - 1) + 1;
    int next = text.indexOf('\n', within);
    int end = next < 0 ? text.length() : next + 1;
    return text.substring(0, start)
        + text.substring(start, Math.max(start, end)).repeat(times)
        + text.substring(Math.max(start, end));
  }
}
