package dev.mlpc.compiler.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the name that a user may have meant. */
public final class DidYouMean {
  private static final int LONGEST = 64;

  private DidYouMean() {}

  /**
   * The known name that is most like what was written, if any is like it: a slip for each three
   * letters, where a slip is a letter too many, missing, wrong, or two letters swapped. Case and
   * underscores do not count, so that {@code cross_entropy} finds {@code crossEntropy}. Among
   * equally good ones, the first in the order of the alphabet.
   */
  public static Optional<String> closest(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(folded(name).length() - folded(written).length()) <= most)
        .filter(name -> !name.equals(written))
        .map(name -> new Candidate(name, slips(written, name)))
        .filter(candidate -> candidate.slips <= most && candidate.slips < written.length())
        .min(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** The diagnostic, with the name that may have been meant as its help, where there is one. */
  public static Diagnostic addTo(Diagnostic diagnostic, String written, Collection<String> known) {
    return closest(written, known)
        .map(name -> diagnostic.withHelp("did you mean `" + name + "`?"))
        .orElse(diagnostic);
  }

  private record Candidate(String name, int slips) {}

  /** The distance of Damerau and Levenshtein, of adjacent swaps. */
  private static int slips(String first, String second) {
    String a = folded(first);
    String b = folded(second);
    int[][] distance = new int[a.length() + 1][];
    distance[0] = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      distance[i] = new int[b.length() + 1];
      distance[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
        least = Math.min(least, distance[i - 1][j - 1] + wrong);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, distance[i - 2][j - 2] + 1);
        }
        distance[i][j] = least;
      }
    }
    return distance[a.length()][b.length()];
  }

  private static String folded(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
