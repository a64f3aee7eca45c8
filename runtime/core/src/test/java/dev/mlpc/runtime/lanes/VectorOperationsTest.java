package dev.mlpc.runtime.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations that vectors have by themselves mean what plain Java means, NaN and the signs of 0
 * included; so {@link Lanes} has no form of them.
 */
class VectorOperationsTest {
  /** So many that the operations are interpreted at first and compiled in the end. */
  private static final int ROUNDS = 1000;

  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    1.5,
    2,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    3,
    0.1f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private record Operation(
      String name,
      BinaryOperator<FloatVector> floats,
      BinaryOperator<DoubleVector> doubles,
      DoubleBinaryOperator meaning) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Each is exact in float where it is exact in double. */
  static List<Operation> operations() {
    return List.of(
        new Operation("max", (a, b) -> a.max(b), (a, b) -> a.max(b), Math::max),
        new Operation("min", (a, b) -> a.min(b), (a, b) -> a.min(b), Math::min),
        new Operation("abs", (a, b) -> a.abs(), (a, b) -> a.abs(), (a, b) -> Math.abs(a)),
        new Operation("neg", (a, b) -> a.neg(), (a, b) -> a.neg(), (a, b) -> -a),
        new Operation("sqrt", (a, b) -> a.sqrt(), (a, b) -> a.sqrt(), (a, b) -> Math.sqrt(a)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operations_meanWhatPlainJavaMeans(Operation operation) {
    var floats = FloatVector.SPECIES_PREFERRED;
    var doubles = DoubleVector.SPECIES_PREFERRED;
    for (int round = 0; round < ROUNDS; round++) {
      for (int first = 0; first < NUMBERS.length; first++) {
        float[] a = new float[floats.length()];
        double[] c = new double[doubles.length()];
        for (int i = 0; i < a.length; i++) {
          a[i] = (float) NUMBERS[(first + i) % NUMBERS.length];
        }
        for (int i = 0; i < c.length; i++) {
          c[i] = NUMBERS[(first + i) % NUMBERS.length];
        }
        double b = NUMBERS[(round + first) % NUMBERS.length];
        float[] y = new float[a.length];
        operation
            .floats
            .apply(FloatVector.fromArray(floats, a, 0), FloatVector.broadcast(floats, (float) b))
            .intoArray(y, 0);
        double[] z = new double[c.length];
        operation
            .doubles
            .apply(DoubleVector.fromArray(doubles, c, 0), DoubleVector.broadcast(doubles, b))
            .intoArray(z, 0);
        for (int i = 0; i < y.length; i++) {
          float expected = (float) operation.meaning.applyAsDouble(a[i], (float) b);
          assertThat(y[i]).as("%s(%s, %s)", operation, a[i], b).isEqualTo(Float.valueOf(expected));
        }
        for (int i = 0; i < z.length; i++) {
          Double expected = operation.meaning.applyAsDouble(c[i], b);
          assertThat(z[i]).as("%s(%s, %s)", operation, c[i], b).isEqualTo(expected);
        }
      }
    }
  }
}
