package dev.mlpc.runtime.report;

/**
 * One figure.
 *
 * @param name as in the spec, {@code accuracy} or {@code topK(5)}; if the report judges several
 *     outputs or targets, with their names: {@code accuracy(p, y)} or {@code topK(p, y, 5)}
 * @param value NaN where it is not defined, as the area under a curve is not for a single class
 */
public record FigureValue(String name, double value) {}
