package dev.mlpc.compiler;

import dev.mlpc.compiler.explain.Cost;
import java.util.List;

/**
 * What a network costs, value by value.
 *
 * @param rows in the order of the computation
 * @param parameters how many numbers are learned
 * @param forwardFlops floating-point operations of one sample's prediction
 * @param backwardFlops those of one sample's gradient; 0 without a {@code train} block
 * @param parameterBytes what parameters and states take
 * @param activationBytes what one sample's intermediate values take
 */
public record Summary(
    List<Row> rows,
    long parameters,
    long forwardFlops,
    long backwardFlops,
    long parameterBytes,
    long activationBytes) {

  public Summary {
    rows = List.copyOf(rows);
  }

  /** The rows as an explanation shows them. */
  List<Cost> costs() {
    return rows.stream()
        .map(
            row ->
                new Cost(
                    row.value(),
                    row.operation(),
                    row.shape(),
                    row.parameters(),
                    row.forwardFlops(),
                    row.backwardFlops(),
                    row.bytes()))
        .toList();
  }

  /**
   * One value that the spec names.
   *
   * @param value its name, {@code hidden}
   * @param operation what makes it, as the spec writes it, {@code Dense(16, relu)}
   * @param shape {@code [16]}, empty for a scalar
   * @param bytes what its parameters, its states and one sample of it take
   */
  public record Row(
      String value,
      String operation,
      String shape,
      long parameters,
      long forwardFlops,
      long backwardFlops,
      long bytes) {}
}
