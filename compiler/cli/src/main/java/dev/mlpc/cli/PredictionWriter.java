package dev.mlpc.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.mlpc.runtime.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes predictions as CSV, batch by batch as they come. For {@code --json} it keeps them instead,
 * so that a fault in the last row leaves no half of an object behind.
 */
final class PredictionWriter {
  private final Console console;
  private final PredictionRow row;
  private final CsvWriter csv;
  private final List<List<Object>> kept = new ArrayList<>();
  private boolean begun;

  PredictionWriter(Console console, PredictionRow row) {
    this.console = console;
    this.row = row;
    this.csv =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(console.surroundings().out());
  }

  /**
   * Writes a batch, after the header if it is the first.
   *
   * @return whether anybody reads on: {@code head} closes its pipe when it has enough
   */
  boolean write(Batch outputs) throws IOException {
    if (!begun && !console.isJson()) {
      csv.writeRecord(row.header());
    }
    begun = true;
    for (int sample = 0; sample < outputs.size(); sample++) {
      List<Object> cells = row.cells(outputs, sample);
      if (console.isJson()) {
        kept.add(cells);
      } else {
        csv.writeRecord(cells.stream().map(String::valueOf).toList());
      }
    }
    csv.flush();
    return !console.surroundings().out().checkError();
  }

  /** After the last batch, where nothing failed. */
  void finish(String network) {
    console.object(
        Json.fields()
            .put("status", ExitStatus.DONE)
            .put("network", network)
            .put("columns", row.header())
            .put("rows", kept)
            .map());
  }
}
