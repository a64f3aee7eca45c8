package dev.mlpc.cli;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.Workspace;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/** A network whose loss is a function of its one parameter, and whose gradient may be a lie. */
final class CurveNetwork implements Network, Trainer, Differentiable {
  private final DoubleUnaryOperator loss;
  private final DoubleUnaryOperator derivative;
  private final double[] parameter;
  private final double[] gradient = new double[1];

  CurveNetwork(double w, DoubleUnaryOperator loss, DoubleUnaryOperator derivative) {
    this.parameter = new double[] {w};
    this.loss = loss;
    this.derivative = derivative;
  }

  @Override
  public Signature signature() {
    return new Signature("Curve", "fingerprint", List.of(), List.of(), List.of());
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(new Tensor("w", List.of(), Layout.ROW_MAJOR, parameter));
  }

  @Override
  public Trainer newTrainer() {
    return this;
  }

  @Override
  public double differentiate(Batch inputs, Batch targets) {
    gradient[0] = derivative.applyAsDouble(parameter[0]);
    return loss.applyAsDouble(parameter[0]);
  }

  @Override
  public List<Tensor> parameterGradients() {
    return List.of(new Tensor("w", List.of(), Layout.ROW_MAJOR, gradient));
  }

  @Override
  public List<Tensor> inputGradients() {
    return List.of();
  }

  @Override
  public int measurements() {
    return 0;
  }

  @Override
  public TrainingSettings settings() {
    return new TrainingSettings(1, 1, 1, false, OptionalInt.empty(), List.of());
  }

  @Override
  public Workspace newWorkspace() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void predict(Batch inputs, Batch outputs, Workspace workspace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double step(Batch inputs, Batch targets) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double loss(Batch inputs, Batch targets) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long steps() {
    return 0;
  }

  @Override
  public void planSteps(long total) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void overrideRate(double rate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double rate() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void measure(int index, Batch inputs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void finishMeasurement(int index) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Tensor> state() {
    return List.of();
  }
}
