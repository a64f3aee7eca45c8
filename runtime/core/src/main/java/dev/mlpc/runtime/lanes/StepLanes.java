package dev.mlpc.runtime.lanes;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The sign and the floor, as {@link Math} has them, for which there is no operation of vectors. */
final class StepLanes {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private static final int FLOAT_SIGN = 0x80000000;
  private static final int FLOAT_ONE = 0x3f800000;
  private static final long DOUBLE_SIGN = 0x8000000000000000L;
  private static final long DOUBLE_ONE = 0x3ff0000000000000L;

  /** From here on every number is whole; adding it to a smaller one rounds that. */
  private static final float WHOLE_FLOATS = 0x1p23f;

  private static final double WHOLE_DOUBLES = 0x1p52;

  private StepLanes() {}

  static void sign(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < FLOATS.loopBound(count); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xFrom + i);
      IntVector bits = (IntVector) v.reinterpretShape(INTS, 0);
      IntVector one = bits.and(FLOAT_SIGN).or(FLOAT_ONE);
      // 0 of either sign, and NaN, are not beyond 0, and stay.
      v.blend((FloatVector) one.reinterpretShape(FLOATS, 0), v.abs().compare(GT, 0))
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Math.signum(x[xFrom + i]);
    }
  }

  static void sign(double[] x, int xFrom, double[] y, int yFrom, int count) {
    int i = 0;
    for (; i < DOUBLES.loopBound(count); i += DOUBLES.length()) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xFrom + i);
      LongVector bits = (LongVector) v.reinterpretShape(LONGS, 0);
      LongVector one = bits.and(DOUBLE_SIGN).or(DOUBLE_ONE);
      v.blend((DoubleVector) one.reinterpretShape(DOUBLES, 0), v.abs().compare(GT, 0))
          .intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Math.signum(x[xFrom + i]);
    }
  }

  static void floor(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int i = 0;
    for (; i < FLOATS.loopBound(count); i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xFrom + i);
      FloatVector size = v.abs();
      // The nearest whole number, with the sign of x also where it is 0; then one less if above x.
      FloatVector nearest = size.add(WHOLE_FLOATS).sub(WHOLE_FLOATS);
      IntVector sign = ((IntVector) v.reinterpretShape(INTS, 0)).and(FLOAT_SIGN);
      IntVector bits = ((IntVector) nearest.reinterpretShape(INTS, 0)).or(sign);
      FloatVector signed = (FloatVector) bits.reinterpretShape(FLOATS, 0);
      FloatVector below = signed.blend(signed.sub(1), signed.compare(GT, v));
      v.blend(below, size.compare(LT, WHOLE_FLOATS)).intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = (float) Math.floor(x[xFrom + i]);
    }
  }

  static void floor(double[] x, int xFrom, double[] y, int yFrom, int count) {
    int i = 0;
    for (; i < DOUBLES.loopBound(count); i += DOUBLES.length()) {
      DoubleVector v = DoubleVector.fromArray(DOUBLES, x, xFrom + i);
      DoubleVector size = v.abs();
      DoubleVector nearest = size.add(WHOLE_DOUBLES).sub(WHOLE_DOUBLES);
      LongVector sign = ((LongVector) v.reinterpretShape(LONGS, 0)).and(DOUBLE_SIGN);
      LongVector bits = ((LongVector) nearest.reinterpretShape(LONGS, 0)).or(sign);
      DoubleVector signed = (DoubleVector) bits.reinterpretShape(DOUBLES, 0);
      DoubleVector below = signed.blend(signed.sub(1), signed.compare(GT, v));
      v.blend(below, size.compare(LT, WHOLE_DOUBLES)).intoArray(y, yFrom + i);
    }
    for (; i < count; i++) {
      y[yFrom + i] = Math.floor(x[xFrom + i]);
    }
  }
}
