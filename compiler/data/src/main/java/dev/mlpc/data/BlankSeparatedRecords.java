package dev.mlpc.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cells between runs of blanks and tabs; a cell with blanks stands in quotes. */
final class BlankSeparatedRecords implements RecordSource {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final BufferedReader reader;
  private long line;

  BlankSeparatedRecords(String file, InputStream input) {
    this.file = file;
    this.reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Row> next() throws DataException {
    while (true) {
      String text = readLine();
      if (text == null) {
        return Optional.empty();
      }
      line++;
      if (line == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        text = text.substring(1);
      }
      List<String> cells = cells(text);
      if (!cells.isEmpty()) {
        return Optional.of(new Row(line, cells));
      }
    }
  }

  private @org.jspecify.annotations.Nullable String readLine() throws DataException {
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  private List<String> cells(String text) throws DataException {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        return cells;
      }
      int from = at;
      if (text.charAt(at) == '"') {
        at = text.indexOf('"', from + 1);
        if (at < 0) {
          throw new DataException(
              Fault.of(
                  Fault.Kind.MALFORMED,
                  Place.ofLine(file, line).atColumn(cells.size(), Optional.empty()),
                  "a quote that is not closed",
                  "its end in the same line"));
        }
        cells.add(text.substring(from + 1, at));
        at++;
      } else {
        while (at < text.length() && !isBlank(text.charAt(at))) {
          at++;
        }
        cells.add(text.substring(from, at));
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
