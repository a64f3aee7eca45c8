package dev.mlpc.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
  @TempDir Path directory;
  private Path file;

  /** A network that is nothing but its tensors. */
  private record Holder(String fingerprint, List<Tensor> tensors) implements Network {
    @Override
    public Signature signature() {
      return new Signature("Net", fingerprint, List.of(), List.of(), List.of());
    }

    @Override
    public Workspace newWorkspace() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void predict(Batch inputs, Batch outputs, Workspace workspace) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Trainer newTrainer() {
      throw new UnsupportedOperationException();
    }
  }

  private static Tensor floats(String name, List<Integer> shape, float... values) {
    return new Tensor(name, shape, Layout.ROW_MAJOR, values);
  }

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("net.safetensors");
  }

  @Test
  void parameters_comeBackInAnotherLayoutAndType() throws IOException {
    Holder saved =
        new Holder(
            "f", List.of(floats("w", List.of(2, 2), 1, 2, 3, 4), floats("b", List.of(2), 5, 6)));
    Parameters.save(saved, file);
    double[] weight = new double[4];
    Tensor bias = floats("b", List.of(2), 0, 0);
    Holder loaded =
        new Holder("f", List.of(bias, new Tensor("w", List.of(2, 2), Layout.COLUMN_MAJOR, weight)));
    Parameters.load(loaded, file);
    assertThat(weight).containsExactly(1, 3, 2, 4);
    assertThat(bias.toFloats()).containsExactly(5, 6);
  }

  @Test
  void metadata_namesTheNetworkAndItsStructure() throws IOException {
    Parameters.save(new Holder("abc", List.of()), file);
    assertThat(Safetensors.read(file).metadata())
        .isEqualTo(Map.of("mlpc.network", "Net", "mlpc.fingerprint", "abc"));
  }

  @Test
  void aFileWithoutFingerprint_isTakenIfItFits() throws IOException {
    Safetensors.write(file, List.of(floats("w", List.of(1), 7)), Map.of("format", "pt"));
    Tensor weight = floats("w", List.of(1), 0);
    Parameters.load(new Holder("f", List.of(weight)), file);
    assertThat(weight.toFloats()).containsExactly(7);
  }

  @Test
  void aFileOfAnotherStructure_isRefused() throws IOException {
    Parameters.save(new Holder("old", List.of(floats("w", List.of(1), 7))), file);
    Tensor weight = floats("w", List.of(1), 1);
    assertThatThrownBy(() -> Parameters.load(new Holder("new", List.of(weight)), file))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(
            file
                + ": it does not fit network Net:\n"
                + "  it was saved by network Net with the fingerprint old, but expected new");
    assertThat(weight.toFloats()).containsExactly(1);
  }

  @Test
  void allThatDoesNotFit_isListedAndNothingChanges() throws IOException {
    Safetensors.write(
        file,
        List.of(
            floats("good", List.of(1), 7),
            floats("misshapen", List.of(2), 7, 7),
            floats("extra", List.of(1), 7)),
        Map.of());
    Tensor good = floats("good", List.of(1), 1);
    Holder network =
        new Holder(
            "f",
            List.of(good, floats("misshapen", List.of(1, 2), 1, 1), floats("gone", List.of(1), 1)));
    assertThatThrownBy(() -> Parameters.load(network, file))
        .isInstanceOf(TensorFileException.class)
        .hasMessage(
            file
                + ": it does not fit network Net:\n"
                + "  misshapen: misshapen: F32[2], but expected [1, 2]\n"
                + "  missing: gone: f32[1]\n"
                + "  to spare: extra: F32[1]");
    assertThat(good.toFloats()).containsExactly(1);
  }

  @Test
  void integers_areNoParameters() throws IOException {
    RawFile.write(file, RawFile.tensor("w", "I32", "[1]", 0, 4), new byte[4]);
    Holder network = new Holder("f", List.of(floats("w", List.of(1), 1)));
    assertThatThrownBy(() -> Parameters.load(network, file))
        .isInstanceOf(TensorFileException.class)
        .hasMessageEndingWith("of another type: w: I32[1], but expected real numbers");
  }
}
