package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the object that describes one tensor in a header; not its place among the others. */
final class HeaderEntryReader {
  /** Far more than any real tensor has: a bound on what one entry can cost. */
  private static final int MAX_RANK = 64;

  private final Path file;
  private final String name;
  private final JsonReader reader;
  private final List<Integer> shape = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private String type = "";
  private boolean hasShape;

  HeaderEntryReader(Path file, String name, JsonReader reader) {
    this.file = file;
    this.name = name;
    this.reader = reader;
  }

  HeaderEntry read() throws IOException {
    reader.object(
        key -> {
          switch (key) {
            case "dtype" -> type = reader.string();
            case "shape" -> {
              hasShape = true;
              reader.array(this::dimension);
            }
            case "data_offsets" -> reader.array(this::offset);
            default -> throw problem("it has an unknown field \"" + key + "\"");
          }
        });
    if (!hasShape) {
      throw problem("it has no shape");
    }
    if (offsets.size() != 2) {
      throw problem("expected two data_offsets, but found " + offsets);
    }
    if (offsets.get(0) > offsets.get(1)) {
      throw problem("its data_offsets " + offsets + " end before they begin");
    }
    return new HeaderEntry(name, dataType(), shape, offsets.get(0), offsets.get(1));
  }

  private void dimension() throws IOException {
    if (shape.size() == MAX_RANK) {
      throw problem("it has more than " + MAX_RANK + " dimensions");
    }
    long dimension = reader.integer();
    if (dimension < 0 || dimension > Integer.MAX_VALUE) {
      throw problem("it has the dimension " + dimension);
    }
    shape.add((int) dimension);
  }

  private void offset() throws IOException {
    if (offsets.size() == 2) {
      throw problem("it has more than two data_offsets");
    }
    long offset = reader.integer();
    if (offset < 0) {
      throw problem("it has the offset " + offset);
    }
    offsets.add(offset);
  }

  private DataType dataType() throws TensorFileException {
    for (DataType known : DataType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw problem(
        type.isEmpty() ? "it has no dtype" : "its dtype \"" + type + "\" is not supported");
  }

  private TensorFileException problem(String problem) {
    return new TensorFileException(file, "tensor " + name + ": " + problem);
  }
}
