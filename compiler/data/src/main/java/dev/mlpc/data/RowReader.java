package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.runtime.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves the rows of a table into batches. */
final class RowReader {
  private final Table table;
  private final Rules rules;
  private final List<PortReader> inputs = new ArrayList<>();
  private final List<PortReader> targets = new ArrayList<>();
  private final boolean drops;
  private long dropped;

  /**
   * A reader of a table.
   *
   * @param plan the columns of the inputs, and then those of the targets or none
   * @param inputCount how many of them are inputs
   */
  RowReader(Table table, List<ColumnPlan.Taken> plan, int inputCount, Rules rules, Faults faults) {
    this.table = table;
    this.rules = rules;
    for (int i = 0; i < plan.size(); i++) {
      boolean isTarget = i >= inputCount;
      int index = isTarget ? i - inputCount : i;
      (isTarget ? targets : inputs)
          .add(new PortReader(table, plan.get(i), index, isTarget, rules, faults));
    }
    // Where only inputs are read, each row needs an answer.
    drops = rules.missing() == Missing.DROP && !targets.isEmpty() && table.isText();
  }

  /** How many rows were left out because a cell was missing. */
  long dropped() {
    return dropped;
  }

  /**
   * Reads rows until the batches are full or the table ends, and sets the batches' sizes. What only
   * the whole table tells is open until {@link #settle}.
   *
   * @return whether the batches are full, so that there may be more
   */
  boolean fill(Batch toInputs, Batch toTargets) throws DataException {
    int row = 0;
    boolean more = true;
    while (more && row < toInputs.capacity()) {
      more = table.next();
      if (more && drops && hasHole()) {
        dropped++;
      } else if (more) {
        for (PortReader reader : inputs) {
          reader.read(toInputs, row);
        }
        for (PortReader reader : targets) {
          reader.read(toTargets, row);
        }
        row++;
      }
    }
    toInputs.resize(row);
    toTargets.resize(row);
    return more;
  }

  private boolean hasHole() {
    return inputs.stream().anyMatch(PortReader::hasHole)
        || targets.stream().anyMatch(PortReader::hasHole);
  }

  /** Gives rows that were read their final numbers. */
  void settle(Batch ofInputs, Batch ofTargets) {
    inputs.forEach(reader -> reader.settle(ofInputs));
    targets.forEach(reader -> reader.settle(ofTargets));
  }

  /** What the table told, beside what was known before. */
  DataFacts facts() {
    Map<String, List<String>> labels = new HashMap<>(rules.facts().labels());
    Map<String, List<Double>> fills = new HashMap<>(rules.facts().fills());
    for (PortReader reader : inputs) {
      learnLabels(reader, labels);
      if (rules.missing() == Missing.MEAN && !reader.fills().isEmpty()) {
        fills.put(reader.port(), reader.fills());
      }
    }
    targets.forEach(reader -> learnLabels(reader, labels));
    return new DataFacts(labels, fills);
  }

  private static void learnLabels(PortReader reader, Map<String, List<String>> labels) {
    if (!reader.learnedLabels().isEmpty()) {
      labels.put(reader.port(), reader.learnedLabels());
    }
  }
}
