package dev.mlpc.data;

import dev.mlpc.data.CsvTable.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens sources as tables. */
final class Tables {
  /** How far a file of text is looked into for its separator. */
  private static final int GLANCE = 1 << 13;

  private Tables() {}

  /**
   * Opens a source.
   *
   * @param faults where rows of the wrong length are reported
   */
  static Table open(DataSource source, Faults faults) throws DataException {
    if (source instanceof DataSource.Idx idx) {
      return new IdxTable(idx.images(), idx.labels());
    }
    if (source instanceof DataSource.Npz npz) {
      return new NpzTable(npz.path());
    }
    if (source instanceof DataSource.Csv csv) {
      return csv(source.name(), DataFiles.open(csv.path()), csv.header(), csv.separator(), faults);
    }
    DataSource.Stream stream = (DataSource.Stream) source;
    return csv(
        stream.name(),
        new BufferedInputStream(stream.input()),
        stream.header(),
        stream.separator(),
        faults);
  }

  private static Table csv(
      String name,
      InputStream input,
      Optional<Boolean> header,
      Optional<String> separator,
      Faults faults)
      throws DataException {
    String between = separator.isPresent() ? separator.get() : glance(name, input);
    RecordSource records =
        between.equals(DataSource.BLANKS)
            ? new BlankSeparatedRecords(name, input)
            : new SeparatedRecords(name, input, between.charAt(0));
    Header known =
        header.map(given -> given ? Header.PRESENT : Header.ABSENT).orElse(Header.GUESSED);
    return new CsvTable(name, records, known, faults);
  }

  /**
   * The separator of which the first line has some: a tab, a semicolon, a comma, else blanks. Tabs
   * do not separate where blanks beside them do.
   */
  private static String glance(String name, InputStream input) throws DataException {
    try {
      input.mark(GLANCE);
      byte[] start = input.readNBytes(GLANCE);
      input.reset();
      String line =
          new String(start, StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
      boolean inRuns = line.contains(" ") && isNumbersInRuns(line);
      for (String candidate : inRuns ? List.<String>of() : List.of("\t", ";", ",")) {
        if (line.contains(candidate)) {
          return candidate;
        }
      }
      return line.contains(" ") ? DataSource.BLANKS : ",";
    } catch (IOException e) {
      throw DataFiles.unreadable(name, e);
    }
  }

  private static boolean isNumbersInRuns(String line) {
    return Stream.of(line.split("[ \t]+", -1)).allMatch(Numbers::isNumber);
  }
}
