package dev.mlpc.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlpc.data.DataLoader.Loaded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format is that of numpy.lib.format's documentation. */
final class NpzTest {

  @TempDir Path directory;

  private static byte[] npy(String type, String order, String shape, double... elements)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, order, shape);
    header = header + " ".repeat(118 - header.length() - 1) + "\n";
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    for (double element : elements) {
      out.write(element(type, element));
    }
    return out.toByteArray();
  }

  private static byte[] element(String type, double value) {
    ByteBuffer buffer =
        ByteBuffer.allocate(type.charAt(2) - '0')
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (type.substring(1)) {
      case "f4" -> buffer.putFloat((float) value);
      case "f8" -> buffer.putDouble(value);
      case "i2", "u2" -> buffer.putShort((short) value);
      case "i4" -> buffer.putInt((int) value);
      case "i8" -> buffer.putLong((long) value);
      default -> buffer.put((byte) value);
    }
    return buffer.array();
  }

  private DataSource npz(Map<String, byte[]> arrays) throws IOException {
    Path file = directory.resolve("data.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> array : new LinkedHashMap<>(arrays).entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
    return new DataSource.Npz(file);
  }

  @ParameterizedTest
  @CsvSource({"<f4, <i4", "<f8, <i8", "|u1, |u1", "<i4, |i1", "<i8, <i2", ">f4, >i4", ">f8, <u2"})
  void arrays_goByTheNamesOfThePorts(String real, String whole) throws Exception {
    Loaded loaded =
        new DataLoader(DataSpecs.classifier(), Optional.empty())
            .learn(
                npz(
                    Map.of(
                        "y", npy(whole, "False", "(2,)", 2, 0),
                        "x", npy(real, "False", "(2, 2)", 1, 2, 3, 4))));
    assertThat(Arrays.copyOf(loaded.samples().inputs().floats(0), 4)).containsExactly(1, 2, 3, 4);
    assertThat(Arrays.copyOf(loaded.samples().targets().indices(0), 2)).containsExactly(2, 0);
  }

  @Test
  void arraysOfMoreDimensions_areFlattened_andNamedInTheSpec() throws Exception {
    Loaded loaded =
        new DataLoader(
                DataSpecs.regression(4),
                DataSpecs.data(DataSpecs.named("x", "x_train"), DataSpecs.named("t", "y_train")))
            .learn(
                npz(
                    Map.of(
                        "x_train", npy("<f4", "False", "(1, 2, 2)", 1, 2, 3, 4),
                        "y_train", npy("<f8", "False", "(1,)", 7))));
    assertThat(Arrays.copyOf(loaded.samples().inputs().floats(0), 4)).containsExactly(1, 2, 3, 4);
    assertThat(loaded.samples().targets().floats(0)[0]).isEqualTo(7);
  }

  private String fault(DataSource source) {
    DataException exception =
        catchThrowableOfType(
            DataException.class,
            () -> new DataLoader(DataSpecs.classifier(), Optional.empty()).learn(source));
    return exception.faults().get(0).toString().replace(directory + "/", "");
  }

  @Test
  void wrongArrays_areNamed() throws Exception {
    byte[] labels = npy("<i4", "False", "(2,)", 2, 0);
    assertThat(fault(npz(Map.of("y", labels, "z", labels))))
        .isEqualTo(
            "data.npz: found the arrays y, z, expected an array `x`"
                + " (name it in the data block: `x = column(\"ARRAY\");`)");
    assertThat(fault(npz(Map.of("x", npy("<f4", "True", "(2, 2)", 1, 2, 3, 4), "y", labels))))
        .isEqualTo(
            "data.npz, array x: found an array in Fortran's order, expected C's order: save"
                + " numpy.ascontiguousarray(a)");
    assertThat(fault(npz(Map.of("x", npy("<f4", "False", "(2, 2)", 1, 2, 3), "y", labels))))
        .isEqualTo(
            "data.npz, array x, sample 1: found the end of the array, expected 2 samples, as its"
                + " header says (it was cut off; fetch or save it again)");
    assertThat(fault(npz(Map.of("x", npy("<f4", "False", "(1, 2)", 1, 2), "y", labels))))
        .isEqualTo("data.npz: found 2 samples in array y, expected 1, as in array x");
    assertThat(fault(npz(Map.of("x", npy("<U8", "False", "(2, 2)"), "y", labels))))
        .startsWith("data.npz, array x: found elements of type U8");
    assertThat(
            fault(
                npz(Map.of("x", npy("<f4", "False", "(2, 2)", 1, 2, Double.NaN, 4), "y", labels))))
        .isEqualTo("data.npz, sample 1: column 0 (x): found NaN, expected a finite number for `x`");
    assertThat(fault(npz(Map.of("x", new byte[] {1, 2, 3}, "y", labels))))
        .startsWith("data.npz, array x: found the end of the file");
    assertThat(fault(new DataSource.Npz(Files.writeString(directory.resolve("data.npz"), "1,2"))))
        .startsWith("data.npz: found a file that is no zip archive");
  }
}
