package dev.mlpc.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The numbers of a file of arrays, behind its header: one sample after the other, each with as many
 * elements of one type. Holds one sample at a time.
 */
final class SampleBytes implements AutoCloseable {
  private final String file;
  private final String kind;
  private final String place;
  private final InputStream input;
  private final ElementReader elements;
  private final int samples;
  private final int width;
  private final byte[] row;
  private final ByteBuffer view;
  private int next;

  /**
   * @param file the file of which the bytes are, for messages
   * @param array which of the file's arrays they are, if it has several
   * @param input stands behind the header; is closed with this
   * @param samples how many there are, as the header says
   * @param width how many elements each has
   */
  SampleBytes(
      String file,
      Optional<String> array,
      InputStream input,
      ElementReader elements,
      ByteOrder order,
      int samples,
      int width) {
    this.file = file;
    this.kind = array.isPresent() ? "array" : "file";
    this.place = placeOf(file, array);
    this.input = input;
    this.elements = elements;
    this.samples = samples;
    this.width = width;
    this.row = new byte[width * elements.bytes()];
    this.view = ByteBuffer.wrap(row).order(order);
  }

  /** How messages name an array of a file. */
  static String placeOf(String file, Optional<String> array) {
    return array.map(name -> file + ", array " + name).orElse(file);
  }

  int samples() {
    return samples;
  }

  /** How many elements each sample has. */
  int width() {
    return width;
  }

  /** Reads the next sample; there must be one. */
  void next() throws DataException {
    try {
      if (input.readNBytes(row, 0, row.length) < row.length) {
        throw cutOff();
      }
      next++;
    } catch (EOFException e) {
      // A compressed stream that is cut off says so by itself.
      throw cutOff();
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  private DataException cutOff() {
    return new DataException(
        Fault.of(
                Fault.Kind.TRUNCATED,
                Place.ofSample(place, next),
                "the end of the " + kind,
                samples + " samples, as its header says")
            .withHelp("it was cut off; fetch or save it again"));
  }

  /** After the last sample: that nothing follows. */
  void requireEnd() throws DataException {
    try {
      if (input.read() >= 0) {
        throw new DataException(
            Fault.of(
                Fault.Kind.MALFORMED,
                Place.ofFile(place),
                "more bytes after the last sample",
                samples + " samples, as its header says"));
      }
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  /** An element of the sample that was read last. */
  double number(int element) {
    return elements.read(view, element);
  }

  @Override
  public void close() throws DataException {
    try {
      input.close();
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }
}
