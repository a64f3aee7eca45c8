package dev.mlpc.compiler.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A spec that was valid before it was changed.
 *
 * @param seed makes it again
 * @param changed the path of the file that was changed
 * @param mutations what was done to it
 */
record Mutant(long seed, Specimen specimen, String changed, List<Mutation> mutations) {
  private static final int MOST_MUTATIONS = 5;

  /** As many of each kind. */
  private static final List<List<Mutation>> KINDS =
      List.of(CharacterMutations.ALL, WordMutations.ALL, StructureMutations.ALL);

  static Mutant of(long seed, List<Specimen> specimens) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Specimen specimen = pick(specimens, random);
    List<String> paths = List.copyOf(specimen.files().keySet());
    String changed = random.nextInt(4) > 0 ? specimen.name() : pick(paths, random);
    String text = specimen.text(changed);
    List<Mutation> mutations = new ArrayList<>();
    // One is the likeliest: what it breaks is not hidden behind another mistake.
    int count = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_MUTATIONS);
    for (int i = 0; i < count; i++) {
      Specimen other = pick(specimens, random);
      Mutation mutation = pick(pick(KINDS, random), random);
      text = mutation.change().apply(text, other.source().text(), random);
      mutations.add(mutation);
    }
    return new Mutant(seed, specimen.with(changed, text), changed, List.copyOf(mutations));
  }

  private static <T> T pick(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Whether a single word of a valid spec was changed. */
  boolean isOfOneWord() {
    return mutations.size() == 1 && mutations.get(0).ofOneWord();
  }

  /** All texts, in which a message may quote. */
  String texts() {
    return Stream.concat(specimen.files().values().stream(), specimen.files().keySet().stream())
        .reduce("", (a, b) -> a + "\n" + b);
  }

  @Override
  public String toString() {
    return "-Dmutations.seed=%d -Dmutations.count=1: %s of %s by %s%n%s"
        .formatted(
            seed,
            changed,
            specimen.name(),
            mutations.stream().map(Mutation::name).toList(),
            visible(specimen.text(changed)));
  }

  /** What no terminal shows is written as an escape. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.chars()
        .forEach(
            unit ->
                visible.append(
                    unit == '\n' || (unit >= ' ' && unit < 127)
                        ? String.valueOf((char) unit)
                        : "\\u%04x".formatted(unit)));
    return visible.toString();
  }
}
