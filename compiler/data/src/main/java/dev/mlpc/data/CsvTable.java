package dev.mlpc.data;

import dev.mlpc.data.RecordSource.Row;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A table of text, from a file or from a stream that is read only once. */
final class CsvTable implements Table {

  /** Whether the first row names the columns. */
  enum Header {
    PRESENT,
    ABSENT,
    /** It does, if it holds no number and the row below it holds some. */
    GUESSED
  }

  private final String name;
  private final RecordSource records;
  private final Faults faults;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final List<String> columnNames;
  private final int columns;
  private Row current = new Row(0, List.of());

  /** Reads the header, where there is one, and the first row. */
  CsvTable(String name, RecordSource records, Header header, Faults faults) throws DataException {
    this.name = name;
    this.records = records;
    this.faults = faults;
    look(2);
    Row first = ahead.peekFirst();
    if (first == null) {
      throw new DataException(
          Fault.of(Fault.Kind.NO_ROWS, Place.ofFile(name), "an empty file", "rows of samples"));
    }
    columns = first.cells().size();
    if (header == Header.PRESENT || (header == Header.GUESSED && looksLikeHeader())) {
      ahead.removeFirst();
      columnNames = first.cells().stream().map(String::strip).toList();
    } else {
      columnNames = List.of();
    }
  }

  private boolean looksLikeHeader() {
    return ahead.size() == 2
        && ahead.getFirst().cells().stream().noneMatch(CsvTable::isNumeric)
        && ahead.getLast().cells().stream().anyMatch(CsvTable::isNumeric);
  }

  private static boolean isNumeric(String cell) {
    return Numbers.isNumber(cell.strip());
  }

  private void look(int rows) throws DataException {
    while (ahead.size() < rows) {
      Optional<Row> record = records.next();
      if (record.isEmpty()) {
        return;
      }
      ahead.addLast(record.get());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public List<String> columnNames() {
    return columnNames;
  }

  @Override
  public List<Integer> columnsNamed(String column) {
    return IntStream.range(0, columnNames.size())
        .filter(i -> columnNames.get(i).equals(column))
        .boxed()
        .toList();
  }

  @Override
  public boolean isKeyed() {
    return false;
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public OptionalInt rows() {
    return OptionalInt.empty();
  }

  @Override
  public boolean next() throws DataException {
    while (true) {
      look(1);
      Row record = ahead.pollFirst();
      if (record == null) {
        return false;
      }
      if (columns > 1 && record.isBlank()) {
        continue;
      }
      current = record;
      if (record.cells().size() == columns) {
        return true;
      }
      faults.add(wrongLength(record));
    }
  }

  private Fault wrongLength(Row record) {
    int cells = record.cells().size();
    return Fault.of(
            cells < columns ? Fault.Kind.ROW_TOO_SHORT : Fault.Kind.ROW_TOO_LONG,
            place(),
            "a row of " + cells(cells),
            cells(columns)
                + (columnNames.isEmpty() ? ", as in the first row" : ", as in the header"))
        .withHelp(cells == 1 ? Optional.of("is the separator right?") : Optional.empty());
  }

  private static String cells(int count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  @Override
  public String text(int column) {
    return current.cells().get(column).strip();
  }

  @Override
  public double number(int column) {
    throw new IllegalStateException("cells of " + name + " are text");
  }

  @Override
  public Place place() {
    return Place.ofLine(name, current.line());
  }

  @Override
  public void close() throws DataException {
    try {
      records.close();
    } catch (IOException e) {
      throw DataFiles.unreadable(name, e);
    }
  }
}
