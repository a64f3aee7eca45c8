package dev.mlpc.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IDX file, as MNIST has them: two zero bytes, the type of the elements, the number of
 * dimensions, each dimension in four bytes, then the elements; all big-endian.
 */
final class IdxFile implements AutoCloseable {
  /** gzip cannot do better than this, so a header that promises more is wrong. */
  private static final long BEST_COMPRESSION = 1032;

  private final String name;
  private final SampleBytes bytes;

  IdxFile(Path path) throws DataException {
    name = path.toString();
    DataInputStream input = new DataInputStream(DataFiles.open(path));
    try {
      bytes = behindHeader(path, input);
    } catch (EOFException e) {
      throw new DataException(
          Fault.of(
              Fault.Kind.TRUNCATED, Place.ofFile(name), "the end of the file", "an IDX header"));
    } catch (IOException e) {
      throw DataFiles.unreadable(name, e);
    }
  }

  private SampleBytes behindHeader(Path path, DataInputStream input)
      throws DataException, IOException {
    byte[] magic = new byte[4];
    input.readFully(magic);
    if (magic[0] != 0 || magic[1] != 0 || magic[3] < 1) {
      throw new DataException(wrongMagic(magic));
    }
    ElementReader elements =
        ElementReader.ofIdx(magic[2]).orElseThrow(() -> new DataException(wrongMagic(magic)));
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < magic[3]; i++) {
      shape.add(input.readInt());
    }
    long size = 1;
    for (int dimension : shape) {
      size = dimension < 0 ? Long.MAX_VALUE : multiplied(size, dimension);
    }
    long most = java.nio.file.Files.size(path) * BEST_COMPRESSION;
    if (size > most / elements.bytes()) {
      throw new DataException(
          Fault.of(
              Fault.Kind.TRUNCATED,
              Place.ofFile(name),
              "a header that promises a shape of " + shape,
              "as many elements as the file has room for"));
    }
    int samples = shape.get(0);
    int width = samples == 0 ? 0 : (int) (size / samples);
    return new SampleBytes(
        name, Optional.empty(), input, elements, ByteOrder.BIG_ENDIAN, samples, width);
  }

  private static long multiplied(long size, int dimension) {
    try {
      return Math.multiplyExact(size, dimension);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private Fault wrongMagic(byte[] magic) {
    return Fault.of(
            Fault.Kind.MALFORMED,
            Place.ofFile(name),
            "a file that begins with %02x %02x %02x %02x"
                .formatted(magic[0], magic[1], magic[2], magic[3]),
            "an IDX file, which begins with 00 00")
        .withHelp("MNIST's images begin with 00 00 08 03 and its labels with 00 00 08 01");
  }

  String name() {
    return name;
  }

  /** What stands behind the header. */
  SampleBytes bytes() {
    return bytes;
  }

  @Override
  public void close() throws DataException {
    bytes.close();
  }
}
