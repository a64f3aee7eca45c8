package dev.mlpc.runtime.lanes;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.mlpc.runtime.Functions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine in f32, by way of f64: the formulas of {@link Functions}, operation by operation,
 * on as many floats as a vector holds doubles.
 *
 * <p>Lanes that have a neighbour beyond 2²⁰, or NaN, are done one by one.
 */
final class TrigonometryLanes {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int STEP = DOUBLES.length();

  /** Two doubles at a time win nothing, and not every such machine has the conversions. */
  private static final boolean WORTHWHILE = STEP > 2;

  private static final float FAR = 0x1p20f;
  private static final double TWO_OVER_PI = 2 / Math.PI;

  /** 1.5·2⁵²: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final double HALF_PI_HIGH = 1.5707963267341256;
  private static final double HALF_PI_LOW = 6.077100506506192e-11;

  private TrigonometryLanes() {}

  static void sin(float[] x, int xFrom, float[] y, int yFrom, int count) {
    quarter(x, xFrom, y, yFrom, count, 0);
  }

  static void cos(float[] x, int xFrom, float[] y, int yFrom, int count) {
    quarter(x, xFrom, y, yFrom, count, 1);
  }

  /** The sine of x + turns·π/2, with turns 0 or 1. */
  private static void quarter(float[] x, int xFrom, float[] y, int yFrom, int count, int turns) {
    if (!WORTHWHILE) {
      oneByOne(x, xFrom, y, yFrom, count, turns);
      return;
    }
    // As many floats as a vector has doubles, in the lower half of one; the rest of y stays.
    DoubleVector ones = DoubleVector.broadcast(DOUBLES, 1);
    VectorMask<Float> rest = ((FloatVector) ones.convertShape(D2F, FLOATS, 0)).compare(EQ, 0);
    int i = 0;
    for (; i <= count - FLOATS.length(); i += STEP) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xFrom + i);
      if (v.abs().compare(LT, FAR).allTrue()) {
        DoubleVector wide = (DoubleVector) v.convertShape(F2D, DOUBLES, 0);
        DoubleVector shifted = wide.mul(TWO_OVER_PI).add(ROUNDER);
        DoubleVector n = shifted.sub(ROUNDER);
        DoubleVector r = wide.sub(n.mul(HALF_PI_HIGH)).sub(n.mul(HALF_PI_LOW));
        DoubleVector z = r.mul(r);
        DoubleVector sine = z.mul(-1 / 39916800.0).add(1 / 362880.0);
        sine = sine.mul(z).sub(1 / 5040.0).mul(z).add(1 / 120.0).mul(z).sub(1 / 6.0);
        sine = r.mul(sine.mul(z).add(1));
        DoubleVector cosine = z.mul(-1 / 3628800.0).add(1 / 40320.0);
        cosine = cosine.mul(z).sub(1 / 720.0).mul(z).add(1 / 24.0).mul(z).sub(0.5);
        cosine = cosine.mul(z).add(1);
        LongVector turn = ((LongVector) shifted.reinterpretShape(LONGS, 0)).add(turns);
        DoubleVector value = sine.blend(cosine, turn.and(1).compare(EQ, 1).cast(DOUBLES));
        // Two quarters turn the sign.
        LongVector bits = (LongVector) value.reinterpretShape(LONGS, 0);
        LongVector signed = bits.lanewise(XOR, turn.and(2).lanewise(LSHL, 62));
        DoubleVector result = (DoubleVector) signed.reinterpretShape(DOUBLES, 0);
        FloatVector before = FloatVector.fromArray(FLOATS, y, yFrom + i);
        ((FloatVector) result.convertShape(D2F, FLOATS, 0))
            .blend(before, rest)
            .intoArray(y, yFrom + i);
      } else {
        oneByOne(x, xFrom + i, y, yFrom + i, STEP, turns);
      }
    }
    oneByOne(x, xFrom + i, y, yFrom + i, count - i, turns);
  }

  private static void oneByOne(float[] x, int xFrom, float[] y, int yFrom, int count, int turns) {
    for (int i = 0; i < count; i++) {
      float angle = x[xFrom + i];
      y[yFrom + i] = turns == 0 ? Functions.sin(angle) : Functions.cos(angle);
    }
  }
}
