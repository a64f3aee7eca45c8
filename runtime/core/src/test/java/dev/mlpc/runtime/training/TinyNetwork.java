package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;

/**
 * y = w x, learned by steps whose effect a test chooses; it writes down what the loop asks of it.
 */
final class TinyNetwork implements Network, Trainer {
  static final Signature SIGNATURE =
      new Signature(
          "Tiny",
          "f",
          List.of(new Port("x", Port.Kind.F64, List.of(), 0, List.of())),
          List.of(new Port("y", Port.Kind.F64, List.of(), 0, List.of())),
          List.of(new Port("t", Port.Kind.F64, List.of(), 0, List.of())));

  final double[] weight = {0};
  final double[] mean = {0};
  final List<List<Double>> batches = new ArrayList<>();
  final List<String> events = new ArrayList<>();

  /** The next weight, of the last one and the mean of the batch's inputs. */
  DoubleBinaryOperator update = (w, x) -> w + 1;

  /** The loss of one sample, of weight and input. */
  DoubleBinaryOperator loss = (w, x) -> 1 / (1 + w);

  double penalty = 0;
  int measurements = 0;
  boolean logs = true;
  private double measured;
  private long count;
  private long steps;

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(
        new Tensor("w", List.of(), Layout.ROW_MAJOR, weight),
        new Tensor("mean", List.of(), Layout.ROW_MAJOR, mean));
  }

  @Override
  public Workspace newWorkspace() {
    return new Workspace() {};
  }

  @Override
  public void predict(Batch inputs, Batch outputs, Workspace workspace) {
    outputs.resize(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      outputs.doubles(0)[i] = weight[0] * inputs.doubles(0)[i];
    }
  }

  @Override
  public Trainer newTrainer() {
    return this;
  }

  @Override
  public TrainingSettings settings() {
    return new TrainingSettings(1, 1, 1, true, OptionalInt.empty(), List.<FigureRequest>of());
  }

  /** Whether there is an average: half of the last one and half of the weight. */
  boolean averages = false;

  private double average;
  private boolean averaged;

  @Override
  public void useAverages(boolean used) {
    if (averages && used != averaged) {
      double kept = weight[0];
      weight[0] = average;
      average = kept;
      averaged = used;
    }
  }

  @Override
  public void epochEnded(double loss) {
    events.add("epoch " + loss);
  }

  @Override
  public double step(Batch inputs, Batch targets) {
    useAverages(false);
    double result = loss(inputs, targets);
    double sum = 0;
    for (int i = 0; i < inputs.size(); i++) {
      sum += inputs.doubles(0)[i];
    }
    if (logs) {
      List<Double> batch = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        batch.add(inputs.doubles(0)[i]);
        if (targets.doubles(0)[i] != -inputs.doubles(0)[i]) {
          throw new AssertionError("a target of another sample");
        }
      }
      batches.add(batch);
    }
    weight[0] = update.applyAsDouble(weight[0], sum / inputs.size());
    average = (average + weight[0]) / 2;
    steps++;
    return result;
  }

  @Override
  public double loss(Batch inputs, Batch targets) {
    double sum = 0;
    for (int i = 0; i < inputs.size(); i++) {
      sum += loss.applyAsDouble(weight[0], inputs.doubles(0)[i]);
    }
    return sum / inputs.size() + penalty;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void planSteps(long total) {
    events.add("plan " + total);
  }

  @Override
  public void overrideRate(double rate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double rate() {
    return steps + 1;
  }

  @Override
  public int measurements() {
    return measurements;
  }

  @Override
  public void measure(int index, Batch inputs) {
    events.add("measure " + index + " of " + inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      measured += inputs.doubles(0)[i];
      count++;
    }
  }

  @Override
  public void finishMeasurement(int index) {
    events.add("finish " + index);
    mean[0] = measured / count;
  }

  @Override
  public List<Tensor> state() {
    return List.of();
  }

  /** Samples with those inputs, and their negatives for targets. */
  static Samples samples(double... inputs) {
    Samples samples = Samples.zeros(SIGNATURE, inputs.length);
    for (int i = 0; i < inputs.length; i++) {
      samples.inputs().doubles(0)[i] = inputs[i];
      samples.targets().doubles(0)[i] = -inputs[i];
    }
    return samples;
  }
}
