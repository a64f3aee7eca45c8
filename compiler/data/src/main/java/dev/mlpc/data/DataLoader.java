package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition;
import dev.mlpc.compiler.definition.DataDefinition.ColumnChoice;
import dev.mlpc.compiler.definition.DataDefinition.Missing;
import dev.mlpc.compiler.definition.DataDefinition.PortColumns;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.training.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the samples of one network, by the rules of its {@code data} block. */
public final class DataLoader {
  /** A table of at most so many rows is read into one batch, where it says how many it has. */
  private static final int LARGEST_PIECE = 1 << 16;

  private static final int PIECE = 1 << 12;

  private final Signature signature;
  private final List<Port> targets;
  private final Optional<DataDefinition> definition;

  /**
   * A loader for a network.
   *
   * @param definition what the spec says of its data; empty where it says nothing
   */
  public DataLoader(Signature signature, Optional<DataDefinition> definition) {
    this.signature = signature;
    this.targets = signature.targets().stream().map(this::labelled).toList();
    this.definition = definition;
  }

  /** A class without labels of its own has those of the one output with as many elements. */
  private Port labelled(Port target) {
    List<Port> outputs =
        signature.outputs().stream()
            .filter(output -> !output.labels().isEmpty())
            .filter(output -> output.labels().size() == target.classes())
            .toList();
    if (target.kind() != Port.Kind.CLASS || !target.labels().isEmpty() || outputs.size() != 1) {
      return target;
    }
    return new Port(
        target.name(), target.kind(), target.shape(), target.classes(), outputs.get(0).labels());
  }

  /**
   * The samples of a file.
   *
   * @param samples inputs and targets
   * @param facts what has to be known in order to read other files in the same way
   * @param dropped how many rows were left out because a cell was missing
   */
  public record Loaded(Samples samples, DataFacts facts, long dropped) {}

  /** As {@link #learn(DataSource, DataFacts)}, where nothing is known before. */
  public Loaded learn(DataSource source) throws DataException {
    return learn(source, DataFacts.NONE);
  }

  /**
   * Reads training data whole; what labels and means it has becomes part of the facts.
   *
   * @param known what an earlier training told, which stays as it is
   * @throws DataException if anything in it is wrong
   */
  public Loaded learn(DataSource source, DataFacts known) throws DataException {
    return load(source, known, true);
  }

  /**
   * Reads other data whole.
   *
   * @param facts what the training data told
   * @throws DataException if anything in it is wrong
   */
  public Loaded load(DataSource source, DataFacts facts) throws DataException {
    return load(source, facts, false);
  }

  private Loaded load(DataSource source, DataFacts facts, boolean learns) throws DataException {
    Faults faults = new Faults();
    try (Table table = Tables.open(named(source), faults)) {
      RowReader reader = reader(table, facts, learns, true, faults);
      int rows = table.rows().orElse(Integer.MAX_VALUE);
      int piece = rows <= LARGEST_PIECE ? Math.max(rows, 1) : PIECE;
      List<Batch> inputs = new ArrayList<>();
      List<Batch> wanted = new ArrayList<>();
      boolean more = true;
      while (more) {
        Batch input = new Batch(signature.inputs(), piece);
        Batch target = new Batch(signature.targets(), piece);
        more = reader.fill(input, target);
        inputs.add(input);
        wanted.add(target);
      }
      Batch allInputs = joined(inputs, source);
      Batch allTargets = joined(wanted, source);
      reader.settle(allInputs, allTargets);
      faults.throwIfAny();
      if (allInputs.size() == 0) {
        throw new DataException(noRows(source, reader.dropped()));
      }
      return new Loaded(new Samples(allInputs, allTargets), reader.facts(), reader.dropped());
    }
  }

  private static Fault noRows(DataSource source, long dropped) {
    String found = dropped == 0 ? "no rows" : "a missing cell in each of its " + dropped + " rows";
    return Fault.of(Fault.Kind.NO_ROWS, Place.ofFile(source.name()), found, "rows of samples");
  }

  private static Batch joined(List<Batch> pieces, DataSource source) throws DataException {
    Batch first = pieces.get(0);
    if (pieces.stream().skip(1).allMatch(piece -> piece.size() == 0)) {
      return first;
    }
    int size = pieces.stream().mapToInt(Batch::size).sum();
    Batch all;
    try {
      all = new Batch(first.ports(), size);
    } catch (ArithmeticException e) {
      throw new DataException(
          Fault.of(
              Fault.Kind.COLUMN_COUNT,
              Place.ofFile(source.name()),
              size + " rows",
              "at most 2,147,483,647 numbers for each input"));
    }
    all.resize(size);
    int row = 0;
    for (Batch piece : pieces) {
      copy(piece, all, row);
      row += piece.size();
    }
    return all;
  }

  private static void copy(Batch from, Batch to, int row) {
    for (int i = 0; i < from.ports().size(); i++) {
      Port port = from.ports().get(i);
      int width = port.width();
      Object source =
          switch (port.kind()) {
            case F32 -> from.floats(i);
            case F64 -> from.doubles(i);
            case INDEX, CLASS -> from.indices(i);
          };
      Object target =
          switch (port.kind()) {
            case F32 -> to.floats(i);
            case F64 -> to.doubles(i);
            case INDEX, CLASS -> to.indices(i);
          };
      System.arraycopy(source, 0, target, row * width, from.size() * width);
    }
  }

  /**
   * Opens data of which only the inputs are needed, and which is read piece by piece.
   *
   * @param facts what the training data told
   * @throws DataException if its columns do not fit
   */
  public InputReader stream(DataSource source, DataFacts facts) throws DataException {
    Faults faults = new Faults();
    Table table = Tables.open(named(source), faults);
    try {
      return new InputReader(table, reader(table, facts, false, false, faults), faults);
    } catch (DataException e) {
      table.close();
      throw e;
    }
  }

  /** Where columns go by name, a table has a header. */
  private DataSource named(DataSource source) {
    boolean byName =
        choices().stream().anyMatch(choice -> !(choice.choice() instanceof ColumnChoice.Numbered));
    if (byName && source instanceof DataSource.Csv csv) {
      return new DataSource.Csv(
          csv.path(), csv.header().or(() -> Optional.of(true)), csv.separator());
    }
    if (byName && source instanceof DataSource.Stream stream) {
      return new DataSource.Stream(
          stream.name(),
          stream.input(),
          stream.header().or(() -> Optional.of(true)),
          stream.separator());
    }
    return source;
  }

  private List<PortColumns> choices() {
    return definition.map(DataDefinition::columns).orElse(List.of());
  }

  private RowReader reader(
      Table table, DataFacts facts, boolean learns, boolean withTargets, Faults faults)
      throws DataException {
    List<ColumnPlan.Taken> plan =
        ColumnPlan.of(table, signature.inputs(), targets, choices(), withTargets);
    Missing missing = definition.map(DataDefinition::missing).orElse(Missing.ERROR);
    Set<String> absent = new HashSet<>(definition.map(DataDefinition::absent).orElse(List.of()));
    Rules rules = new Rules(missing, absent, facts, learns);
    return new RowReader(table, plan, signature.inputs().size(), rules, faults);
  }

  /**
   * The labels of a target's or input's numbers, as far as the spec or the data tell; else none.
   */
  public List<String> labels(String port, DataFacts facts) {
    List<String> ofSpec =
        Stream.concat(signature.inputs().stream(), targets.stream())
            .filter(candidate -> candidate.name().equals(port))
            .findFirst()
            .map(Port::labels)
            .orElse(List.of());
    return ofSpec.isEmpty() ? facts.labels().getOrDefault(port, List.of()) : ofSpec;
  }
}
