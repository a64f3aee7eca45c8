package dev.mlpc.data;

import dev.mlpc.compiler.definition.DataDefinition.Missing;
import java.util.Set;

/**
 * How cells are understood.
 *
 * @param missing what becomes of an empty cell
 * @param absent the texts that count as empty
 * @param facts what is known from the training data
 * @param learns whether labels and means are taken from this table
 */
record Rules(Missing missing, Set<String> absent, DataFacts facts, boolean learns) {

  Rules {
    absent = Set.copyOf(absent);
  }

  boolean isMissing(String cell) {
    return cell.isEmpty() || (!absent.isEmpty() && absent.contains(cell));
  }
}
