package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.Precision;
import java.util.List;

/**
 * What generated code allocates for one workspace, or for one trainer.
 *
 * @param arrays each once, whatever programs share it
 * @param tiles rows that products work in
 */
public record Allocations(List<Allocation> arrays, List<Tile> tiles) {

  public Allocations {
    arrays = List.copyOf(arrays);
    tiles = List.copyOf(tiles);
  }

  /** What all elements take; the JVM adds a header to each array. */
  public long bytes(Precision precision) {
    long inArrays = arrays.stream().mapToLong(array -> array.bytes(precision)).sum();
    long inTiles = tiles.stream().mapToLong(tile -> (long) tile.rows() * tile.width()).sum();
    return inArrays + inTiles * precision.bytes();
  }
}
