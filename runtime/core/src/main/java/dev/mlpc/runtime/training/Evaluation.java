package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import dev.mlpc.runtime.report.Figures;
import dev.mlpc.runtime.report.Report;
import java.util.List;

/**
 * Measures how well a network does on samples, without changing it. Can be used again and again;
 * belongs to one thread.
 */
public final class Evaluation {
  private final Network network;
  private final Trainer trainer;
  private final Report report;
  private final Workspace workspace;
  private final Batch inputs;
  private final Batch targets;
  private final Batch outputs;

  /**
   * An evaluation of that network.
   *
   * @param network what to evaluate
   * @param trainer the network's own, whose team shares the predictions too
   * @param figures what to compute besides the loss
   * @param batch how many samples are predicted at once
   */
  public Evaluation(Network network, Trainer trainer, List<FigureRequest> figures, int batch) {
    Signature signature = network.signature();
    this.network = network;
    this.trainer = trainer;
    this.report = new Report(signature, figures);
    this.workspace = network.newWorkspace(trainer.team());
    this.inputs = new Batch(signature.inputs(), batch);
    this.targets = new Batch(signature.targets(), batch);
    this.outputs = new Batch(signature.outputs(), batch);
  }

  /**
   * The loss and the figures of some samples.
   *
   * @param samples at least one
   * @return how well the network does on them
   * @throws IllegalArgumentException if there are none, or if they are of other ports
   */
  public Result of(Samples samples) {
    if (samples.size() == 0) {
      throw new IllegalArgumentException("there are no samples to evaluate");
    }
    report.reset();
    double sum = 0;
    for (int from = 0; from < samples.size(); from += inputs.capacity()) {
      int n = Math.min(inputs.capacity(), samples.size() - from);
      samples.copyRange(from, n, inputs, targets);
      // Each batch's loss holds the penalties whole, and so does their mean.
      sum += n * trainer.loss(inputs, targets);
      if (!report.isEmpty()) {
        network.predict(inputs, outputs, workspace);
        report.add(outputs, targets);
      }
    }
    return new Result(sum / samples.size(), report.figures());
  }

  /**
   * How well a network does.
   *
   * @param loss the mean over the samples, without dropout, penalties included
   * @param figures those that were asked for
   */
  public record Result(double loss, Figures figures) {}
}
