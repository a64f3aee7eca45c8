package dev.mlpc.data;

import java.util.ArrayList;
import java.util.List;

/** What is wrong so far. Reading goes on after a fault, so that a user sees several in one run. */
final class Faults {
  /** So many are kept in full; the others are counted. */
  static final int SHOWN = 10;

  private final List<Fault> first = new ArrayList<>();
  private long total;

  void add(Fault fault) {
    add(fault, 1);
  }

  /** One fault that stands at {@code times} places, of which it names the first. */
  void add(Fault fault, long times) {
    total += times;
    if (first.size() < SHOWN) {
      first.add(fault);
    }
  }

  boolean isEmpty() {
    return total == 0;
  }

  void throwIfAny() throws DataException {
    if (total > 0) {
      throw new DataException(first, total);
    }
  }
}
