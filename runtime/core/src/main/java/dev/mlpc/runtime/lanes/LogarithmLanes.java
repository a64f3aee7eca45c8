package dev.mlpc.runtime.lanes;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.mlpc.runtime.Functions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * ln x and ln(1 + x) in f32: the formulas of {@link Functions}, operation by operation, but for
 * what is no positive number, which gets its answer by choice instead of by an addend.
 */
final class LogarithmLanes {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int STEP = SPECIES.length();

  private static final int SIGN = 0x80000000;
  private static final int ONE = 0x3f800000;
  private static final int SQUARE_ROOT_OF_HALF = 0x3f3504f3;
  private static final float LN2_HIGH = 0.69314575f;
  private static final float LN2_LOW = 1.4286068e-6f;

  private LogarithmLanes() {}

  static void log(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      VectorMask<Float> subnormal = v.compare(LT, Float.MIN_NORMAL);
      IntVector bits = v.blend(v.mul(0x1p23f), subnormal).reinterpretAsInts();
      IntVector k = bits.sub(SQUARE_ROOT_OF_HALF).lanewise(ASHR, 23);
      FloatVector f = bits.sub(k.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
      FloatVector n = k.convert(I2F, 0).reinterpretAsFloats();
      n = n.blend(n.sub(23), subnormal);
      FloatVector series = f.mul(0.06756397f).sub(0.11678849f);
      series = series.mul(f).add(0.11885286f).mul(f).sub(0.12405184f);
      series = series.mul(f).add(0.14220047f).mul(f).sub(0.16668019f);
      series = series.mul(f).add(0.20002082f).mul(f).sub(0.2500001f);
      series = series.mul(f).add(0.33333313f).mul(f).sub(0.5f);
      FloatVector low = f.mul(f).mul(series).add(n.mul(LN2_LOW));
      FloatVector sum = n.mul(LN2_HIGH).add(f.add(low));
      v.blend(sum, v.compare(LT, Float.POSITIVE_INFINITY))
          .blend(Float.NaN, v.compare(LT, 0))
          .blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0))
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.log(x[xFrom + i]);
    }
  }

  static void log1p(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      FloatVector next = v.add(1);
      IntVector k = next.reinterpretAsInts().sub(SQUARE_ROOT_OF_HALF).lanewise(ASHR, 23);
      // f = x·2⁻ᵏ + (2⁻ᵏ - 1), with 2⁻ᵏ in two factors.
      IntVector half = k.lanewise(ASHR, 1);
      FloatVector first = half.lanewise(LSHL, 23).neg().add(ONE).reinterpretAsFloats();
      FloatVector second = half.sub(k).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector f = v.mul(first).mul(second).add(first.mul(second).sub(1));
      FloatVector n = k.convert(I2F, 0).reinterpretAsFloats();
      FloatVector series = f.mul(0.06756397f).sub(0.11678849f);
      series = series.mul(f).add(0.11885286f).mul(f).sub(0.12405184f);
      series = series.mul(f).add(0.14220047f).mul(f).sub(0.16668019f);
      series = series.mul(f).add(0.20002082f).mul(f).sub(0.2500001f);
      series = series.mul(f).add(0.33333313f).mul(f).sub(0.5f);
      FloatVector low = f.mul(f).mul(series).add(n.mul(LN2_LOW));
      FloatVector sum = n.mul(LN2_HIGH).add(f.add(low));
      FloatVector value =
          next.blend(sum, next.compare(LT, Float.POSITIVE_INFINITY))
              .blend(Float.NaN, next.compare(LT, 0))
              .blend(Float.NEGATIVE_INFINITY, next.compare(EQ, 0));
      value
          .reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.log1p(x[xFrom + i]);
    }
  }
}
