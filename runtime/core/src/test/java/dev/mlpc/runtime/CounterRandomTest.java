package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRandomTest {
  private static final int DRAWS = 100_000;
  private static final long KEY = CounterRandom.key(1, 0);

  /** The outputs of Sebastiano Vigna's splitmix64.c that Rosetta Code quotes. */
  @Test
  void bits_areSplitMix64() {
    assertThat(LongStream.range(0, 5).map(i -> CounterRandom.bits(1234567, i)))
        .containsExactly(
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void bits_areThoseOfTheReferenceFile() throws IOException {
    int sequences = 0;
    for (String line :
        Files.readAllLines(Shared.file("reference/splitmix64/splitmix64_vectors.txt"))) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] sides = line.split(":", 2);
      long seed = Long.parseLong(sides[0].split("\\s+", -1)[1]);
      int radix = sides[0].contains("decimal") ? 10 : 16;
      long[] expected =
          Arrays.stream(sides[1].trim().split("\\s+", -1))
              .mapToLong(word -> Long.parseUnsignedLong(word, radix))
              .toArray();
      long[] found =
          LongStream.range(0, expected.length).map(i -> CounterRandom.bits(seed, i)).toArray();
      assertThat(found).as(line).containsExactly(expected);
      sequences++;
    }
    assertThat(sequences).isPositive();
  }

  @Test
  void keys_differByEachArgument() {
    Set<Long> keys = new HashSet<>();
    for (long seed = -20; seed < 20; seed++) {
      for (long stream = -20; stream < 20; stream++) {
        keys.add(CounterRandom.key(seed, stream));
        for (long step = 0; step < 20; step++) {
          keys.add(CounterRandom.key(seed, step, stream));
        }
      }
    }
    assertThat(keys).hasSize(40 * 40 * 21);
  }

  @Test
  void streams_ofNeighbouringSeedsAreNotCorrelated() {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum +=
          CounterRandom.normal(CounterRandom.key(5, 0), i)
              * CounterRandom.normal(CounterRandom.key(6, 0), i);
    }
    // Five deviations of a mean of as many products.
    assertThat(sum / DRAWS).isBetween(-5 / Math.sqrt(DRAWS), 5 / Math.sqrt(DRAWS));
  }

  @Test
  void unit_isUniformFromZeroToBelowOne() {
    int[] slots = new int[16];
    for (int i = 0; i < DRAWS; i++) {
      double wide = CounterRandom.unitDouble(KEY, i);
      float narrow = CounterRandom.unitFloat(KEY, i);
      assertThat(wide).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat(narrow).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat((double) narrow).isBetween(wide - 0x1p-24, wide);
      slots[(int) (wide * slots.length)]++;
    }
    // 15 degrees of freedom: more than 44.3 once in ten thousand streams.
    assertThat(chiSquare(slots)).isLessThan(44.3);
  }

  @Test
  void unit_isBelowOneForTheLargestBits() {
    assertThat((-1L >>> 40) * 0x1p-24f).isLessThan(1f);
    assertThat((-1L >>> 11) * 0x1p-53).isLessThan(1.0);
  }

  @Test
  void normal_hasTheMomentsAndTailsOfTheNormalDistribution() {
    double[] draws = draws(i -> CounterRandom.normal(KEY, i));
    assertThat(mean(draws, 1)).isBetween(-0.02, 0.02);
    assertThat(mean(draws, 2)).isBetween(0.97, 1.03);
    assertThat(mean(draws, 3)).isBetween(-0.07, 0.07);
    assertThat(mean(draws, 4)).isBetween(2.8, 3.2);
    // 31.73 % lie beyond one deviation, 4.55 % beyond two, 0.27 % beyond three.
    assertThat(beyond(draws, 1)).isBetween(0.3173 - 0.008, 0.3173 + 0.008);
    assertThat(beyond(draws, 2)).isBetween(0.0455 - 0.004, 0.0455 + 0.004);
    assertThat(beyond(draws, 3)).isBetween(0.0027 - 0.001, 0.0027 + 0.001);
  }

  @Test
  void normal_ofNeighboursIsNotCorrelated() {
    double[] draws = draws(i -> CounterRandom.normal(KEY, i));
    double pairs = IntStream.range(1, DRAWS).mapToDouble(i -> draws[i] * draws[i - 1]).sum();
    double squares =
        IntStream.range(1, DRAWS)
            .mapToDouble(i -> draws[i] * draws[i] * draws[i - 1] * draws[i - 1])
            .sum();
    assertThat(pairs / DRAWS).isBetween(-0.02, 0.02);
    assertThat(squares / DRAWS).isBetween(0.95, 1.05);
  }

  @Test
  void truncatedNormal_isCutAtTwoAndHasTheStatedDeviation() {
    double[] draws = draws(i -> TruncatedNormal.draw(KEY, i));
    assertThat(beyond(draws, 2)).isZero();
    assertThat(beyond(draws, 1.99)).isPositive();
    assertThat(mean(draws, 1)).isBetween(-0.02, 0.02);
    assertThat(Math.sqrt(mean(draws, 2)))
        .isBetween(TruncatedNormal.DEVIATION - 0.01, TruncatedNormal.DEVIATION + 0.01);
  }

  /** sqrt(1 - 4 φ(2) / (2 Φ(2) - 1)), with 2 Φ(2) - 1 = erf(√2). */
  @Test
  void truncatedNormal_deviationFollowsFromItsFormula() {
    double density = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    double inside = Functions.erf(Math.sqrt(2));
    assertThat(Math.sqrt(1 - 4 * density / inside))
        .isBetween(TruncatedNormal.DEVIATION - 1e-15, TruncatedNormal.DEVIATION + 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 17, 1000})
  void below_isUniform(int bound) {
    int[] slots = new int[bound];
    for (int i = 0; i < DRAWS; i++) {
      slots[CounterRandom.below(bound, KEY, i)]++;
    }
    double freedom = bound - 1;
    // Five deviations above the mean of the chi-square distribution.
    assertThat(chiSquare(slots)).isLessThanOrEqualTo(freedom + 5 * Math.sqrt(2 * freedom));
  }

  @Test
  void below_ofTheLargestBoundFillsBothHalves() {
    int upper = 0;
    for (int i = 0; i < 10_000; i++) {
      int value = CounterRandom.below(Integer.MAX_VALUE, KEY, i);
      assertThat(value).isBetween(0, Integer.MAX_VALUE - 1);
      upper += value > Integer.MAX_VALUE / 2 ? 1 : 0;
    }
    assertThat(upper).isBetween(4750, 5250);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void below_refusesABoundThatIsNotPositive(int bound) {
    assertThatThrownBy(() -> CounterRandom.below(bound, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a bound must be positive, but is " + bound);
  }

  @Test
  void shuffle_givesEachOrderAlikeOften() {
    int[] seen = new int[24];
    for (int i = 0; i < 24_000; i++) {
      int[] values = {0, 1, 2, 3};
      CounterRandom.shuffle(values, CounterRandom.key(i, 0));
      assertThat(values).containsExactlyInAnyOrder(0, 1, 2, 3);
      seen[permutations().indexOf(Arrays.stream(values).boxed().toList())]++;
    }
    // 23 degrees of freedom: more than 55 once in four thousand runs.
    assertThat(chiSquare(seen)).isLessThan(55);
  }

  @Test
  void shuffle_isAFunctionOfItsKey() {
    int[] one = IntStream.range(0, 50).toArray();
    int[] same = one.clone();
    int[] other = one.clone();
    CounterRandom.shuffle(one, 3);
    CounterRandom.shuffle(same, 3);
    CounterRandom.shuffle(other, 4);
    assertThat(one).isEqualTo(same).isNotEqualTo(other);
    CounterRandom.shuffle(new int[0], 3);
  }

  private static List<List<Integer>> permutations() {
    return IntStream.range(0, 256)
        .mapToObj(i -> List.of(i & 3, (i >> 2) & 3, (i >> 4) & 3, i >> 6))
        .filter(order -> new HashSet<>(order).size() == 4)
        .toList();
  }

  private static double[] draws(java.util.function.IntToDoubleFunction draw) {
    return IntStream.range(0, DRAWS).mapToDouble(draw).toArray();
  }

  private static double mean(double[] values, int power) {
    return Arrays.stream(values).map(x -> Math.pow(x, power)).sum() / values.length;
  }

  private static double beyond(double[] values, double limit) {
    return Arrays.stream(values).filter(x -> Math.abs(x) > limit).count() / (double) values.length;
  }

  private static double chiSquare(int[] slots) {
    double expected = Arrays.stream(slots).sum() / (double) slots.length;
    return Arrays.stream(slots).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }
}
