package dev.mlpc.cli;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Compares generated gradients with differences of the loss, on random samples. */
final class GradientCheck {
  /** The distances over which differences are taken, until one has no kink inside. */
  private static final double[] DISTANCES = {1e-3, 1e-4, 1e-5};

  private final Network network;
  private final Differentiable trainer;
  private final Batch inputs;
  private final Batch targets;
  private final int points;
  private final SplittableRandom random;

  /**
   * A check of a network that was compiled in f64 and with gradients.
   *
   * @param samples in the batch
   * @param points so many elements of each tensor are checked at most
   */
  GradientCheck(Network network, int samples, int points, long seed) {
    Signature signature = network.signature();
    Trainer made = network.newTrainer();
    this.network = network;
    this.trainer = (Differentiable) made;
    this.points = points;
    this.random = new SplittableRandom(seed);
    RandomBatch batches = new RandomBatch(seed);
    this.inputs = batches.inputs(signature.inputs(), samples);
    this.targets = batches.targets(signature.targets(), samples);
    for (int i = 0; i < made.measurements(); i++) {
      made.measure(i, inputs);
      made.finishMeasurement(i);
    }
  }

  /**
   * How one tensor did.
   *
   * @param error the largest relative error among its elements; NaN if a gradient is NaN
   * @param worst where that is
   * @param analytic the generated gradient there
   * @param numeric the difference there
   */
  record Row(
      String name,
      int elements,
      int checked,
      int skipped,
      double error,
      int worst,
      double analytic,
      double numeric) {

    boolean passes(double tolerance) {
      return error <= tolerance;
    }
  }

  /** A row for each learned parameter, and one for each real input. */
  List<Row> run() {
    loss();
    Map<String, Tensor> parameters = new HashMap<>();
    network.tensors().forEach(tensor -> parameters.put(tensor.name(), tensor));
    List<Tensor> byParameters = trainer.parameterGradients().stream().map(Tensor::copy).toList();
    List<Tensor> byInputs = trainer.inputGradients().stream().map(Tensor::copy).toList();
    List<Row> rows = new ArrayList<>();
    for (Tensor gradient : byParameters) {
      Tensor parameter = parameters.get(gradient.name());
      if (parameter == null) {
        throw new IllegalStateException("no parameter has the gradient " + gradient);
      }
      rows.add(check(gradient, new ParameterVariable(parameter)));
    }
    for (Tensor gradient : byInputs) {
      rows.add(check(gradient, new InputVariable(input(gradient.name()))));
    }
    return rows;
  }

  private double[] input(String name) {
    List<Port> ports = inputs.ports();
    int port =
        IntStream.range(0, ports.size())
            .filter(i -> ports.get(i).name().equals(name))
            .findFirst()
            .orElseThrow();
    return inputs.doubles(port);
  }

  private double loss() {
    return trainer.differentiate(inputs, targets);
  }

  private Row check(Tensor gradient, Variable variable) {
    double[] analytic = gradient.toDoubles();
    double largest = Arrays.stream(analytic).map(Math::abs).max().orElse(0);
    int checked = 0;
    int skipped = 0;
    Row worst = new Row(gradient.name(), gradient.size(), 0, 0, 0, 0, 0, 0);
    for (int element : chosen(analytic.length)) {
      double numeric = slope(variable, element);
      if (Double.isNaN(numeric)) {
        skipped++;
        continue;
      }
      checked++;
      double error = error(analytic[element], numeric, largest);
      // Also true where the error is NaN.
      if (!(error <= worst.error())) {
        worst =
            new Row(
                worst.name(), worst.elements(), 0, 0, error, element, analytic[element], numeric);
      }
    }
    return new Row(
        worst.name(),
        worst.elements(),
        checked,
        skipped,
        worst.error(),
        worst.worst(),
        worst.analytic(),
        worst.numeric());
  }

  private static double error(double analytic, double numeric, double largest) {
    double size = Math.max(Math.max(Math.abs(analytic), Math.abs(numeric)), 1e-4 * largest);
    return size < 1e-12 ? 0 : Math.abs(analytic - numeric) / size;
  }

  private int[] chosen(int elements) {
    if (elements <= points) {
      return IntStream.range(0, elements).toArray();
    }
    return random.ints(0, elements).distinct().limit(points).sorted().toArray();
  }

  /** The slope of the loss along one element; NaN where there is a kink at every distance. */
  private double slope(Variable variable, int element) {
    double here = variable.get(element);
    try {
      double middle = loss();
      for (double distance : DISTANCES) {
        double h = distance * Math.max(1, Math.abs(here));
        Difference full = difference(variable, element, here, middle, h);
        Difference half = difference(variable, element, here, middle, h / 2);
        Difference quarter = difference(variable, element, here, middle, h / 4);
        // What rounding makes of a slope over the shortest distance.
        double noise = 4e-15 * Math.max(1, Math.abs(middle)) / (h / 4);
        if (half.isSmoothAfter(full, noise) && quarter.isSmoothAfter(half, noise)) {
          // Richardson: the error of second order goes, and that of fourth order stays.
          return (4 * half.slope() - full.slope()) / 3;
        }
      }
      return Double.NaN;
    } finally {
      variable.set(element, here);
    }
  }

  private Difference difference(
      Variable variable, int element, double here, double middle, double h) {
    variable.set(element, here - h);
    double left = (middle - loss()) / h;
    variable.set(element, here + h);
    double right = (loss() - middle) / h;
    return new Difference(left, right);
  }

  /** The slopes to the left and to the right of a point. */
  private record Difference(double left, double right) {

    double slope() {
      return (left + right) / 2;
    }

    /**
     * Whether left and right differ as those of a smooth function do: half as much as at twice the
     * distance. At a kink they differ as much at any distance. The gradient that is checked has no
     * part in this.
     */
    boolean isSmoothAfter(Difference twice, double noise) {
      double bend = right - left;
      double bendAtTwice = twice.right - twice.left;
      double allowed = Math.max(noise, 1e-8 * Math.abs(slope()));
      return Math.abs(2 * bend - bendAtTwice) <= Math.max(allowed, 0.02 * Math.abs(bendAtTwice));
    }
  }

  /** What the loss is differentiated by. */
  private interface Variable {
    double get(int element);

    void set(int element, double value);
  }

  private record InputVariable(double[] array) implements Variable {
    @Override
    public double get(int element) {
      return array[element];
    }

    @Override
    public void set(int element, double value) {
      array[element] = value;
    }
  }

  private static final class ParameterVariable implements Variable {
    private final Tensor tensor;
    private final double[] values;

    ParameterVariable(Tensor tensor) {
      this.tensor = tensor;
      this.values = tensor.toDoubles();
    }

    @Override
    public double get(int element) {
      return values[element];
    }

    @Override
    public void set(int element, double value) {
      values[element] = value;
      tensor.set(values);
    }
  }
}
