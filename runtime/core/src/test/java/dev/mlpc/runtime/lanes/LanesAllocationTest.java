package dev.mlpc.runtime.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled, no function allocates: no vector of it lies on the heap. */
class LanesAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int COUNT = 1003;

  /** Enough for the JIT's last stage, and some time more for it to finish beside the loop. */
  private static final int ROUNDS = 4000;

  private static final float[] X = new float[COUNT];
  private static final float[] Y = new float[COUNT];

  private record Function(String name, Runnable run) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Function> functions() {
    return List.of(
        new Function("exp", () -> Lanes.exp(X, 0, Y, 0, COUNT)),
        new Function("expm1", () -> Lanes.expm1(X, 0, Y, 0, COUNT)),
        new Function("log", () -> Lanes.log(X, 0, Y, 0, COUNT)),
        new Function("log1p", () -> Lanes.log1p(X, 0, Y, 0, COUNT)),
        new Function("sin", () -> Lanes.sin(X, 0, Y, 0, COUNT)),
        new Function("cos", () -> Lanes.cos(X, 0, Y, 0, COUNT)),
        new Function("tanh", () -> Lanes.tanh(X, 0, Y, 0, COUNT)),
        new Function("sigmoid", () -> Lanes.sigmoid(X, 0, Y, 0, COUNT)),
        new Function("softplus", () -> Lanes.softplus(X, 0, Y, 0, COUNT)),
        new Function("erf", () -> Lanes.erf(X, 0, Y, 0, COUNT)),
        new Function("sign", () -> Lanes.sign(X, 0, Y, 0, COUNT)),
        new Function("floor", () -> Lanes.floor(X, 0, Y, 0, COUNT)),
        new Function("pow", () -> Lanes.pow(X, 0, X, 0, Y, 0, COUNT)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aCall_allocatesNothing(Function function) {
    assumeThat(Runtime.version().feature())
        .as("version of Java, of which 17 does not always learn the classes of vectors")
        .isGreaterThanOrEqualTo(25);
    assumeThat(FloatVector.SPECIES_PREFERRED.vectorBitSize())
        .as("bits of a vector, of which shorter ones lack operations on some machines")
        .isGreaterThanOrEqualTo(256);
    for (int i = 0; i < COUNT; i++) {
      // Some of them such that their vectors are done one by one.
      X[i] = i % 100 == 0 ? Float.NaN : i % 100 == 50 ? -1 : i * 0.01f;
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 10; i++) {
        function.run.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes of 10 calls").isZero();
  }
}
