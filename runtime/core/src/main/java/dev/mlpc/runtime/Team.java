package dev.mlpc.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the work of a step or a prediction. Work is cut into parts that do not depend
 * on each other, and each element is computed by one thread in one order, so results do not depend
 * on how many threads there are.
 *
 * <p>The thread that calls works too, and finishes alone where nobody helps: no executor can make
 * it wait for ever, however busy it is. Where a team is working already, for another thread or
 * around the same call, a further caller does its work alone.
 *
 * <p>Helpers wait for the next piece of work at full speed for a moment, as the next phase of a
 * step is never far; then they sleep, and at last they leave, until they are called again. Running
 * allocates nothing but what it takes to call them.
 */
public final class Team implements AutoCloseable {
  /** One thread: the caller. */
  public static final Team ALONE = new Team(1);

  /** Some hundred microseconds. */
  private static final int SPINS = 10_000;

  private static final long OWN_REST = 10_000_000_000L;
  private static final long LENT_REST = 50_000_000L;

  private final Executor executor;
  private final int spins;
  private final long rest;
  private final Helper[] helpers;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * The number of the work in the upper half; in the lower half, how many of its parts nobody has
   * taken. While it is not 0, the fields below belong to that work: who takes a part by an exchange
   * that succeeds has read them unchanged.
   */
  private final AtomicLong open = new AtomicLong();

  /** How many parts are done or given up. */
  private final AtomicInteger done = new AtomicInteger();

  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread waiting;
  private @Nullable Thread caller;
  private Work work = (member, phase, from, to) -> {};
  private int phase;
  private int length;
  private int grain;
  private int parts;

  /** What a team does together. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does one part.
     *
     * @param member the number of the thread in its team, from 0: what memory it may use
     * @param phase which work, as {@link Team#run} was told
     * @param from the first element
     * @param to the element after the last
     */
    void run(int member, int phase, int from, int to);
  }

  /**
   * A team with threads of its own. They are daemons, begin with the first work, and end by
   * themselves when there is none for seconds.
   *
   * @param threads how many work at most, the caller among them
   * @throws IllegalArgumentException if there is none
   */
  public Team(int threads) {
    this(threads, Team::start, OWN_REST);
  }

  /**
   * A team with threads that the application lends. One that is lent is kept while there is work,
   * and given back when there is none for 50 milliseconds, or when the team is closed.
   *
   * @param threads how many work at most, the caller among them
   * @param executor lends the others
   * @throws IllegalArgumentException if there is none
   */
  public Team(int threads, Executor executor) {
    this(threads, executor, LENT_REST);
  }

  private Team(int threads, Executor executor, long rest) {
    if (threads < 1) {
      throw new IllegalArgumentException("a team needs a thread, but has " + threads);
    }
    this.executor = executor;
    this.rest = rest;
    this.helpers = new Helper[threads - 1];
    // Where there are more threads than processors, who waits is in the way of who works.
    this.spins = threads <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Helper(i + 1);
    }
  }

  private static void start(Runnable helper) {
    Thread thread = new Thread(helper, "mlpc");
    thread.setDaemon(true);
    thread.start();
  }

  /** {@return how many threads work at most} */
  public int threads() {
    return helpers.length + 1;
  }

  /**
   * {@return how many elements at a time give each thread one piece}
   *
   * @param elements how many there are, at least one
   * @param unit the result is a multiple of it
   */
  public int each(int elements, int unit) {
    int share = (elements - 1) / threads() + 1;
    return (int) Math.min(Integer.MAX_VALUE, ((long) share + unit - 1) / unit * unit);
  }

  /**
   * Does the work of {@code 0 … length - 1}, and returns when all of it is done. What it throws is
   * thrown here, and what nobody has begun by then is left undone.
   *
   * @param task what to do
   * @param number of the phase, handed on to it
   * @param elements how many there are
   * @param each how many at least are done in one go; no part but the last has another multiple
   */
  public void run(Work task, int number, int elements, int each) {
    int count = (int) (((long) elements + each - 1) / each);
    if (count <= 1 || helpers.length == 0 || closed || !busy.compareAndSet(false, true)) {
      if (count > 0) {
        task.run(0, number, 0, elements);
      }
      return;
    }
    try {
      share(task, number, elements, each, count);
    } finally {
      busy.set(false);
    }
  }

  private void share(Work task, int number, int elements, int each, int count) {
    work = task;
    phase = number;
    length = elements;
    grain = each;
    parts = count;
    caller = Thread.currentThread();
    done.set(0);
    open.set(((open.get() >>> 32) + 1) << 32 | count);
    for (int i = 0; i < helpers.length && i < count - 1; i++) {
      helpers[i].call();
    }
    takePart(0);
    for (int turn = 0; done.get() < count; turn++) {
      if (turn < spins) {
        Thread.onSpinWait();
      } else {
        waiting = caller;
        if (done.get() < count) {
          LockSupport.park(this);
        }
        waiting = null;
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      if (thrown instanceof Error error) {
        throw error;
      }
      throw thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
  }

  /** Does parts until none is left. */
  private void takePart(int member) {
    for (long seen = open.get(); (int) seen > 0; seen = open.get()) {
      int left = (int) seen;
      // Large pieces first, and small ones for a level end.
      int take = Math.max(1, left / (2 * threads()));
      int all = parts;
      Work task = work;
      int number = phase;
      long from = (long) (all - left) * grain;
      int to = (int) Math.min(length, from + (long) take * grain);
      if (!open.compareAndSet(seen, seen - take)) {
        continue;
      }
      try {
        if (failure == null) {
          task.run(member, number, (int) from, to);
        }
      } catch (Throwable thrown) {
        failure = thrown;
      }
      if (done.addAndGet(take) == all) {
        LockSupport.unpark(waiting);
      }
    }
  }

  /** Lets the helpers go. What is run afterwards, its caller does alone. */
  @Override
  public void close() {
    closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper.sleeping);
    }
  }

  /** One who works beside the caller. */
  private final class Helper implements Runnable {
    private final int member;
    private final AtomicBoolean here = new AtomicBoolean();
    private volatile @Nullable Thread sleeping;

    Helper(int member) {
      this.member = member;
    }

    /** Wakes it, or asks for it where it has left. */
    void call() {
      if (here.compareAndSet(false, true)) {
        try {
          executor.execute(this);
        } catch (RejectedExecutionException e) {
          here.set(false);
        }
      } else {
        Thread thread = sleeping;
        if (thread != null) {
          LockSupport.unpark(thread);
        }
      }
    }

    @Override
    public void run() {
      try {
        // An executor may run what it is given in the thread that gives it.
        while (Thread.currentThread() != caller && waitForWork()) {
          takePart(member);
        }
      } finally {
        here.set(false);
      }
    }

    /** {@return whether there is any; else nobody needed it for a while} */
    private boolean waitForWork() {
      for (int turn = 0; turn < spins; turn++) {
        if ((int) open.get() > 0) {
          return true;
        }
        Thread.onSpinWait();
      }
      sleeping = Thread.currentThread();
      try {
        long end = System.nanoTime() + rest;
        long left = rest;
        while ((int) open.get() == 0) {
          if (closed || left <= 0 || sleeping.isInterrupted()) {
            return false;
          }
          LockSupport.parkNanos(Team.this, left);
          left = end - System.nanoTime();
        }
        return true;
      } finally {
        sleeping = null;
      }
    }
  }
}
