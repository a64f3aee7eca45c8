package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import java.util.Arrays;

/**
 * Root of the mean squared error and mean absolute error, over all elements of all samples; and R²,
 * {@code 1 - Σ(t - y)² / Σ(t - mean t)²} for each element and then the mean over the elements. As
 * in scikit-learn, R² of targets that are all equal is 1 where the predictions are right and 0
 * where they are not, and it takes two samples.
 */
final class Errors implements Accumulator {
  private final Figure figure;
  private final int output;
  private final int target;
  private final int width;
  private final double[] mean;
  private final double[] deviations;
  private final double[] squares;
  private double absolute;
  private long samples;

  Errors(FigureRequest request, Port outputPort, Port targetPort) {
    if (outputPort.width() != targetPort.width()) {
      throw new IllegalArgumentException(
          request.figure().word()
              + ": output "
              + outputPort.name()
              + " has "
              + outputPort.width()
              + " elements, but target "
              + targetPort.name()
              + " has "
              + targetPort.width());
    }
    figure = request.figure();
    output = request.output();
    target = request.target();
    width = outputPort.width();
    mean = new double[width];
    deviations = new double[width];
    squares = new double[width];
  }

  @Override
  public void add(Batch outputs, Batch targets) {
    for (int i = 0; i < outputs.size(); i++) {
      samples++;
      for (int j = 0; j < width; j++) {
        double actual = targets.number(target, i * width + j);
        double error = outputs.number(output, i * width + j) - actual;
        squares[j] += error * error;
        absolute += Math.abs(error);
        // Welford's method, as in Moments.
        double distance = actual - mean[j];
        mean[j] += distance / samples;
        deviations[j] += distance * (actual - mean[j]);
      }
    }
  }

  @Override
  public void reset() {
    Arrays.fill(mean, 0);
    Arrays.fill(deviations, 0);
    Arrays.fill(squares, 0);
    absolute = 0;
    samples = 0;
  }

  @Override
  public double value() {
    double elements = (double) samples * width;
    return switch (figure) {
      case RMSE -> Math.sqrt(Arrays.stream(squares).sum() / elements);
      case MAE -> absolute / elements;
      case R2 -> determination();
      default -> throw new AssertionError(figure);
    };
  }

  private double determination() {
    if (samples < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (int j = 0; j < width; j++) {
      if (deviations[j] != 0) {
        sum += 1 - squares[j] / deviations[j];
      } else {
        sum += squares[j] == 0 ? 1 : 0;
      }
    }
    return sum / width;
  }
}
