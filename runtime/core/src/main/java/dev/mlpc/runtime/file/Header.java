package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: what lies where behind it.
 *
 * @param entries in the order of the text
 */
record Header(Map<String, String> metadata, List<HeaderEntry> entries) {
  /** The name that no tensor can have. */
  static final String METADATA = "__metadata__";

  /** The most bytes that one array of the JVM holds. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Reads and checks a header.
   *
   * @param dataLength how many bytes follow it: the tensors must fill them without gap or overlap
   */
  static Header parse(Path file, String json, long dataLength) throws TensorFileException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<HeaderEntry> entries = new ArrayList<>();
    JsonReader reader = new JsonReader(json);
    try {
      reader.object(
          name -> {
            if (name.equals(METADATA)) {
              reader.object(key -> metadata.put(key, reader.string()));
            } else {
              entries.add(new HeaderEntryReader(file, name, reader).read());
            }
          });
      reader.end();
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException e) {
      throw new TensorFileException(file, "its header is malformed: " + e.getMessage(), e);
    }
    for (HeaderEntry entry : entries) {
      checkSize(file, entry);
    }
    checkPlaces(file, entries, dataLength);
    return new Header(metadata, entries);
  }

  private static void checkSize(Path file, HeaderEntry entry) throws TensorFileException {
    long expected = entry.bytes(MAX_BYTES);
    if (expected > MAX_BYTES) {
      throw problem(
          file,
          entry,
          "its shape " + entry.shape() + " takes 2 GB or more, which is not supported");
    }
    long found = entry.end() - entry.begin();
    if (found != expected) {
      throw problem(
          file,
          entry,
          "its shape "
              + entry.shape()
              + " of "
              + entry.type()
              + " takes "
              + expected
              + " bytes, but its offsets "
              + entry.offsets()
              + " give it "
              + found);
    }
  }

  private static void checkPlaces(Path file, List<HeaderEntry> entries, long dataLength)
      throws TensorFileException {
    List<HeaderEntry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingLong(HeaderEntry::begin).thenComparingLong(HeaderEntry::end));
    long covered = 0;
    for (HeaderEntry entry : byPlace) {
      if (entry.begin() != covered) {
        String fault = entry.begin() < covered ? "overlap another tensor's" : "leave a gap";
        throw problem(
            file,
            entry,
            "its offsets "
                + entry.offsets()
                + " "
                + fault
                + ": expected it to begin at "
                + covered);
      }
      if (entry.end() > dataLength) {
        throw problem(
            file,
            entry,
            "its offsets "
                + entry.offsets()
                + " reach beyond the file, which has "
                + dataLength
                + " bytes of data");
      }
      covered = entry.end();
    }
    if (covered != dataLength) {
      throw new TensorFileException(
          file, "its tensors take " + covered + " bytes, but it has " + dataLength + " of data");
    }
  }

  private static TensorFileException problem(Path file, HeaderEntry entry, String problem) {
    return new TensorFileException(file, "tensor " + entry.name() + ": " + problem);
  }
}
