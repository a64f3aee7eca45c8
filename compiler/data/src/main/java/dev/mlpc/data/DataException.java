package dev.mlpc.data;

import java.util.List;
import java.util.stream.Collectors;

/** Files of samples cannot be used: what is wrong with them, the first few faults in full. */
public final class DataException extends Exception {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // an exception of a tool; nobody serialises it
  private final List<Fault> faults;

  private final long total;

  DataException(List<Fault> faults, long total) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
    this.total = total;
  }

  DataException(Fault fault) {
    this(List.of(fault), 1);
  }

  /** The first faults, at most {@link Faults#SHOWN}, in the order of the file. */
  public List<Fault> faults() {
    return faults;
  }

  /** How many there are in all. */
  public long total() {
    return total;
  }
}
