package dev.mlpc.compiler.mutation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Looks after a thread that does one task after the other: how much time and memory each takes, and
 * where it is when it takes too long. Time is that of the thread alone, since the machine may be
 * busy with other things.
 */
final class Watch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private final Thread worker;
  private volatile long startTime;
  private volatile long startBytes;
  private volatile Optional<String> longStack = Optional.empty();

  Watch(Thread worker) {
    this.worker = worker;
  }

  /** Called by the worker. */
  void begin() {
    longStack = Optional.empty();
    startBytes = THREADS.getThreadAllocatedBytes(worker.getId());
    startTime = THREADS.getThreadCpuTime(worker.getId());
  }

  long nanoseconds() {
    return THREADS.getThreadCpuTime(worker.getId()) - startTime;
  }

  long bytes() {
    return THREADS.getThreadAllocatedBytes(worker.getId()) - startBytes;
  }

  /** Where the worker was when it had taken too long, if it was seen then. */
  Optional<String> longStack() {
    return longStack;
  }

  /** Called by the watchman, again and again; whether the worker hangs for good. */
  boolean look() {
    long taken = nanoseconds();
    if (taken > LONGEST && longStack.isEmpty()) {
      StringBuilder stack = new StringBuilder();
      for (StackTraceElement frame : worker.getStackTrace()) {
        stack.append("\n    at ").append(frame);
      }
      longStack = Optional.of(stack.toString());
    }
    return taken > 20 * LONGEST;
  }
}
