package dev.mlpc.cli;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.runtime.Team;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What this machine can do at most: chains of fused multiply-adds that do not wait for each other,
 * with all operands in registers. Loaded only where the JVM has {@code jdk.incubator.vector}.
 */
final class FusedMultiplyAdds {
  /** Enough to hide the latency of each, and few enough for 16 registers. */
  private static final int CHAINS = 12;

  /** Links of each chain in one call. */
  private static final int LENGTH = 1024;

  private final Precision precision;
  private final Team team;
  private final double[] results;

  /**
   * The peak of some threads together.
   *
   * @param team each of its threads has chains of its own
   */
  FusedMultiplyAdds(Precision precision, Team team) {
    this.precision = precision;
    this.team = team;
    this.results = new double[team.threads()];
  }

  /** The width of the machine's vectors. */
  static int bits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  /** Billions of floating-point operations a second in the quietest round. */
  double gigaflops(Stopwatch stopwatch) {
    int lanes =
        precision == Precision.F32
            ? FloatVector.SPECIES_PREFERRED.length()
            : DoubleVector.SPECIES_PREFERRED.length();
    double nanoseconds = stopwatch.time(this::run).quietest();
    for (double result : results) {
      if (!Double.isFinite(result)) {
        throw new IllegalStateException("the sum of the chains is " + result);
      }
    }
    return 2.0 * lanes * CHAINS * LENGTH * results.length / nanoseconds;
  }

  private void run(int calls) {
    team.run((member, phase, from, to) -> run(from, to, calls), 0, results.length, 1);
  }

  private void run(int from, int to, int calls) {
    for (int chains = from; chains < to; chains++) {
      for (int i = 0; i < calls; i++) {
        results[chains] = precision == Precision.F32 ? floats(1e-3f) : doubles(1e-3);
      }
    }
  }

  private static double floats(float factor) {
    FloatVector x = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, factor);
    FloatVector y = x.mul(x);
    FloatVector s0 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s1 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s2 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s3 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s4 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s5 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s6 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s7 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s8 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s9 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s10 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    FloatVector s11 = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
    for (int i = 0; i < LENGTH; i++) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
    }
    s0 = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    s6 = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    return s0.add(s6).reduceLanes(VectorOperators.ADD);
  }

  private static double doubles(double factor) {
    DoubleVector x = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, factor);
    DoubleVector y = x.mul(x);
    DoubleVector s0 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s1 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s2 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s3 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s4 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s5 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s6 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s7 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s8 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s9 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s10 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    DoubleVector s11 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
    for (int i = 0; i < LENGTH; i++) {
      s0 = x.fma(y, s0);
      s1 = x.fma(y, s1);
      s2 = x.fma(y, s2);
      s3 = x.fma(y, s3);
      s4 = x.fma(y, s4);
      s5 = x.fma(y, s5);
      s6 = x.fma(y, s6);
      s7 = x.fma(y, s7);
      s8 = x.fma(y, s8);
      s9 = x.fma(y, s9);
      s10 = x.fma(y, s10);
      s11 = x.fma(y, s11);
    }
    s0 = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    s6 = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    return s0.add(s6).reduceLanes(VectorOperators.ADD);
  }
}
