package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the cells of one port into its array of a batch.
 *
 * <p>What only the whole table tells is settled later: until then a missing real number is NaN, and
 * a label is a number of {@link Categories}, or {@link #HOLE}.
 */
final class PortReader {
  private static final int HOLE = -1;

  private final Table table;
  private final ColumnPlan.Taken taken;
  private final int index;
  private final boolean isTarget;
  private final boolean isReal;
  private final Rules rules;
  private final Faults faults;
  private final Categories categories;
  private final double[] sums;
  private final long[] present;
  private List<Double> fills;

  /**
   * A reader of a port.
   *
   * @param index the port's place among the inputs or targets
   */
  PortReader(
      Table table,
      ColumnPlan.Taken taken,
      int index,
      boolean isTarget,
      Rules rules,
      Faults faults) {
    Port port = taken.port();
    this.table = table;
    this.taken = taken;
    this.index = index;
    this.isTarget = isTarget;
    this.isReal = port.kind() == Port.Kind.F32 || port.kind() == Port.Kind.F64;
    this.rules = rules;
    this.faults = faults;
    DataFacts facts = rules.facts();
    this.categories =
        new Categories(
            taken,
            port.labels().isEmpty()
                ? facts.labels().getOrDefault(port.name(), List.of())
                : port.labels(),
            rules.learns());
    this.fills = facts.fills().getOrDefault(port.name(), List.of());
    this.sums = new double[port.width()];
    this.present = new long[port.width()];
  }

  String port() {
    return taken.port().name();
  }

  /** Whether a cell of the current row is missing. */
  boolean hasHole() {
    if (table.isText()) {
      for (int column : taken.columns()) {
        if (rules.isMissing(table.text(column))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Reads the current row into a row of the batch. */
  void read(Batch batch, int row) {
    int[] columns = taken.columns();
    for (int element = 0; element < columns.length; element++) {
      int column = columns[element];
      double value = table.isText() ? readText(element, column) : readNumber(column);
      put(batch, row * columns.length + element, value);
    }
  }

  private double readText(int element, int column) {
    String cell = table.text(column);
    if (rules.isMissing(cell)) {
      return hole(cell, column);
    }
    if (!isReal) {
      return categories.number(cell, table, column);
    }
    double value = readReal(cell, column);
    sums[element] += value;
    present[element]++;
    return value;
  }

  private double readNumber(int column) {
    double cell = table.number(column);
    if (!isReal) {
      return categories.inRange(cell, table.place(column), 1, faults);
    }
    return scaled(cell, column);
  }

  private double readReal(String cell, int column) {
    if (Numbers.isNumber(cell)) {
      return scaled(Double.parseDouble(cell), column);
    }
    faults.add(
        Fault.of(
                Numbers.isNotFinite(cell) ? Fault.Kind.NOT_FINITE : Fault.Kind.NOT_A_NUMBER,
                table.place(column),
                '"' + cell + '"',
                "a number for `" + port() + "`")
            .withHelp(Numbers.remedy(cell).or(this::headerRemedy)));
    return 0;
  }

  private double scaled(double cell, int column) {
    double value = cell * taken.factor() + taken.offset();
    boolean fits = Double.isFinite(taken.port().kind() == Port.Kind.F32 ? (float) value : value);
    if (!fits) {
      String found = table.isText() ? table.text(column) + ", which is too large" : "" + cell;
      faults.add(
          Fault.of(
              Fault.Kind.NOT_FINITE,
              table.place(column),
              found,
              "a finite number for `" + port() + "`"));
    }
    return value;
  }

  private Optional<String> headerRemedy() {
    return table.columnNames().isEmpty() && table.place().line().orElse(0) == 1
        ? Optional.of("if line 1 names the columns, write `header = true`")
        : Optional.empty();
  }

  private double hole(String cell, int column) {
    boolean filled = rules.missing() == Missing.MEAN && !isTarget;
    if (!filled || (fills.isEmpty() && !rules.learns())) {
      faults.add(missing(cell, column));
    }
    return isReal ? Double.NaN : HOLE;
  }

  private Fault missing(String cell, int column) {
    String help = "write `missing = drop;` or `missing = mean;` in the data block";
    if (isTarget) {
      help = "a target cannot be made up; write `missing = drop;` to leave such rows out";
    } else if (!rules.learns() && rules.missing() == Missing.MEAN) {
      help = "the parameters come without the means of the training data; train again";
    } else if (rules.missing() == Missing.DROP) {
      help = "training leaves such rows out, but each row here needs an answer; remove or mend it";
    }
    return Fault.of(
            Fault.Kind.MISSING,
            table.place(column),
            cell.isEmpty() ? "an empty cell" : '"' + cell + "\", which counts as empty",
            (isReal ? "a number" : "a class") + " for `" + port() + "`")
        .withHelp(help);
  }

  private void put(Batch batch, int position, double value) {
    switch (taken.port().kind()) {
      case F32 -> batch.floats(index)[position] = (float) value;
      case F64 -> batch.doubles(index)[position] = value;
      case INDEX, CLASS -> batch.indices(index)[position] = (int) value;
    }
  }

  /**
   * Gives what was read its final numbers; after all rows, where something is learned from them.
   */
  void settle(Batch batch) {
    if (!table.isText()) {
      return;
    }
    List<Integer> meanings = categories.resolve(faults);
    if (fills.isEmpty() && rules.learns()) {
      fills = isReal ? means() : mostFrequent(meanings);
    }
    int width = taken.columns().length;
    int length = batch.size() * width;
    for (int i = 0; i < length; i++) {
      double fill = fills.isEmpty() ? 0 : fills.get(i % width);
      if (!isReal) {
        int number = batch.indices(index)[i];
        put(batch, i, number == HOLE ? fill : meanings.get(number));
      } else if (isHole(batch, i)) {
        put(batch, i, fill);
      }
    }
  }

  private boolean isHole(Batch batch, int position) {
    return taken.port().kind() == Port.Kind.F32
        ? Float.isNaN(batch.floats(index)[position])
        : Double.isNaN(batch.doubles(index)[position]);
  }

  private List<Double> means() {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      means.add(present[i] == 0 ? 0 : sums[i] / present[i]);
    }
    return means;
  }

  private List<Double> mostFrequent(List<Integer> meanings) {
    int best = 0;
    for (int i = 1; i < meanings.size(); i++) {
      if (categories.times(i) > categories.times(best)) {
        best = i;
      }
    }
    double fill = meanings.isEmpty() ? 0 : meanings.get(best);
    return java.util.Collections.nCopies(taken.columns().length, fill);
  }

  /** The labels that the file told; none where it held numbers, or they were known before. */
  List<String> learnedLabels() {
    return categories.learned();
  }

  /** What missing cells of inputs become. */
  List<Double> fills() {
    return fills;
  }

  boolean isTarget() {
    return isTarget;
  }
}
