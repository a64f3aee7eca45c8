package dev.mlpc.runtime;

/**
 * One figure of a {@code report}: which one, and of which output against which target.
 *
 * @param figure what to compute
 * @param argument the k of {@code topK(k)}, else 0
 * @param output index of the output in the signature
 * @param target index of the target in the signature
 */
public record FigureRequest(Figure figure, int argument, int output, int target) {

  /**
   * {@return whether it is of the same output and target}
   *
   * @param other another figure of the same report
   */
  public boolean judgesLike(FigureRequest other) {
    return output == other.output && target == other.target;
  }
}
