package dev.mlpc.runtime.lanes;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.mlpc.runtime.Functions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * aᵇ in f32, by way of f64: the formulas of {@link Functions}, operation by operation, on as many
 * floats as a vector holds doubles.
 *
 * <p>Lanes that have a neighbour for which there is a rule are done one by one.
 */
final class PowerLanes {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int STEP = DOUBLES.length();

  /** Two doubles at a time win nothing, and not every such machine has the conversions. */
  private static final boolean WORTHWHILE = STEP > 2;

  private static final double TWO_OVER_LN2 = 2.8853900817779268;
  private static final double LN2 = 0.6931471805599453;

  /** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final long SQUARE_ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;
  private static final long ONE = 0x3ff0000000000000L;

  /** The bits of 2⁵², whose lowest ones count. */
  private static final long COUNTER_BITS = 0x4330000000000000L;

  /** 2⁵² and the exponent of 1. */
  private static final double COUNTER = 0x1p52 + 1023;

  private PowerLanes() {}

  static void pow(float[] a, int aFrom, float[] b, int bFrom, float[] y, int yFrom, int count) {
    if (!WORTHWHILE) {
      oneByOne(a, aFrom, b, bFrom, y, yFrom, count);
      return;
    }
    // As many floats as a vector has doubles, in the lower half of one; the rest of y stays.
    DoubleVector ones = DoubleVector.broadcast(DOUBLES, 1);
    VectorMask<Float> rest = ((FloatVector) ones.convertShape(D2F, FLOATS, 0)).compare(EQ, 0);
    int i = 0;
    for (; i <= count - FLOATS.length(); i += STEP) {
      FloatVector base = FloatVector.fromArray(FLOATS, a, aFrom + i);
      FloatVector power = FloatVector.fromArray(FLOATS, b, bFrom + i);
      if (base.compare(GT, 0).allTrue()
          && base.compare(LE, Float.MAX_VALUE).allTrue()
          && power.abs().compare(LE, Float.MAX_VALUE).allTrue()) {
        // log₂ a = k + 2/ln 2·artanh((m - 1) / (m + 1)) with a = 2ᵏ·m; here k + 1023, above 0.
        DoubleVector wide = (DoubleVector) base.convertShape(F2D, DOUBLES, 0);
        LongVector bits = (LongVector) wide.reinterpretShape(LONGS, 0);
        LongVector biased = bits.sub(SQUARE_ROOT_OF_HALF - ONE).lanewise(LSHR, 52);
        DoubleVector k =
            ((DoubleVector) biased.or(COUNTER_BITS).reinterpretShape(DOUBLES, 0)).sub(COUNTER);
        LongVector mantissa = bits.sub(biased.lanewise(LSHL, 52)).add(ONE);
        DoubleVector m = (DoubleVector) mantissa.reinterpretShape(DOUBLES, 0);
        DoubleVector s = m.sub(1).div(m.add(1));
        DoubleVector z = s.mul(s);
        DoubleVector series = z.mul(1 / 15.0).add(1 / 13.0).mul(z).add(1 / 11.0);
        series = series.mul(z).add(1 / 9.0).mul(z).add(1 / 7.0);
        series = series.mul(z).add(1 / 5.0).mul(z).add(1 / 3.0);
        DoubleVector logarithm = k.add(s.add(s.mul(z.mul(series))).mul(TWO_OVER_LN2));
        DoubleVector exponent = ((DoubleVector) power.convertShape(F2D, DOUBLES, 0)).mul(logarithm);
        exponent =
            exponent.blend(-160, exponent.compare(LT, -160)).blend(130, exponent.compare(GT, 130));
        DoubleVector shifted = exponent.add(ROUNDER);
        DoubleVector t = exponent.sub(shifted.sub(ROUNDER)).mul(LN2);
        DoubleVector sum = t.mul(1 / 362880.0).add(1 / 40320.0).mul(t).add(1 / 5040.0);
        sum = sum.mul(t).add(1 / 720.0).mul(t).add(1 / 120.0).mul(t).add(1 / 24.0);
        sum = sum.mul(t).add(1 / 6.0).mul(t).add(0.5).mul(t).add(1).mul(t).add(1);
        LongVector whole = (LongVector) shifted.reinterpretShape(LONGS, 0);
        LongVector scale = whole.lanewise(LSHL, 52).add(ONE);
        DoubleVector result = sum.mul((DoubleVector) scale.reinterpretShape(DOUBLES, 0));
        FloatVector before = FloatVector.fromArray(FLOATS, y, yFrom + i);
        ((FloatVector) result.convertShape(D2F, FLOATS, 0))
            .blend(before, rest)
            .intoArray(y, yFrom + i);
      } else {
        oneByOne(a, aFrom + i, b, bFrom + i, y, yFrom + i, STEP);
      }
    }
    oneByOne(a, aFrom + i, b, bFrom + i, y, yFrom + i, count - i);
  }

  private static void oneByOne(
      float[] a, int aFrom, float[] b, int bFrom, float[] y, int yFrom, int count) {
    for (int i = 0; i < count; i++) {
      y[yFrom + i] = Functions.pow(a[aFrom + i], b[bFrom + i]);
    }
  }
}
