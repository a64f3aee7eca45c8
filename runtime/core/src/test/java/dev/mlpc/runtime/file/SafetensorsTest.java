package dev.mlpc.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Shared;
import dev.mlpc.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void floats_comeBackFromEveryLayout(Layout layout) throws IOException {
    float[] values = {0, -0f, 1.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY};
    Tensor tensor = new Tensor("w", List.of(2, 3), layout, new float[layout.length(2, 3)]);
    tensor.set(values);
    StoredTensor stored = writeAndRead(tensor);
    assertThat(stored.type()).isEqualTo(DataType.F32);
    assertThat(stored.shape()).containsExactly(2, 3);
    assertThat(stored.toFloats()).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource
  void doubles_comeBackFromEveryLayout(Layout layout) throws IOException {
    double[] values = {Math.PI, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, 1e300};
    Tensor tensor = new Tensor("w", List.of(3, 2), layout, new double[layout.length(3, 2)]);
    tensor.set(values);
    StoredTensor stored = writeAndRead(tensor);
    assertThat(stored.type()).isEqualTo(DataType.F64);
    assertThat(stored.toDoubles()).isEqualTo(values);
  }

  private StoredTensor writeAndRead(Tensor tensor) throws IOException {
    Path file = directory.resolve("a.safetensors");
    Safetensors.write(file, List.of(tensor), Map.of());
    return Safetensors.read(file).tensor(tensor.name());
  }

  @Test
  void tensorsLargerThanABuffer_comeBack() throws IOException {
    float[] values = new float[1_000_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Tensor tensor = new Tensor("w", List.of(values.length), Layout.ROW_MAJOR, values);
    assertThat(writeAndRead(tensor).toFloats()).isEqualTo(values);
  }

  @Test
  void manyTensorsAndMetadata_comeBack() throws IOException {
    Path file = directory.resolve("a.safetensors");
    Tensor scalar = new Tensor("scalar", List.of(), Layout.ROW_MAJOR, new float[] {7});
    Tensor wide = new Tensor("wide", List.of(1), Layout.ROW_MAJOR, new double[] {8});
    Tensor odd = new Tensor("\"ä\\\n\u0001😀", List.of(1), Layout.ROW_MAJOR, new float[] {9});
    Map<String, String> metadata = Map.of("a", "\"quoted\"\t\\", "ü", "😀", "", "");
    Safetensors.write(file, List.of(scalar, wide, odd), metadata);
    TensorFile read = Safetensors.read(file);
    assertThat(read.metadata()).isEqualTo(metadata);
    assertThat(read.tensors()).containsOnlyKeys(scalar.name(), wide.name(), odd.name());
    assertThat(read.tensor("scalar").toFloats()).containsExactly(7);
    assertThat(read.tensor("scalar").shape()).isEmpty();
    assertThat(read.tensor("wide").toDoubles()).containsExactly(8);
    assertThat(read.tensor(odd.name()).toFloats()).containsExactly(9);
    assertThatThrownBy(() -> read.tensor("none"))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(file + ": there is no tensor none");
  }

  @Test
  void theSameTensors_giveTheSameBytes() throws IOException {
    List<Tensor> tensors =
        List.of(new Tensor("w", List.of(2), Layout.ROW_MAJOR, new float[] {1, 2}));
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Safetensors.write(one, tensors, Map.of("b", "1", "a", "2", "c", "3"));
    Safetensors.write(two, tensors, Map.of("c", "3", "a", "2", "b", "1"));
    assertThat(two).hasSameBinaryContentAs(one);
  }

  /** The header and the data, byte for byte, as the format's description has them. */
  @Test
  void theBytes_areThoseOfTheFormat() throws IOException {
    Path file = directory.resolve("a");
    Safetensors.write(
        file,
        List.of(
            new Tensor("f", List.of(1), Layout.ROW_MAJOR, new float[] {1}),
            new Tensor("d", List.of(1), Layout.ROW_MAJOR, new double[] {1})),
        Map.of());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    assertThat(header.strip())
        .isEqualTo(
            """
            {"__metadata__":{},\
            "d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},\
            "f":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""");
    bytes.position(8 + length);
    assertThat(bytes.getDouble()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void twoTensorsOfOneName_areRefused() {
    Tensor tensor = new Tensor("w", List.of(1), Layout.ROW_MAJOR, new float[1]);
    Path file = directory.resolve("a");
    assertThatThrownBy(() -> Safetensors.write(file, List.of(tensor, tensor), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two tensors cannot have the name w");
    Tensor metadata = new Tensor("__metadata__", List.of(1), Layout.ROW_MAJOR, new float[1]);
    assertThatThrownBy(() -> Safetensors.write(file, List.of(metadata), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  /** Bytes as the format lays them down, little-endian, and the number that they are. */
  @ParameterizedTest
  @CsvSource({
    "BOOL, 01, 1",
    "BOOL, 00, 0",
    "U8, ff, 255",
    "I8, ff, -1",
    "U16, feff, 65534",
    "I16, feff, -2",
    "U32, ffffffff, 4294967295",
    "I32, ffffffff, -1",
    "I64, feffffffffffffff, -2",
    "U64, ffffffffffffffff, 18446744073709551615",
    "F16, 003c, 1",
    "F16, 00c0, -2",
    "F16, ff7b, 65504",
    "F16, 0100, 5.960464477539063e-8",
    "F16, ff03, 6.097555160522461e-5",
    "F16, 007c, Infinity",
    "F16, 00fc, -Infinity",
    "F16, 007e, NaN",
    "F16, 0080, -0.0",
    "BF16, 803f, 1",
    "BF16, 49c0, -3.140625",
    "BF16, c07f, NaN",
    "F32, 0000c03f, 1.5",
    "F64, 000000000000f8bf, -1.5"
  })
  void elements_areReadFromEveryType(String type, String hex, double expected) throws IOException {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    Path file = directory.resolve("a");
    RawFile.write(file, RawFile.tensor("t", type, "[1]", 0, data.length), data);
    StoredTensor stored = Safetensors.read(file).tensor("t");
    assertThat(stored.type()).isEqualTo(DataType.valueOf(type));
    assertThat(stored.toDoubles()).containsExactly(expected);
    assertThat(stored.toFloats()).containsExactly((float) expected);
  }

  @Test
  void integers_areExactBeyondWhatADoubleHolds() throws IOException {
    Path file = directory.resolve("a");
    byte[] data = java.util.HexFormat.of().parseHex("010000000000e03f");
    RawFile.write(file, RawFile.tensor("t", "I64", "[1]", 0, 8), data);
    assertThat(Safetensors.read(file).tensor("t").toLongs()).containsExactly(0x3fe0000000000001L);
    RawFile.write(file, RawFile.tensor("t", "F64", "[1]", 0, 8), data);
    assertThatThrownBy(() -> Safetensors.read(file).tensor("t").toLongs())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tensor t holds F64, not integers");
    RawFile.write(
        file, RawFile.tensor("t", "U64", "[1]", 0, 8), new byte[] {0, 0, 0, 0, 0, 0, 0, -128});
    assertThatThrownBy(() -> Safetensors.read(file).tensor("t").toLongs())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("tensor t, element 0: 9223372036854775808");
  }

  @Test
  void emptyTensorsAndEmptyFiles_areRead() throws IOException {
    Path file = directory.resolve("a");
    RawFile.write(file, "{}", new byte[0]);
    assertThat(Safetensors.read(file).tensors()).isEmpty();
    RawFile.write(file, RawFile.tensor("t", "F32", "[3,0,2]", 0, 0), new byte[0]);
    assertThat(Safetensors.read(file).tensor("t").toFloats()).isEmpty();
    // What is empty has room for no gap, whatever its other dimensions are.
    RawFile.write(file, RawFile.tensor("t", "F64", "[2147483647,2147483647,0]", 0, 0), new byte[0]);
    assertThat(Safetensors.read(file).tensor("t").size()).isZero();
  }

  /** A file that the Rust framework Burn wrote; the numbers were read with Python's struct. */
  @Test
  void aFileOfAnotherProgram_isRead() throws IOException {
    TensorFile file =
        Safetensors.read(Shared.file("models/safetensors/burn_multi_layer.safetensors"));
    assertThat(file.tensors()).hasSize(9);
    assertThat(file.tensor("norm1.num_batches_tracked").toLongs()).containsExactly(1);
    StoredTensor weight = file.tensor("conv1.weight");
    assertThat(weight.shape()).containsExactly(4, 3, 3, 3);
    assertThat(weight.toDoubles()).startsWith(0.09916245192289352, -0.08494327962398529);
    assertThat(file.tensor("fc1.weight").shape()).containsExactly(16, 256);
    assertThat(file.tensor("fc1.weight").toDoubles())
        .startsWith(0.05926341563463211, -0.041473813354969025)
        .endsWith(-0.03956901282072067);
  }
}
