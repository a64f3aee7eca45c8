package dev.mlpc.runtime.file;

import static dev.mlpc.runtime.file.RawFile.entry;
import static dev.mlpc.runtime.file.RawFile.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged or hostile file ends in a message; never in a crash, and never in a large array. */
class DamagedFileTest {
  @TempDir Path directory;

  /** A header before eight bytes of data, and what is wrong with it. */
  static Stream<Arguments> headers() {
    return Stream.of(
        // Sizes
        Arguments.of(
            tensor("t", "F32", "[3]", 0, 8),
            "tensor t: its shape [3] of F32 takes 12 bytes, but its offsets [0, 8] give it 8"),
        Arguments.of(
            tensor("t", "F32", "[1]", 0, 8),
            "tensor t: its shape [1] of F32 takes 4 bytes, but its offsets [0, 8] give it 8"),
        Arguments.of(
            tensor("t", "F32", "[]", 0, 8),
            "tensor t: its shape [] of F32 takes 4 bytes, but its offsets [0, 8] give it 8"),
        Arguments.of(
            tensor("t", "F32", "[2147483647,2147483647,2147483647]", 0, 8),
            "tensor t: its shape [2147483647, 2147483647, 2147483647] takes 2 GB or more"),
        Arguments.of(
            tensor("t", "U8", "[2147483640]", 0, 2147483640),
            "tensor t: its shape [2147483640] takes 2 GB or more"),
        // Places
        Arguments.of(
            tensor("t", "F32", "[4]", 0, 16),
            "tensor t: its offsets [0, 16] reach beyond the file, which has 8 bytes of data"),
        Arguments.of(
            tensor("t", "U8", "[2147483639]", 0, 2147483639),
            "tensor t: its offsets [0, 2147483639] reach beyond the file"),
        Arguments.of(
            "{" + entry("a", "F32", "[2]", 0, 8) + "," + entry("b", "F32", "[1]", 4, 8) + "}",
            "tensor b: its offsets [4, 8] overlap another tensor's: expected it to begin at 8"),
        Arguments.of(
            "{" + entry("a", "F32", "[2]", 0, 8) + "," + entry("b", "F32", "[2]", 0, 8) + "}",
            "overlap another tensor's"),
        Arguments.of(
            tensor("t", "F32", "[1]", 4, 8),
            "tensor t: its offsets [4, 8] leave a gap: expected it to begin at 0"),
        Arguments.of(
            tensor("t", "F32", "[1]", 0, 4), "its tensors take 4 bytes, but it has 8 of data"),
        Arguments.of("{}", "its tensors take 0 bytes, but it has 8 of data"),
        Arguments.of(
            tensor("t", "F32", "[2]", 8, 0),
            "tensor t: its data_offsets [8, 0] end before they begin"),
        Arguments.of(tensor("t", "F32", "[2]", -8, 0), "tensor t: it has the offset -8"),
        // Fields
        Arguments.of(
            tensor("t", "F33", "[2]", 0, 8), "tensor t: its dtype \"F33\" is not supported"),
        Arguments.of(
            tensor("t", "f32", "[2]", 0, 8), "tensor t: its dtype \"f32\" is not supported"),
        Arguments.of(tensor("t", "F32", "[-1]", 0, 8), "tensor t: it has the dimension -1"),
        Arguments.of(
            tensor("t", "F32", "[2147483648]", 0, 8), "tensor t: it has the dimension 2147483648"),
        Arguments.of(
            tensor("t", "F32", "[" + "1,".repeat(64) + "2]", 0, 8),
            "tensor t: it has more than 64 dimensions"),
        Arguments.of("{\"t\":{}}", "tensor t: it has no shape"),
        Arguments.of("{\"t\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "tensor t: it has no dtype"),
        Arguments.of(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[2]}}",
            "tensor t: expected two data_offsets, but found []"),
        Arguments.of(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
            "tensor t: expected two data_offsets, but found [0]"),
        Arguments.of(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
            "tensor t: it has more than two data_offsets"),
        Arguments.of(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}",
            "tensor t: it has an unknown field \"x\""),
        // JSON
        Arguments.of(
            "{" + entry("a", "F32", "[1]", 0, 4) + "," + entry("a", "F32", "[1]", 4, 8) + "}",
            "its header is malformed: the name \"a\" stands twice, at character"),
        Arguments.of(
            "{\"t\":{\"dtype\":\"F32\",\"dtype\":\"F64\"}}",
            "its header is malformed: the name \"dtype\" stands twice"),
        Arguments.of("", "its header is malformed: it ends too early, at character 0"),
        Arguments.of("[]", "its header is malformed: expected {, at character 0"),
        Arguments.of("null", "its header is malformed: expected {, at character 0"),
        Arguments.of("{\"t\":[]}", "its header is malformed: expected {, at character 5"),
        Arguments.of(
            "{\"t\":{\"shape\":\"2\"}}", "its header is malformed: expected [, at character"),
        Arguments.of("{\"t\":{\"shape\":[2.5]}}", "its header is malformed: expected an integer"),
        Arguments.of("{\"t\":{\"shape\":[02]}}", "its header is malformed: expected an integer"),
        Arguments.of("{\"t\":{\"shape\":[1e3]}}", "its header is malformed: expected an integer"),
        Arguments.of(
            "{\"t\":{\"shape\":[9999999999999999999]}}",
            "its header is malformed: an integer that is too large"),
        Arguments.of(
            "{\"t\":{\"shape\":[" + "9".repeat(100) + "]}}",
            "its header is malformed: expected an integer"),
        Arguments.of("{\"t\":{\"dtype\":5}}", "its header is malformed: expected \""),
        Arguments.of("{} {}", "its header is malformed: expected the end, at character 3"),
        Arguments.of("{\"t\":{\"shape\":[1,]}}", "its header is malformed: expected an integer"),
        Arguments.of("{\"t\" {}}", "its header is malformed: expected :, at character 5"),
        Arguments.of("{\"a\\q\":{}}", "its header is malformed: an unknown escape, at character 3"),
        Arguments.of(
            "{\"a\\u12g4\":{}}", "its header is malformed: expected four hexadecimal digits"),
        Arguments.of("{\"a\nb\":{}}", "its header is malformed: a control character in a string"),
        Arguments.of(
            "{\"__metadata__\":{\"a\":1}}", "its header is malformed: expected \", at character"),
        Arguments.of(
            "{\"t\":" + "{\"shape\":".repeat(20_000),
            "its header is malformed: expected [, at character 14"),
        Arguments.of(
            "{\"t\":{\"shape\":" + "[".repeat(20_000),
            "its header is malformed: expected an integer, at character 15"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("headers")
  void headers_thatLieAreRefused(String header, String message) throws IOException {
    Path file = directory.resolve("a.safetensors");
    RawFile.write(file, header, new byte[8]);
    assertRefused(file, message);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 100_000_001, 11})
  void headerLengths_thatLieAreRefused(long claimed) throws IOException {
    Path file = directory.resolve("a.safetensors");
    Files.write(file, RawFile.bytes(claimed, "{}".getBytes(StandardCharsets.UTF_8), new byte[8]));
    assertRefused(
        file,
        "it is no safetensors file: it claims a header of "
            + Long.toUnsignedString(claimed)
            + " bytes, but expected at most 10");
  }

  @Test
  void headers_thatAreNoUtf8AreRefused() throws IOException {
    Path file = directory.resolve("a.safetensors");
    Files.write(file, RawFile.bytes(2, new byte[] {(byte) 0xc3, 0x28}, new byte[0]));
    assertRefused(file, "its header is not UTF-8");
  }

  @Test
  void everyTruncation_isRefused() throws IOException {
    byte[] whole = sample();
    Path file = directory.resolve("a.safetensors");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file, "");
    }
  }

  @Test
  void anythingAfterTheEnd_isRefused() throws IOException {
    byte[] whole = sample();
    Path file = directory.resolve("a.safetensors");
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(file, "its tensors take 16 bytes, but it has 17 of data");
  }

  /** Most bytes of the data, and some of the names, may be anything. */
  @Test
  void randomDamage_isReadOrRefused() throws IOException {
    byte[] whole = sample();
    Path file = directory.resolve("a.safetensors");
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        long draw = 10L * i + 2L * j;
        damaged[CounterRandom.below(damaged.length, 1, draw)] =
            (byte) CounterRandom.below(256, 1, draw + 1);
      }
      Files.write(file, damaged);
      try {
        Safetensors.read(file);
      } catch (TensorFileException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refused++;
      }
    }
    assertThat(refused).isBetween(250, 999);
  }

  private byte[] sample() throws IOException {
    Path file = directory.resolve("whole.safetensors");
    Tensor a = new Tensor("a", List.of(2), Layout.ROW_MAJOR, new float[2]);
    Tensor b = new Tensor("b", List.of(1), Layout.ROW_MAJOR, new double[1]);
    Safetensors.write(file, List.of(a, b), Map.of("k", "v"));
    return Files.readAllBytes(file);
  }

  @Test
  void whatIsNoFile_isRefused() {
    assertRefused(directory.resolve("none"), "there is no such file");
    assertRefused(directory, "it cannot be read: ");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }
}
