package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes figures over batches of predictions.
 *
 * <p>A vector of scores stands for the class of its greatest element, the first of equals; the
 * scores may be probabilities or logits. A single number stands for the probability of class 1 of
 * two, and for that class from 0.5 on: a logit has to go through {@code sigmoid} first. So it is
 * with targets that are real: a vector is one of several classes, as in one-hot encoding, and a
 * single number one of two.
 */
public final class Report {
  private final Signature signature;
  private final List<FigureRequest> requests;
  private final List<Accumulator> accumulators = new ArrayList<>();

  /**
   * A report on nothing yet.
   *
   * @param signature of the network that predicts
   * @param requests what to compute
   * @throws IllegalArgumentException if a figure cannot be computed of such an output and target
   */
  public Report(Signature signature, List<FigureRequest> requests) {
    this.signature = signature;
    this.requests = List.copyOf(requests);
    for (FigureRequest request : requests) {
      accumulators.add(Accumulator.of(signature, request));
    }
  }

  /** {@return whether no figure was asked for} */
  public boolean isEmpty() {
    return requests.isEmpty();
  }

  /**
   * Adds predictions.
   *
   * @param outputs what the network computed
   * @param targets what would have been right, sample by sample
   * @throws IllegalArgumentException if the batches are of other ports or differ in size, or if a
   *     class is out of range
   */
  public void add(Batch outputs, Batch targets) {
    Checks.ports(outputs, signature.outputs());
    Checks.ports(targets, signature.targets());
    if (outputs.size() != targets.size()) {
      throw new IllegalArgumentException(
          outputs.size() + " predictions, but " + targets.size() + " targets");
    }
    for (int i = 0; i < signature.targets().size(); i++) {
      Port target = signature.targets().get(i);
      if (target.kind() == Port.Kind.CLASS) {
        Checks.classes(target.name(), targets.indices(i), targets.size(), target.classes());
      }
    }
    for (Accumulator accumulator : accumulators) {
      accumulator.add(outputs, targets);
    }
  }

  /** Forgets all predictions. */
  public void reset() {
    accumulators.forEach(Accumulator::reset);
  }

  /** {@return the figures of all predictions since the beginning, or since {@link #reset}} */
  public Figures figures() {
    List<FigureValue> values = new ArrayList<>();
    List<ConfusionMatrix> confusions = new ArrayList<>();
    for (int i = 0; i < accumulators.size(); i++) {
      String name = name(requests.get(i));
      if (accumulators.get(i) instanceof ConfusionCounts counts) {
        confusions.add(counts.matrix(name));
      } else {
        values.add(new FigureValue(name, accumulators.get(i).value()));
      }
    }
    return new Figures(values, confusions);
  }

  private String name(FigureRequest request) {
    List<String> arguments = new ArrayList<>();
    if (requests.stream().anyMatch(other -> !request.judgesLike(other))) {
      arguments.add(signature.outputs().get(request.output()).name());
      arguments.add(signature.targets().get(request.target()).name());
    }
    if (request.argument() != 0) {
      arguments.add(String.valueOf(request.argument()));
    }
    return request.figure().word()
        + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
  }
}
