package dev.mlpc.runtime.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a {@link Report} found.
 *
 * @param values the figures that are one number, in the order of the spec
 * @param confusions the confusion matrices, in the order of the spec
 */
public record Figures(List<FigureValue> values, List<ConfusionMatrix> confusions) {
  /** Nothing was asked for. */
  public static final Figures NONE = new Figures(List.of(), List.of());

  public Figures {
    values = List.copyOf(values);
    confusions = List.copyOf(confusions);
  }

  /**
   * {@return the value of the figure of that {@linkplain FigureValue#name name}}
   *
   * @param name as in {@code f1} or {@code topK(5)}
   */
  public OptionalDouble value(String name) {
    return values.stream()
        .filter(value -> value.name().equals(name))
        .mapToDouble(FigureValue::value)
        .findFirst();
  }
}
