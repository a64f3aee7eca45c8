package dev.mlpc.data;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/** The rows of a file of text, cut into cells. */
interface RecordSource extends Closeable {

  /** A row and the line it begins in. */
  record Row(long line, List<String> cells) {
    boolean isBlank() {
      return cells.size() == 1 && cells.get(0).isBlank();
    }
  }

  /**
   * The next row; empty after the last.
   *
   * @throws DataException if the text breaks the rules of the format
   */
  Optional<Row> next() throws DataException;
}
