package dev.mlpc.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The initial values of a parameter. The factory methods bear the names that they have in a spec.
 *
 * <p>Value i, in row-major order, depends on the seed, the number of the tensor's stream and i
 * alone: not on the layout, nor on the order in which tensors are filled. It is computed in double,
 * and so the f32 build of a network starts from the rounded values of its f64 build.
 *
 * <p>The fans are those of {@code weight: [out, in]}; a vector's length is both.
 */
@FunctionalInterface
public interface Initializer {

  /**
   * {@return the values of a tensor of that shape, in row-major order}
   *
   * @param shape dimensions; empty for a scalar
   * @param key of the tensor's own stream
   */
  double[] values(List<Integer> shape, long key);

  /**
   * Replaces a tensor's elements.
   *
   * @param tensor what to fill
   * @param seed that of the whole network
   * @param stream the tensor's number, each tensor of a network having its own
   */
  default void fill(Tensor tensor, long seed, long stream) {
    tensor.set(values(tensor.shape(), CounterRandom.key(seed, stream)));
  }

  /**
   * Zeros.
   *
   * @return the initialiser
   */
  static Initializer zeros() {
    return constant(0);
  }

  /**
   * Ones.
   *
   * @return the initialiser
   */
  static Initializer ones() {
    return constant(1);
  }

  /**
   * One value everywhere.
   *
   * @param value that of every element
   * @return the initialiser
   */
  static Initializer constant(double value) {
    return (shape, key) -> each(shape, i -> value);
  }

  /**
   * Uniform in [from, to).
   *
   * @param from the lower bound, inclusive
   * @param to the upper bound, exclusive
   * @return the initialiser
   */
  static Initializer uniform(double from, double to) {
    return (shape, key) -> each(shape, i -> from + (to - from) * CounterRandom.unitDouble(key, i));
  }

  /**
   * Normal with that mean and deviation.
   *
   * @param mean of the distribution
   * @param deviation of the distribution
   * @return the initialiser
   */
  static Initializer normal(double mean, double deviation) {
    return (shape, key) -> each(shape, i -> mean + deviation * CounterRandom.normal(key, i));
  }

  /**
   * Normal, drawn again where it lies more than two deviations from the mean. As in TensorFlow and
   * PyTorch, {@code deviation} is the one before the cut: what remains has 0.8796 of it.
   *
   * @param mean of the distribution
   * @param deviation of the distribution
   * @return the initialiser
   */
  static Initializer truncatedNormal(double mean, double deviation) {
    return (shape, key) -> each(shape, i -> mean + deviation * TruncatedNormal.draw(key, i));
  }

  /**
   * Uniform in ±sqrt(6 / (in + out)): Glorot and Bengio, "Understanding the difficulty of training
   * deep feedforward neural networks", 2010. PyTorch's {@code xavier_uniform_}.
   *
   * @return the initialiser
   */
  static Initializer glorotUniform() {
    return symmetric(fans -> Math.sqrt(6 / fans.sum()));
  }

  /**
   * Truncated normal with the deviation sqrt(2 / (in + out)) after the cut, as in Keras and JAX;
   * PyTorch's {@code xavier_normal_} has the same deviation without a cut.
   *
   * @return the initialiser
   */
  static Initializer glorotNormal() {
    return truncated(fans -> Math.sqrt(2 / fans.sum()));
  }

  /**
   * Uniform in ±sqrt(6 / in): He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
   * PyTorch's {@code kaiming_uniform_} with {@code nonlinearity = "relu"}.
   *
   * @return the initialiser
   */
  static Initializer heUniform() {
    return symmetric(fans -> Math.sqrt(6 / fans.in()));
  }

  /**
   * Truncated normal with the deviation sqrt(2 / in) after the cut, as in Keras and JAX; PyTorch's
   * {@code kaiming_normal_} has the same deviation without a cut.
   *
   * @return the initialiser
   */
  static Initializer heNormal() {
    return truncated(fans -> Math.sqrt(2 / fans.in()));
  }

  /**
   * Truncated normal with the deviation sqrt(1 / in) after the cut, as in Keras and JAX: LeCun,
   * Bottou, Orr and Müller, "Efficient BackProp", 1998.
   *
   * @return the initialiser
   */
  static Initializer lecunNormal() {
    return truncated(fans -> Math.sqrt(1 / fans.in()));
  }

  /**
   * Orthonormal rows, or columns where there are fewer of them; uniform among all such matrices:
   * Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
   * linear neural networks", 2013. The first dimension makes the rows, the others the columns.
   *
   * @return the initialiser
   */
  static Initializer orthogonal() {
    return Orthogonal::values;
  }

  /**
   * Uniform in ±1 / sqrt(in): what PyTorch's {@code Linear} gives its weight.
   *
   * @return the initialiser
   */
  static Initializer torchLinear() {
    return symmetric(fans -> 1 / Math.sqrt(fans.in()));
  }

  /**
   * Uniform in ±1 / sqrt(fanIn): what PyTorch's {@code Linear} gives its bias, whose own shape does
   * not tell the fan.
   *
   * @param fanIn that of the layer's weight
   * @return the initialiser
   */
  static Initializer torchLinear(int fanIn) {
    double bound = 1 / Math.sqrt(fanIn);
    return uniform(-bound, bound);
  }

  private static Initializer symmetric(ToDoubleFunction<Fans> bound) {
    return (shape, key) -> {
      double limit = bound.applyAsDouble(Fans.of(shape));
      return uniform(-limit, limit).values(shape, key);
    };
  }

  private static Initializer truncated(ToDoubleFunction<Fans> deviation) {
    return (shape, key) -> {
      double beforeCut = deviation.applyAsDouble(Fans.of(shape)) / TruncatedNormal.DEVIATION;
      return truncatedNormal(0, beforeCut).values(shape, key);
    };
  }

  private static double[] each(List<Integer> shape, LongToDoubleFunction value) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    double[] values = new double[size];
    Arrays.setAll(values, value::applyAsDouble);
    return values;
  }
}
