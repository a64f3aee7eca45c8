package dev.mlpc.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array of NumPy's format (numpy.lib.format, versions 1 to 3), read sample by sample along its
 * first axis. The header is a Python dictionary that NumPy itself writes in one way only.
 */
final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

  private final String file;
  private final String name;
  private final SampleBytes bytes;

  /**
   * Reads the header.
   *
   * @param file the file of arrays, for messages
   * @param name the array's name in it
   */
  NpyArray(String file, String name, InputStream stream) throws DataException {
    this.file = file;
    this.name = name;
    DataInputStream input = new DataInputStream(stream);
    String header = header(input);
    Matcher type = find(TYPE, header);
    ElementReader elements =
        ElementReader.ofNumPy(type.group(2))
            .orElseThrow(
                () ->
                    fault("elements of type " + type.group(2), "f4, f8, u1, i4, i8 or their kin"));
    List<Integer> shape = shape(find(SHAPE, header).group(1));
    if (shape.size() > 1 && find(ORDER, header).group(1).equals("True")) {
      throw fault("an array in Fortran's order", "C's order: save numpy.ascontiguousarray(a)");
    }
    if (shape.isEmpty()) {
      throw fault("a single number", "an array with one entry a sample");
    }
    bytes =
        new SampleBytes(
            file,
            Optional.of(name),
            input,
            elements,
            type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            shape.get(0),
            width(shape, elements));
  }

  /** The elements of a sample, whose bytes are one array. */
  private int width(List<Integer> shape, ElementReader elements) throws DataException {
    long width = 1;
    for (int dimension : shape.subList(1, shape.size())) {
      width *= dimension;
      if (width * elements.bytes() > Integer.MAX_VALUE) {
        throw fault("the shape " + shape, "samples of less than 2 GB");
      }
    }
    return (int) width;
  }

  private String header(DataInputStream input) throws DataException {
    try {
      byte[] magic = new byte[MAGIC.length];
      input.readFully(magic);
      int version = input.readUnsignedByte();
      input.readUnsignedByte();
      if (!java.util.Arrays.equals(magic, MAGIC) || version < 1 || version > 3) {
        throw fault("no array", "NumPy's format");
      }
      int length =
          version == 1
              ? Short.toUnsignedInt(Short.reverseBytes(input.readShort()))
              : Integer.reverseBytes(input.readInt());
      if (length < 0 || length > LONGEST_HEADER) {
        throw fault("a header of " + length + " bytes", "NumPy's format");
      }
      byte[] text = new byte[length];
      input.readFully(text);
      return new String(text, StandardCharsets.UTF_8);
    } catch (EOFException e) {
      throw fault("the end of the file", "an array's header");
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  private Matcher find(Pattern pattern, String header) throws DataException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw fault("the header " + header.strip(), "an array of numbers in NumPy's format");
    }
    return matcher;
  }

  private List<Integer> shape(String text) throws DataException {
    List<Integer> shape = new ArrayList<>();
    for (String dimension : text.split(",", -1)) {
      if (!dimension.isBlank()) {
        try {
          shape.add(Integer.parseInt(dimension.strip()));
        } catch (NumberFormatException e) {
          throw fault("the shape (" + text + ")", "an array in NumPy's format");
        }
      }
    }
    return shape;
  }

  private DataException fault(String found, String expected) {
    return new DataException(
        Fault.of(
            Fault.Kind.MALFORMED,
            Place.ofFile(SampleBytes.placeOf(file, Optional.of(name))),
            found,
            expected));
  }

  String name() {
    return name;
  }

  /** What stands behind the header. */
  SampleBytes bytes() {
    return bytes;
  }
}
