package dev.mlpc.compiler.definition;

/**
 * One figure of {@code report}.
 *
 * @param figure its name in the language, {@code accuracy}
 * @param argument the k of {@code topK(k)}, else 0
 * @param output index of the network's output that is judged
 * @param target index of the target it is judged by
 */
public record ReportDefinition(String figure, int argument, int output, int target) {}
