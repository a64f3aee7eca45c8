package dev.mlpc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.prelude.PreludeText;
import dev.mlpc.compiler.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random networks through the whole pipeline: 500 in the build, and with {@code
 * -Drandom.networks=20000} so many; {@code -Drandom.seed=…} is the first one's seed, and each of
 * the others has the next. A failure tells the seed and the whole spec.
 */
final class RandomNetworksTest {
  private static final int NETWORKS = Integer.getInteger("random.networks", 500);
  private static final long SEED = Long.getLong("random.seed", 0);

  /** So many failures are told, not thousands of the same. */
  private static final int TOLD = 5;

  /** Of so many networks, shares say something. */
  private static final int ENOUGH = 200;

  private static final List<String> WORDS =
      List.of(
              "f32 f64 index class real param state update shared const activation loss layer package",
              "when as if then else and or not training true false * @ ^ -> depth labels",
              "sum mean maximum minimum variance logSumExp axis spread concat flatten reshape transpose",
              "oneHot exp expm1 log log1p sqrt abs sign sin cos tanh sigmoid softplus erf floor min max",
              "sgd adam adamw nadam rmsprop adagrad adadelta lion momentum nesterov decay warmup",
              "step exponential cosine polynomial oneCycle plateau clip norm value average ema stop",
              "l1 l2 stopGradient batchMean zeros ones constant uniform normal truncatedNormal",
              "glorotUniform glorotNormal heUniform heNormal lecunNormal orthogonal torchLinear")
          .stream()
          .flatMap(line -> Stream.of(line.split(" ")))
          .toList();

  private static LongStream seeds() {
    return LongStream.range(SEED, SEED + NETWORKS);
  }

  @Test
  void everyNetwork_isWhatItsSpecSays() {
    Tally tally = new Tally();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    seeds().parallel().forEach(seed -> check(seed, tally, failures));
    System.out.println(tally);
    assertThat(failures.stream().limit(TOLD).toList())
        .as("%d networks fail", failures.size())
        .isEmpty();
    assertThat(tally.networks.sum()).isEqualTo(NETWORKS);
    if (NETWORKS >= ENOUGH) {
      assertThat(tally.looped.sum()).isBetween(NETWORKS / 10L, NETWORKS - NETWORKS / 10L);
      assertThat(tally.values.share()).isLessThan(0.02);
      assertThat(tally.gradients.share()).isLessThan(0.15);
      assertThat(tally.updates.share()).isLessThan(0.15);
      assertThat(tally.directions.share()).isLessThan(0.005);
    }
  }

  /** What the networks of the build are made of: each word in at least three of them. */
  @Test
  void everyPartOfTheLanguage_isDrawn() {
    Map<String, Long> found = new TreeMap<>();
    parts().forEach(part -> found.put(part, 0L));
    for (long seed = 0; seed < 500; seed++) {
      Set<String> words =
          Pattern.compile("\\w+|->|[@^]|\\* (2|3|depth)\\b|\\*(?= [a-z])")
              .matcher(RandomNetwork.of(seed).text())
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet());
      words.forEach(word -> found.computeIfPresent(word, (key, count) -> count + 1));
    }
    assertThat(found).allSatisfy((part, count) -> assertThat(count).as(part).isGreaterThan(2));
  }

  /** The names of the library, and what else a spec may say. */
  private static List<String> parts() {
    List<String> parts = new ArrayList<>(WORDS);
    for (Class<? extends Declaration> kind :
        List.of(Declaration.Layer.class, Declaration.Activation.class, Declaration.Loss.class)) {
      PreludeText.declarations(kind).forEach(declaration -> parts.add(declaration.name().text()));
    }
    return parts;
  }

  private static void check(long seed, Tally tally, Queue<String> failures) {
    RandomNetwork network = RandomNetwork.of(seed);
    try {
      NetworkCheck.check(network, tally);
    } catch (Exception | Error fault) {
      failures.add("\nseed %d: %s\n%s".formatted(seed, told(fault), network.text()));
    }
  }

  private static String told(Throwable fault) {
    List<StackTraceElement> trace = List.of(fault.getStackTrace());
    String cause = fault.getCause() == null ? "" : "\n  because of " + told(fault.getCause());
    return fault + "\n  at " + trace.stream().limit(4).map(String::valueOf).toList() + cause;
  }
}
