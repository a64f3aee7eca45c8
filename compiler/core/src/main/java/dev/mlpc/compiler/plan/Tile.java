package dev.mlpc.compiler.plan;

/**
 * Memory that a product's kernel works in: rows, each an array of its own.
 *
 * <p>HotSpot's compiler turns a loop into vector instructions only where it can tell that no load
 * depends on a store of the turn before, and of two arrays it can tell that only where both are
 * addressed alike. {@code y[s * 128 + j] += x * w[i * 128 + j]} therefore runs number by number,
 * and {@code y[j] += x * w[j]}, over rows that were copied together, eight at a time.
 *
 * @param name of the field in generated code
 * @param rows how many there are
 * @param width elements of each; a kernel may use fewer
 */
public record Tile(String name, int rows, int width) {

  /** One that is large enough for both uses. */
  public Tile covering(Tile other) {
    return new Tile(name, Math.max(rows, other.rows), Math.max(width, other.width));
  }
}
