package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TeamTest {

  /** Counts how often each element is done, and checks what it is told. */
  private static final class Counter implements Team.Work {
    final AtomicIntegerArray times = new AtomicIntegerArray(1000);
    private final int expectedPhase;
    private final int grain;
    private final int members;

    Counter(int expectedPhase, int grain, int members) {
      this.expectedPhase = expectedPhase;
      this.grain = grain;
      this.members = members;
    }

    @Override
    public void run(int member, int phase, int from, int to) {
      if (phase != expectedPhase || from % grain != 0 || member < 0 || member >= members) {
        throw new AssertionError(member + " in " + phase + " from " + from);
      }
      for (int i = from; i < to; i++) {
        times.incrementAndGet(i);
      }
    }

    void assertEachOnce(int length) {
      for (int i = 0; i < times.length(); i++) {
        assertThat(times.get(i)).as("element %d of %d", i, length).isEqualTo(i < length ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void run_doesEachElementOnce(int threads) {
    try (Team team = new Team(threads)) {
      for (int round = 0; round < 500; round++) {
        for (int length : new int[] {0, 1, 2, 31, 32, 33, 100, 997}) {
          int grain = 1 + round % 40;
          Counter counter = new Counter(round, grain, threads);
          team.run(counter, round, length, grain);
          counter.assertEachOnce(length);
        }
      }
    }
  }

  @Test
  void run_isShared() {
    try (Team team = new Team(3)) {
      assertShared(team, 3);
      assertShared(team, 3);
    }
  }

  @Test
  void run_isSharedWithThreadsThatTheApplicationLends() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Team team = new Team(3, pool)) {
      assertShared(team, 3);
      assertShared(team, 3);
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Parts that wait for each other are done only if all members take one. */
  private static void assertShared(Team team, int members) {
    CountDownLatch all = new CountDownLatch(members);
    Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    team.run(
        (member, phase, from, to) -> {
          numbers.add(member);
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        0,
        members,
        1);
    assertThat(numbers).hasSize(members);
  }

  @Test
  void lentThreads_areGivenBackWhereThereIsNoWork() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Team team = new Team(3, pool);
    assertShared(team, 3);
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    Counter counter = new Counter(0, 1, 3);
    team.run(counter, 0, 100, 1);
    counter.assertEachOnce(100);
  }

  @Test
  void busyExecutor_leavesTheWorkToTheCaller() {
    List<Runnable> neverRun = new ArrayList<>();
    assertCallerWorksAlone(neverRun::add);
    assertThat(neverRun).hasSize(2);
    neverRun.forEach(Runnable::run);
  }

  @Test
  void executorThatRejects_leavesTheWorkToTheCaller() {
    assertCallerWorksAlone(
        task -> {
          throw new RejectedExecutionException("full");
        });
  }

  @Test
  void executorThatRunsAtOnce_leavesTheWorkToTheCaller() {
    assertCallerWorksAlone(Runnable::run);
  }

  private static void assertCallerWorksAlone(Executor executor) {
    try (Team team = new Team(3, executor)) {
      for (int round = 0; round < 100; round++) {
        Counter counter = new Counter(round, 1, 1);
        team.run(counter, round, 100, 1);
        counter.assertEachOnce(100);
      }
    }
  }

  @Test
  void whatAPartThrows_isThrownByTheCaller() {
    try (Team team = new Team(3)) {
      for (int round = 0; round < 200; round++) {
        int bad = round % 100;
        IllegalStateException thrown = new IllegalStateException("part " + bad);
        assertThatThrownBy(
                () ->
                    team.run(
                        (member, phase, from, to) -> {
                          if (from <= bad && bad < to) {
                            throw thrown;
                          }
                        },
                        0,
                        100,
                        1))
            .isSameAs(thrown);
        Counter counter = new Counter(1, 1, 3);
        team.run(counter, 1, 100, 1);
        counter.assertEachOnce(100);
      }
    }
  }

  @Test
  void workWithinWork_isDoneByWhoCalls() {
    try (Team team = new Team(3)) {
      Counter inner = new Counter(7, 1, 1);
      team.run(
          (member, phase, from, to) ->
              team.run((m, p, a, b) -> inner.run(m, p, from + a, from + b), 7, to - from, 1),
          0,
          100,
          1);
      inner.assertEachOnce(100);
    }
  }

  @Test
  void twoCallers_bothGetAllDone() throws InterruptedException {
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    try (Team team = new Team(2)) {
      Runnable caller =
          () -> {
            for (int round = 0; round < 2000; round++) {
              Counter counter = new Counter(round, 1, 2);
              team.run(counter, round, 40, 1);
              counter.assertEachOnce(40);
            }
          };
      List<Thread> threads = List.of(new Thread(caller), new Thread(caller));
      for (Thread thread : threads) {
        thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void closedTeam_leavesTheWorkToTheCaller() {
    Team team = new Team(3);
    assertShared(team, 3);
    team.close();
    Counter counter = new Counter(0, 1, 1);
    team.run(counter, 0, 100, 1);
    counter.assertEachOnce(100);
  }

  @Test
  void noThreads_areNoTeam() {
    assertThatThrownBy(() -> new Team(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
