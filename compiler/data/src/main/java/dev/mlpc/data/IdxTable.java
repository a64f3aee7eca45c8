package dev.mlpc.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Images and their labels, side by side: a column a pixel, row by row, and the label last. */
final class IdxTable implements Table {
  private final IdxFile images;
  private final IdxFile labels;
  private int next;

  IdxTable(Path imageFile, Path labelFile) throws DataException {
    images = new IdxFile(imageFile);
    try {
      labels = new IdxFile(labelFile);
      requireLabels();
    } catch (DataException e) {
      images.close();
      throw e;
    }
  }

  private void requireLabels() throws DataException {
    if (labels.bytes().samples() != images.bytes().samples()) {
      throw new DataException(
          Fault.of(
              Fault.Kind.COUNTS_DIFFER,
              Place.ofFile(labels.name()),
              labels.bytes().samples() + " labels",
              "one for each of the " + images.bytes().samples() + " images of " + images.name()));
    }
    if (labels.bytes().samples() > 0 && labels.bytes().width() != 1) {
      throw new DataException(
          Fault.of(
                  Fault.Kind.MALFORMED,
                  Place.ofFile(labels.name()),
                  labels.bytes().width() + " numbers a sample",
                  "one label a sample")
              .withHelp("the file of images comes first, then the file of labels"));
    }
  }

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public int columns() {
    return images.bytes().width() + 1;
  }

  @Override
  public List<String> columnNames() {
    return List.of();
  }

  @Override
  public List<Integer> columnsNamed(String column) {
    return List.of();
  }

  @Override
  public boolean isKeyed() {
    return false;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public OptionalInt rows() {
    return OptionalInt.of(images.bytes().samples());
  }

  @Override
  public boolean next() throws DataException {
    if (next == images.bytes().samples()) {
      images.bytes().requireEnd();
      labels.bytes().requireEnd();
      return false;
    }
    images.bytes().next();
    labels.bytes().next();
    next++;
    return true;
  }

  @Override
  public String text(int column) {
    throw new IllegalStateException("cells of " + name() + " are numbers");
  }

  @Override
  public double number(int column) {
    return column < images.bytes().width()
        ? images.bytes().number(column)
        : labels.bytes().number(0);
  }

  @Override
  public Place place() {
    return Place.ofSample(images.name(), next - 1);
  }

  @Override
  public void close() throws DataException {
    try (labels) {
      images.close();
    }
  }
}
