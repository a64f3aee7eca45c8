package dev.mlpc.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Cells between separators, in quotes where need be (RFC 4180). */
final class SeparatedRecords implements RecordSource {
  private final String file;
  private final CloseableIterator<CsvRecord> records;
  private long line;

  SeparatedRecords(String file, InputStream input, char separator) {
    this.file = file;
    this.records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .quoteCharacter('"')
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(true)
            .detectBomHeader(true)
            .ofCsvRecord(input)
            .iterator();
  }

  @Override
  public Optional<Row> next() throws DataException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CsvRecord csv = records.next();
      line = csv.getStartingLineNumber();
      List<String> cells = csv.getFields();
      return Optional.of(new Row(line, cells));
    } catch (CsvParseException e) {
      throw new DataException(
          Fault.of(
                  Fault.Kind.MALFORMED,
                  Place.ofLine(file, line + 1),
                  "a row that cannot be cut into cells",
                  "cells between separators")
              .withHelp("a quote that opens a cell must be closed before the next separator"));
    } catch (UncheckedIOException e) {
      throw DataFiles.unreadable(file, Objects.requireNonNull(e.getCause()));
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
