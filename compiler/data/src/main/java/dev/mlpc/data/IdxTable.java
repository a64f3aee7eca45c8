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
    if (labels.samples() != images.samples()) {
      throw new DataException(
          Fault.of(
              Fault.Kind.COUNTS_DIFFER,
              Place.ofFile(labels.name()),
              labels.samples() + " labels",
              "one for each of the " + images.samples() + " images of " + images.name()));
    }
    if (labels.samples() > 0 && labels.width() != 1) {
      throw new DataException(
          Fault.of(
                  Fault.Kind.MALFORMED,
                  Place.ofFile(labels.name()),
                  labels.width() + " numbers a sample",
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
    return images.width() + 1;
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
    return OptionalInt.of(images.samples());
  }

  @Override
  public boolean next() throws DataException {
    if (next == images.samples()) {
      images.requireEnd();
      labels.requireEnd();
      return false;
    }
    images.next();
    labels.next();
    next++;
    return true;
  }

  @Override
  public String text(int column) {
    throw new IllegalStateException("cells of " + name() + " are numbers");
  }

  @Override
  public double number(int column) {
    return column < images.width() ? images.number(column) : labels.number(0);
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
