package dev.mlpc.data;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where something stands in a file of samples.
 *
 * @param file as the user knows it
 * @param line from 1 on, in a file of text
 * @param sample from 0 on, in a file of arrays
 * @param column from 0 on, as specs count
 * @param columnName where the file has a header
 */
public record Place(
    String file,
    OptionalLong line,
    OptionalLong sample,
    OptionalInt column,
    Optional<String> columnName) {

  static Place ofFile(String file) {
    return new Place(
        file, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), Optional.empty());
  }

  static Place ofLine(String file, long line) {
    return new Place(
        file, OptionalLong.of(line), OptionalLong.empty(), OptionalInt.empty(), Optional.empty());
  }

  static Place ofSample(String file, long sample) {
    return new Place(
        file, OptionalLong.empty(), OptionalLong.of(sample), OptionalInt.empty(), Optional.empty());
  }

  Place atColumn(int number, Optional<String> name) {
    return new Place(file, line, sample, OptionalInt.of(number), name);
  }

  /** {@code iris.csv:17}, or {@code images.gz, sample 3}. */
  public String fileAndLine() {
    if (line.isPresent()) {
      return file + ":" + line.getAsLong();
    }
    return sample.isPresent() ? file + ", sample " + sample.getAsLong() : file;
  }

  /** {@code column 2 (width)}; empty where it is no cell. */
  public String columnText() {
    if (column.isEmpty()) {
      return "";
    }
    return "column " + column.getAsInt() + columnName.map(n -> " (" + n + ")").orElse("");
  }
}
