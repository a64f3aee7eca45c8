package dev.mlpc.compiler.analysis;

import java.util.List;
import java.util.stream.Collectors;

/** Lists names in a sentence: `a`, `b` and `c`. */
final class WordList {
  private WordList() {}

  static String of(List<String> names) {
    return join(names, "and");
  }

  /** The same with `or` before the last. */
  static String anyOf(List<String> names) {
    return join(names, "or");
  }

  private static String join(List<String> names, String last) {
    String all = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    int comma = all.lastIndexOf(", ");
    return comma < 0 ? all : all.substring(0, comma) + " " + last + all.substring(comma + 1);
  }
}
