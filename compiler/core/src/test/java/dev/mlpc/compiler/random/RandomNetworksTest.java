package dev.mlpc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
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
    assertThat(tally.vagueShare()).isLessThan(0.05);
    assertThat(tally.kinkShare()).isLessThan(0.05);
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
    return fault
        + "\n  at "
        + trace.stream().limit(4).map(String::valueOf).toList()
        + cause;
  }
}
