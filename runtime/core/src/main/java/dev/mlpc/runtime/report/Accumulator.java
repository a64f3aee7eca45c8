package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;

/** What must be remembered of predictions in order to tell one figure. */
interface Accumulator {

  /** Adds batches of the report's ports and of equal size. */
  void add(Batch outputs, Batch targets);

  /** Forgets everything. */
  void reset();

  /** The figure; NaN where it is not defined. */
  double value();

  /**
   * An empty one for that figure.
   *
   * @throws IllegalArgumentException if output and target do not suit it
   */
  static Accumulator of(Signature signature, FigureRequest request) {
    Port output = signature.outputs().get(request.output());
    Port target = signature.targets().get(request.target());
    return switch (request.figure()) {
      case ACCURACY, PRECISION, RECALL, F1 ->
          new ClassCounts(new Classification(request, output, target), request.figure());
      case CONFUSION -> new ConfusionCounts(new Classification(request, output, target));
      case TOP_K -> new TopCounts(new Classification(request, output, target), request.argument());
      case AUC -> new RankedScores(new Classification(request, output, target));
      case RMSE, MAE, R2 -> new Errors(request, output, target);
    };
  }
}
