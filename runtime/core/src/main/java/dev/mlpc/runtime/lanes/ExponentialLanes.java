package dev.mlpc.runtime.lanes;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.mlpc.runtime.Functions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * eˣ in f32 and what is made of it: the formulas of {@link Functions}, operation by operation.
 *
 * <p>Each loop has eˣ written out, as a method of its own would make objects of its vectors: see
 * the package.
 */
final class ExponentialLanes {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int STEP = SPECIES.length();

  private static final int SIGN = 0x80000000;
  private static final int ONE = 0x3f800000;
  private static final float LOG2_E = 1.442695f;

  /** 1.5·2²³: adding it rounds to a whole number, which then stands in the lowest bits. */
  private static final float ROUNDER = 12582912f;

  private static final int ROUNDER_BITS = 0x4b400000;
  private static final float LN2_HIGH = 0.69314575f;
  private static final float LN2_LOW = 1.4286068e-6f;

  /** (eʳ - 1 - r) / r² for |r| up to ½·ln 2, the highest power first. */
  private static final float C5 = 0.00019771315f;

  private static final float C4 = 0.0013934125f;
  private static final float C3 = 0.008333538f;
  private static final float C2 = 0.041666478f;
  private static final float C1 = 0.16666666f;
  private static final float C0 = 0.5f;

  private ExponentialLanes() {}

  static void exp(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      v = v.blend(-104, v.compare(LT, -104)).blend(89, v.compare(GT, 89));
      FloatVector shifted = v.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = v.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector sum = high.add(1);
      FloatVector lost = high.sub(sum.sub(1)).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = sum.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      FloatVector first = half.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector second = exponent.sub(half).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      power.mul(first).mul(second).intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.exp(x[xFrom + i]);
    }
  }

  static void expm1(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      FloatVector bounded = v.blend(-18, v.compare(LT, -18)).blend(89, v.compare(GT, 89));
      FloatVector shifted = bounded.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = bounded.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector lost = high.sub(r).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = r.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      FloatVector first = half.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector second = exponent.sub(half).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector inverse = half.sub(exponent).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector value = second.mul(first.mul(power).add(first.sub(inverse)));
      value
          .reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.expm1(x[xFrom + i]);
    }
  }

  static void tanh(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      // Near 0: x + x³·p(x²).
      FloatVector z = v.mul(v);
      FloatVector near = z.mul(0.0021576358f).sub(0.008195086f);
      near = near.mul(z).add(0.02170875f).mul(z).sub(0.053948462f);
      near = near.mul(z).add(0.13333222f).mul(z).sub(0.3333333f);
      near = near.mul(z).mul(v).add(v);
      // Far from it: 1 - 2e / (1 + e) with e = e^(-2|x|), of which 2ⁿ is a normal number.
      FloatVector bounded = v.abs().mul(-2);
      bounded = bounded.blend(-19, bounded.compare(LT, -19));
      FloatVector shifted = bounded.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = bounded.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector sum = high.add(1);
      FloatVector lost = high.sub(sum.sub(1)).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = sum.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector small = power.mul(exponent.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats());
      FloatVector far = small.mul(-2).div(small.add(1)).add(1);
      FloatVector value = far.blend(near, v.abs().compare(LT, 0.625f));
      value
          .reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.tanh(x[xFrom + i]);
    }
  }

  static void sigmoid(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      FloatVector bounded = v.abs().neg();
      bounded = bounded.blend(-104, bounded.compare(LT, -104));
      FloatVector shifted = bounded.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = bounded.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector sum = high.add(1);
      FloatVector lost = high.sub(sum.sub(1)).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = sum.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      FloatVector first = half.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector second = exponent.sub(half).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector small = power.mul(first).mul(second);
      FloatVector factor = small.blend(1, v.compare(GE, 0));
      factor.sub(factor.mul(small.div(small.add(1)))).intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.sigmoid(x[xFrom + i]);
    }
  }

  static void softplus(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      FloatVector bounded = v.abs().neg();
      bounded = bounded.blend(-104, bounded.compare(LT, -104));
      FloatVector shifted = bounded.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = bounded.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector sum = high.add(1);
      FloatVector lost = high.sub(sum.sub(1)).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = sum.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      FloatVector first = half.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector second = exponent.sub(half).lanewise(LSHL, 23).add(ONE).reinterpretAsFloats();
      FloatVector small = power.mul(first).mul(second);
      // ln(1 + e) = 2 artanh s with s = e / (2 + e), and 2s = e - s·e.
      FloatVector s = small.div(small.add(2));
      FloatVector z = s.mul(s);
      FloatVector series = z.mul(0.24253125f).add(0.21442083f);
      series = series.mul(z).add(0.28615344f).mul(z).add(0.39998946f).mul(z).add(0.66666675f);
      FloatVector correction = s.mul(small.sub(z.mul(series)));
      FloatVector logarithm = small.sub(correction);
      FloatVector rest = small.sub(logarithm).sub(correction);
      logarithm.add(v.blend(0, v.compare(LT, 0)).add(rest)).intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.softplus(x[xFrom + i]);
    }
  }

  static void erf(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < SPECIES.loopBound(count); i += STEP) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xFrom + i);
      // Near 0: x + x·p(x²).
      FloatVector z = v.mul(v);
      FloatVector near = z.mul(7.867642e-05f).sub(0.00080264197f);
      near = near.mul(z).add(0.0051909415f).mul(z).sub(0.026855364f);
      near = near.mul(z).add(0.11283623f).mul(z).sub(0.3761263f);
      near = near.mul(z).add(0.12837917f).mul(v).add(v);
      // Far from it: 1 - e^p(|x|), of which 2ⁿ is a normal number.
      FloatVector size = v.abs();
      size = size.blend(3.95f, size.compare(GT, 3.95f));
      FloatVector p = size.mul(-2.0450087e-05f).add(0.00042707706f);
      p = p.mul(size).sub(0.0041356464f).mul(size).add(0.025027191f);
      p = p.mul(size).sub(0.10813913f).mul(size).sub(0.6334734f);
      p = p.mul(size).sub(1.1294532f).mul(size).add(0.00016202468f);
      FloatVector shifted = p.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector high = p.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector sum = high.add(1);
      FloatVector lost = high.sub(sum.sub(1)).sub(low);
      FloatVector curve =
          r.mul(C5).add(C4).mul(r).add(C3).mul(r).add(C2).mul(r).add(C1).mul(r).add(C0);
      FloatVector power = sum.add(r.mul(r).mul(curve).add(lost));
      IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector small = power.mul(exponent.lanewise(LSHL, 23).add(ONE).reinterpretAsFloats());
      FloatVector value = small.neg().add(1).blend(near, v.abs().compare(LT, 0.875f));
      value
          .reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Functions.erf(x[xFrom + i]);
    }
  }
}
