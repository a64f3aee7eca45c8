package dev.mlpc.cli;

import dev.mlpc.data.DataFacts;
import dev.mlpc.data.DataLoader;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * How a prediction is written. A scalar output has a column of its name; a vector has one a
 * element, {@code p.0}, or {@code p.setosa} where its elements have labels, and then one more of
 * the output's name with the label of the greatest.
 */
final class PredictionRow {
  private final List<Port> outputs;
  private final List<List<String>> labels;

  private PredictionRow(List<Port> outputs, List<List<String>> labels) {
    this.outputs = outputs;
    this.labels = labels;
  }

  static PredictionRow of(Signature signature, DataLoader loader, DataFacts facts) {
    List<List<String>> labels = new ArrayList<>();
    for (Port output : signature.outputs()) {
      labels.add(labels(output, signature, loader, facts));
    }
    return new PredictionRow(signature.outputs(), labels);
  }

  /** Labels that the training data had belong to the one output with as many elements. */
  private static List<String> labels(
      Port output, Signature signature, DataLoader loader, DataFacts facts) {
    if (!output.labels().isEmpty()) {
      return output.labels();
    }
    long alike =
        signature.outputs().stream().filter(other -> other.width() == output.width()).count();
    return signature.targets().stream()
        .filter(target -> target.classes() == output.width() && output.width() > 1 && alike == 1)
        .map(target -> loader.labels(target.name(), facts))
        .filter(found -> found.size() == output.width())
        .findFirst()
        .orElse(List.of());
  }

  /** The names of the columns. */
  List<String> header() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Port output = outputs.get(i);
      if (output.shape().isEmpty()) {
        names.add(output.name());
        continue;
      }
      boolean labelled = isLabelled(i);
      for (int element = 0; element < output.width(); element++) {
        names.add(output.name() + "." + (labelled ? labels.get(i).get(element) : element));
      }
      if (labelled) {
        names.add(output.name());
      }
    }
    return names;
  }

  private boolean isLabelled(int output) {
    return outputs.get(output).width() == labels.get(output).size()
        && !outputs.get(output).shape().isEmpty();
  }

  /** One sample's row: numbers, and texts where there are labels. */
  List<Object> cells(Batch batch, int sample) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int width = outputs.get(i).width();
      int greatest = 0;
      for (int element = 0; element < width; element++) {
        cells.add(number(batch, i, sample * width + element));
        if (batch.number(i, sample * width + element)
            > batch.number(i, sample * width + greatest)) {
          greatest = element;
        }
      }
      if (isLabelled(i)) {
        cells.add(labels.get(i).get(greatest));
      }
    }
    return cells;
  }

  /** A float is written as a float: with no more digits than it has. */
  private static Object number(Batch batch, int output, int position) {
    if (batch.ports().get(output).kind() == Port.Kind.F32) {
      return batch.floats(output)[position];
    }
    return batch.number(output, position);
  }
}
