package dev.mlpc.runtime.training;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A training run: epochs of steps, and after each epoch a look at the validation samples.
 *
 * <p>With {@code patience}, the network has the parameters of the best epoch when the run ends,
 * whether early or not; without it, those of the last step. The best epoch is the one with the
 * least validation loss, or training loss where there are no validation samples; or, if the
 * settings watch a figure, the one with the best of it.
 *
 * <p>Where the spec has an {@code average}, parameters are the averages wherever the network is
 * looked at: in what is measured and listened to at the end of an epoch, in the best epoch, and
 * when the run is over. Steps go on from what steps made.
 *
 * <p>A loss that becomes NaN or infinite ends the run, and the network has the parameters of the
 * best epoch so far, or those that it began with.
 */
public final class TrainingLoop {
  /** The stream of random numbers that orders the samples of an epoch. */
  private static final long ORDER = -1;

  private final Trainer trainer;
  private final TrainingSettings settings;
  private final Samples training;
  private final Optional<Samples> validation;
  private final Evaluation evaluation;
  private final Checkpoint checkpoint;
  private final Watch watch;
  private final Batch inputs;
  private final Batch targets;
  private final int[] order;
  private final List<EpochResult> epochs = new ArrayList<>();
  private double lastRate;
  private boolean began;

  /** Whether the last epoch took all samples. */
  private boolean completed;

  /**
   * A run that has not begun.
   *
   * @param network what to train
   * @param trainer the network's own
   * @param settings those of the spec, or others
   * @param training what to learn from
   * @param validation what to judge by; empty samples are none
   * @throws IllegalArgumentException if there are no training samples, or a setting makes no sense
   */
  public TrainingLoop(
      Network network,
      Trainer trainer,
      TrainingSettings settings,
      Samples training,
      Optional<Samples> validation) {
    if (training.size() == 0) {
      throw new IllegalArgumentException("there are no samples to train with");
    }
    this.trainer = trainer;
    this.settings = settings;
    this.training = training;
    this.validation = validation.filter(samples -> samples.size() > 0);
    int batch = Math.min(settings.batch(), training.size());
    Signature signature = network.signature();
    this.evaluation = new Evaluation(network, trainer, settings.figures(), batch);
    this.checkpoint = new Checkpoint(network);
    this.watch = new Watch(settings);
    this.inputs = new Batch(signature.inputs(), batch);
    this.targets = new Batch(signature.targets(), batch);
    this.order = Samples.ascending(training.size());
  }

  /**
   * Trains. Where the trainer has taken no step yet, what {@code Standardize} needs is measured
   * first.
   *
   * @param listener who looks on
   * @return what became of it
   * @throws IllegalArgumentException if the samples are of other ports than the network, or a class
   *     is out of range
   * @throws IllegalStateException if it ran already
   */
  public TrainingResult run(TrainingListener listener) {
    if (began) {
      throw new IllegalStateException("a training loop runs once");
    }
    began = true;
    if (trainer.steps() == 0) {
      measure();
    }
    checkpoint.take();
    long steps = ((long) training.size() + inputs.capacity() - 1) / inputs.capacity();
    trainer.planSteps(trainer.steps() + settings.epochs() * steps);
    listener.started(settings.epochs(), training.size());
    TrainingResult result = epochs(listener);
    listener.ended(result);
    return result;
  }

  private TrainingResult epochs(TrainingListener listener) {
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      long began = System.nanoTime();
      double loss = steps(epoch, listener);
      double seconds = (System.nanoTime() - began) * 1e-9;
      if (!Double.isFinite(loss)) {
        return diverged(epoch, loss);
      }
      if (!completed) {
        return checkpoint.isFinite() ? ended(Ending.STOPPED) : diverged(epoch, loss);
      }
      trainer.useAverages(true);
      Optional<Evaluation.Result> judged = validation.map(evaluation::of);
      EpochResult result =
          new EpochResult(
              epoch,
              trainer.steps(),
              loss,
              judged.map(r -> OptionalDouble.of(r.loss())).orElse(OptionalDouble.empty()),
              judged.map(Evaluation.Result::figures).orElse(Figures.NONE),
              lastRate,
              seconds);
      if (!Double.isFinite(result.watchedLoss()) || !checkpoint.isFinite()) {
        return diverged(epoch, result.watchedLoss());
      }
      epochs.add(result);
      if (watch.isBest(epoch, result.watchedLoss(), watched(result))) {
        checkpoint.take();
      }
      listener.epochEnded(result);
      trainer.epochEnded(result.watchedLoss());
      if (listener.wantsStop()) {
        return ended(Ending.STOPPED);
      }
      if (settings.patience().isPresent()
          && epoch - watch.best().orElseThrow() >= settings.patience().getAsInt()) {
        return ended(Ending.EARLY);
      }
    }
    return ended(Ending.COMPLETED);
  }

  /** The figures by which an epoch is judged. */
  private Figures watched(EpochResult result) {
    return watch.needsFigures() && validation.isEmpty()
        ? evaluation.of(training).figures()
        : result.figures();
  }

  /**
   * One pass over the training samples, or a part of it if the listener wants to stop.
   *
   * @return their mean loss, or the first batch's that is not finite
   */
  private double steps(int epoch, TrainingListener listener) {
    if (settings.shuffle()) {
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
      CounterRandom.shuffle(order, CounterRandom.key(settings.seed(), trainer.steps(), ORDER));
    }
    completed = false;
    double sum = 0;
    for (int from = 0; from < order.length; from += inputs.capacity()) {
      int n = Math.min(inputs.capacity(), order.length - from);
      training.gather(order, from, n, inputs, targets);
      lastRate = trainer.rate();
      double loss = trainer.step(inputs, targets);
      if (!Double.isFinite(loss)) {
        return loss;
      }
      sum += n * loss;
      listener.stepped(epoch, from + n, loss);
      if (from + n < order.length && listener.wantsStop()) {
        return sum / (from + n);
      }
    }
    completed = true;
    return sum / order.length;
  }

  private void measure() {
    for (int i = 0; i < trainer.measurements(); i++) {
      for (int from = 0; from < training.size(); from += inputs.capacity()) {
        int n = Math.min(inputs.capacity(), training.size() - from);
        training.copyRange(from, n, inputs, targets);
        trainer.measure(i, inputs);
      }
      trainer.finishMeasurement(i);
    }
  }

  private TrainingResult diverged(int epoch, double loss) {
    trainer.useAverages(false);
    checkpoint.restore();
    Divergence divergence = new Divergence(epoch, trainer.steps(), loss);
    return new TrainingResult(epochs, watch.best(), Ending.DIVERGED, Optional.of(divergence), true);
  }

  private TrainingResult ended(Ending ending) {
    boolean restores = settings.patience().isPresent() && watch.best().isPresent();
    trainer.useAverages(!restores);
    if (restores) {
      checkpoint.restore();
    }
    return new TrainingResult(epochs, watch.best(), ending, Optional.empty(), restores);
  }
}
