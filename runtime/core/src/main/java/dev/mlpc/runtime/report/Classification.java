package dev.mlpc.runtime.report;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Port;
import java.util.List;
import java.util.stream.IntStream;

/** Reads an output and a target as classes: see {@link Report} for how. */
final class Classification {
  private final int output;
  private final int target;
  private final int scores;
  private final int targetWidth;
  private final boolean numbered;
  private final List<String> labels;

  Classification(FigureRequest request, Port outputPort, Port targetPort) {
    output = request.output();
    target = request.target();
    scores = outputPort.width();
    targetWidth = targetPort.width();
    numbered = targetPort.kind() == Port.Kind.CLASS;
    int classes = numbered ? targetPort.classes() : Math.max(2, targetWidth);
    if (classes != classes()) {
      throw new IllegalArgumentException(
          request.figure().word()
              + ": output "
              + outputPort.name()
              + " tells "
              + classes()
              + " classes apart, but target "
              + targetPort.name()
              + " has "
              + classes);
    }
    labels = labels(outputPort, targetPort);
  }

  private List<String> labels(Port outputPort, Port targetPort) {
    for (Port port : List.of(targetPort, outputPort)) {
      if (port.labels().size() == classes()) {
        return port.labels();
      }
    }
    return IntStream.range(0, classes()).mapToObj(String::valueOf).toList();
  }

  /** How many classes there are: at least two. */
  int classes() {
    return Math.max(2, scores);
  }

  /** Their names, or their numbers. */
  List<String> labels() {
    return labels;
  }

  /** The class that a sample has. */
  int actual(Batch targets, int sample) {
    return numbered
        ? targets.indices(target)[sample]
        : greatest(targets, target, sample, targetWidth);
  }

  /** The class that it is taken for, or -1 if there is a NaN among its scores. */
  int predicted(Batch outputs, int sample) {
    for (int i = 0; i < scores; i++) {
      if (Double.isNaN(outputs.number(output, sample * scores + i))) {
        return -1;
      }
    }
    return greatest(outputs, output, sample, scores);
  }

  /**
   * What orders samples by how much speaks for class 1 of two. Of two scores it is the difference,
   * which gives one order for logits and for the probabilities that softmax makes of them.
   */
  double lead(Batch outputs, int sample) {
    return scores == 1
        ? outputs.number(output, sample)
        : score(outputs, sample, 1) - score(outputs, sample, 0);
  }

  /** How much speaks for a class. */
  double score(Batch outputs, int sample, int type) {
    if (scores == 1) {
      double score = outputs.number(output, sample);
      return type == 1 ? score : 1 - score;
    }
    return outputs.number(output, sample * scores + type);
  }

  private static int greatest(Batch batch, int port, int sample, int width) {
    if (width == 1) {
      return batch.number(port, sample) >= 0.5 ? 1 : 0;
    }
    int first = sample * width;
    int greatest = 0;
    for (int i = 1; i < width; i++) {
      if (batch.number(port, first + i) > batch.number(port, first + greatest)) {
        greatest = i;
      }
    }
    return greatest;
  }
}
