package dev.mlpc.data;

import dev.mlpc.runtime.Batch;
import java.util.List;

/** Inputs that are read piece by piece. */
public final class InputReader implements AutoCloseable {
  private final Table table;
  private final RowReader reader;
  private final Faults faults;
  private final Batch noTargets = new Batch(List.of(), Integer.MAX_VALUE);

  InputReader(Table table, RowReader reader, Faults faults) {
    this.table = table;
    this.reader = reader;
    this.faults = faults;
  }

  /**
   * Reads the next samples.
   *
   * @param inputs is filled as far as there are samples
   * @return whether there may be more
   * @throws DataException if something in these rows is wrong
   */
  public boolean next(Batch inputs) throws DataException {
    boolean more = reader.fill(inputs, noTargets);
    reader.settle(inputs, noTargets);
    faults.throwIfAny();
    return more;
  }

  @Override
  public void close() throws DataException {
    table.close();
  }
}
