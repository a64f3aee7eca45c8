package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.ColumnChoice;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.runtime.Port;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which columns of a table each port takes. Ports that the spec gives columns have those; the
 * others take what is left, from left to right, inputs before targets.
 */
final class ColumnPlan {
  private final Table table;
  private final List<Port> inputs;
  private final List<Port> targets;
  private final Map<String, PortColumns> chosen = new HashMap<>();
  private final boolean targetsNeeded;
  private final Faults faults = new Faults();

  private ColumnPlan(
      Table table,
      List<Port> inputs,
      List<Port> targets,
      List<PortColumns> choices,
      boolean targetsNeeded) {
    this.table = table;
    this.inputs = inputs;
    this.targets = targets;
    this.targetsNeeded = targetsNeeded;
    choices.forEach(choice -> chosen.put(choice.port(), choice));
  }

  /** The columns of one port, and how its cells are scaled: cell · factor + offset. */
  record Taken(Port port, int[] columns, double factor, double offset, Optional<Span> asked) {}

  /**
   * The columns of all inputs, and of all targets where those are needed.
   *
   * @param targetsNeeded whether a table without the targets' columns is at fault
   * @throws DataException if a column is missing, or if there are too few or too many
   */
  static List<Taken> of(
      Table table,
      List<Port> inputs,
      List<Port> targets,
      List<PortColumns> choices,
      boolean targetsNeeded)
      throws DataException {
    return new ColumnPlan(table, inputs, targets, choices, targetsNeeded).plan();
  }

  private List<Taken> plan() throws DataException {
    Map<String, List<Integer>> columns = new HashMap<>();
    Set<Integer> claimed = new LinkedHashSet<>();
    boolean shifted = !targetsNeeded && lacksTargets();
    for (Port port : ports().toList()) {
      PortColumns choice = chosen.get(port.name());
      boolean isTarget = targets.contains(port);
      if (choice == null || (isTarget && shifted)) {
        continue;
      }
      List<Integer> found = select(choice, !isTarget || targetsNeeded);
      columns.put(port.name(), shifted ? found.stream().map(this::withoutTargets).toList() : found);
      claimed.addAll(columns.get(port.name()));
    }
    faults.throwIfAny();
    fillTheRest(columns, claimed);
    List<Port> needed = targetsNeeded ? ports().toList() : inputs;
    List<Taken> plan = needed.stream().map(port -> taken(port, columns)).toList();
    faults.throwIfAny();
    return plan;
  }

  private Stream<Port> ports() {
    return Stream.concat(inputs.stream(), targets.stream());
  }

  /** Where columns go by number, a table without targets has its later inputs further left. */
  private boolean lacksTargets() {
    int needed = inputs.stream().mapToInt(Port::width).sum();
    return !table.isKeyed()
        && table.columns() == needed
        && inputs.stream()
            .map(port -> chosen.get(port.name()))
            .anyMatch(choice -> choice != null && reaches(choice) > needed);
  }

  private static int reaches(PortColumns choice) {
    return choice.choice() instanceof ColumnChoice.Numbered numbered
        ? Collections.max(numbered.numbers()) + 1
        : 0;
  }

  private int withoutTargets(int column) {
    long before =
        targets.stream()
            .map(port -> chosen.get(port.name()))
            .filter(choice -> choice != null)
            .filter(choice -> choice.choice() instanceof ColumnChoice.Numbered)
            .map(choice -> (ColumnChoice.Numbered) choice.choice())
            .flatMap(numbered -> numbered.numbers().stream())
            .filter(target -> target < column)
            .count();
    return (int) (column - before);
  }

  private List<Integer> select(PortColumns choice, boolean needed) {
    if (choice.choice() instanceof ColumnChoice.Named named) {
      return named.names().stream().flatMap(name -> named(name, choice, needed).stream()).toList();
    }
    if (choice.choice() instanceof ColumnChoice.Except except) {
      Set<Integer> left = new LinkedHashSet<>(range(0, table.columns()));
      for (String name : except.names()) {
        named(name, choice, needed && targetsNeeded).forEach(left::remove);
      }
      return List.copyOf(left);
    }
    ColumnChoice.Numbered numbered = (ColumnChoice.Numbered) choice.choice();
    if (needed && !lacksTargets() && reaches(choice) > table.columns()) {
      faults.add(
          Fault.of(
                  Fault.Kind.NO_SUCH_COLUMN,
                  Place.ofFile(table.name()),
                  count(table.columns(), "column"),
                  "column " + (reaches(choice) - 1) + " for `" + choice.port() + "`")
              .withHelp("columns are numbered from 0")
              .askedAt(Optional.of(choice.span())));
    }
    return numbered.numbers();
  }

  private List<Integer> named(String name, PortColumns choice, boolean needed) {
    List<Integer> found = table.columnsNamed(name);
    if (table.columnNames().isEmpty() && needed) {
      faults.add(
          noColumn(name, choice, "a file without a header")
              .withHelp("write `header = true` if its first row names the columns, else numbers"));
    } else if (found.isEmpty() && needed) {
      List<String> names = table.columnNames().stream().distinct().toList();
      faults.add(
          noColumn(name, choice, "the columns " + shortened(names))
              .withHelp(DidYouMean.closest(name, names).map(n -> "did you mean `" + n + "`?")));
    } else if (found.size() > 1 && !table.isKeyed()) {
      faults.add(
          noColumn(name, choice, count(found.size(), "column") + " of that name")
              .withHelp("choose by number: they are the columns " + found));
    }
    return found;
  }

  private Fault noColumn(String name, PortColumns choice, String found) {
    Place place =
        table.columnNames().isEmpty() || table.isKeyed()
            ? Place.ofFile(table.name())
            : Place.ofLine(table.name(), 1);
    return Fault.of(Fault.Kind.NO_SUCH_COLUMN, place, found, "a column `" + name + "`")
        .askedAt(Optional.of(choice.span()));
  }

  private static String shortened(List<String> names) {
    int shown = 20;
    String list = String.join(", ", names.subList(0, Math.min(shown, names.size())));
    return names.size() <= shown ? list : list + " and " + (names.size() - shown) + " more";
  }

  private void fillTheRest(Map<String, List<Integer>> columns, Set<Integer> claimed) {
    List<Integer> free =
        range(0, table.columns()).stream().filter(column -> !claimed.contains(column)).toList();
    List<Port> open = ports().filter(port -> !columns.containsKey(port.name())).toList();
    if (table.isKeyed()) {
      for (Port port : open) {
        List<Integer> array = table.columnsNamed(port.name());
        columns.put(port.name(), array);
        if (array.isEmpty() && (targetsNeeded || inputs.contains(port))) {
          faults.add(
              Fault.of(
                      Fault.Kind.NO_SUCH_COLUMN,
                      Place.ofFile(table.name()),
                      "the arrays " + shortened(table.columnNames().stream().distinct().toList()),
                      "an array `" + port.name() + "`")
                  .withHelp(
                      "name it in the data block: `" + port.name() + " = column(\"ARRAY\");`"));
        }
      }
      return;
    }
    int next = 0;
    for (Port port : open) {
      int end = Math.min(next + port.width(), free.size());
      columns.put(port.name(), free.subList(next, end));
      next = end;
    }
    if (chosen.isEmpty()) {
      requireAllTaken(free.size());
    }
  }

  private void requireAllTaken(int present) {
    int forInputs = inputs.stream().mapToInt(Port::width).sum();
    int forAll = ports().mapToInt(Port::width).sum();
    if (present == forAll || (!targetsNeeded && present == forInputs)) {
      return;
    }
    String wanted =
        String.join(
            ", ", ports().map(port -> port.width() + " for `" + port.name() + "`").toList());
    faults.add(
        Fault.of(
                Fault.Kind.COLUMN_COUNT,
                Place.ofFile(table.name()),
                count(present, "column"),
                forAll + ": " + wanted)
            .withHelp(
                present == 1
                    ? "is the separator right? A data block may name another"
                    : "say in the data block which columns each takes: `"
                        + inputs.get(0).name()
                        + " = columns(0.."
                        + inputs.get(0).width()
                        + ");`"));
  }

  private Taken taken(Port port, Map<String, List<Integer>> columns) {
    int[] numbers =
        columns.getOrDefault(port.name(), List.of()).stream().mapToInt(Integer::intValue).toArray();
    PortColumns choice = chosen.get(port.name());
    if (numbers.length != port.width() && faults.isEmpty()) {
      faults.add(
          Fault.of(
                  Fault.Kind.COLUMN_COUNT,
                  Place.ofFile(table.name()),
                  count(numbers.length, "column") + " for `" + port.name() + "`",
                  count(port.width(), "column"))
              .askedAt(Optional.ofNullable(choice).map(PortColumns::span)));
    }
    return choice == null
        ? new Taken(port, numbers, 1, 0, Optional.empty())
        : new Taken(port, numbers, choice.factor(), choice.offset(), Optional.of(choice.span()));
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
