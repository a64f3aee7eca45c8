package dev.mlpc.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The arrays of a .npz file, side by side in the order of their names. A column bears the name of
 * the array it belongs to.
 */
final class NpzTable implements Table {
  private static final String ENTRY = ".npy";

  private final String name;
  private final ZipFile zip;
  private final List<NpyArray> arrays = new ArrayList<>();
  private final List<String> columnNames = new ArrayList<>();
  private final int[] arrayOf;
  private final int[] elementOf;
  private int next;

  NpzTable(Path path) throws DataException {
    name = path.toString();
    DataFiles.requireFile(path);
    try {
      zip = new ZipFile(path.toFile());
    } catch (IOException e) {
      throw new DataException(
          Fault.of(
              Fault.Kind.MALFORMED,
              Place.ofFile(name),
              "a file that is no zip archive",
              "arrays as numpy.savez writes them"));
    }
    try {
      openArrays();
    } catch (DataException e) {
      close();
      throw e;
    }
    int columns = arrays.stream().mapToInt(array -> array.bytes().width()).sum();
    arrayOf = new int[columns];
    elementOf = new int[columns];
    for (int array = 0; array < arrays.size(); array++) {
      for (int element = 0; element < arrays.get(array).bytes().width(); element++) {
        arrayOf[columnNames.size()] = array;
        elementOf[columnNames.size()] = element;
        columnNames.add(arrays.get(array).name());
      }
    }
  }

  private void openArrays() throws DataException {
    List<? extends ZipEntry> entries =
        zip.stream()
            .filter(entry -> entry.getName().endsWith(ENTRY))
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    for (ZipEntry entry : entries) {
      String array = entry.getName().substring(0, entry.getName().length() - ENTRY.length());
      try {
        arrays.add(new NpyArray(name, array, new BufferedInputStream(zip.getInputStream(entry))));
      } catch (IOException e) {
        throw DataFiles.unreadable(name, e);
      }
    }
    if (arrays.isEmpty()) {
      throw new DataException(
          Fault.of(
              Fault.Kind.NO_ROWS, Place.ofFile(name), "no arrays", "one a port of the network"));
    }
    NpyArray first = arrays.get(0);
    for (NpyArray array : arrays) {
      if (array.bytes().samples() != first.bytes().samples()) {
        throw new DataException(
            Fault.of(
                Fault.Kind.COUNTS_DIFFER,
                Place.ofFile(name),
                array.bytes().samples() + " samples in array " + array.name(),
                first.bytes().samples() + ", as in array " + first.name()));
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int columns() {
    return arrayOf.length;
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
    return true;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public OptionalInt rows() {
    return OptionalInt.of(arrays.get(0).bytes().samples());
  }

  @Override
  public boolean next() throws DataException {
    if (next == arrays.get(0).bytes().samples()) {
      return false;
    }
    for (NpyArray array : arrays) {
      array.bytes().next();
    }
    next++;
    return true;
  }

  @Override
  public String text(int column) {
    throw new IllegalStateException("cells of " + name + " are numbers");
  }

  @Override
  public double number(int column) {
    return arrays.get(arrayOf[column]).bytes().number(elementOf[column]);
  }

  @Override
  public Place place() {
    return Place.ofSample(name, next - 1);
  }

  @Override
  public Place place(int column) {
    return place().atColumn(elementOf[column], Optional.of(columnNames.get(column)));
  }

  @Override
  public void close() throws DataException {
    try {
      zip.close();
    } catch (IOException e) {
      throw DataFiles.unreadable(name, e);
    }
  }
}
