package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.file.Safetensors;
import dev.mlpc.runtime.file.TensorFile;
import dev.mlpc.runtime.file.TensorFileException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What PyTorch computes, in double, as measured with it. */
final class TorchNumbers {
  private final TensorFile file;

  private TorchNumbers(TensorFile file) {
    this.file = file;
  }

  static TorchNumbers read(String name) {
    try {
      return new TorchNumbers(
          Safetensors.read(
              Path.of(
                  Objects.requireNonNull(
                          TorchNumbers.class.getResource("/dev/mlpc/compiler/torch/" + name))
                      .toURI())));
    } catch (TensorFileException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names in front of {@code .suffix}. */
  List<String> names(String suffix) {
    return file.tensors().keySet().stream()
        .filter(name -> name.endsWith("." + suffix))
        .map(name -> name.substring(0, name.length() - suffix.length() - 1))
        .sorted()
        .toList();
  }

  boolean has(String name) {
    return file.tensors().containsKey(name);
  }

  double[] of(String name) {
    try {
      return file.tensor(name).toDoubles();
    } catch (TensorFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /** To nine digits; where digits cancel, to as many as a double has after the cancellation. */
  static void assertClose(double[] found, double[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs(found[i] - expected[i]))
          .as("element %d: %s instead of %s", i, found[i], expected[i])
          .isLessThanOrEqualTo(1e-9 * Math.abs(expected[i]) + 1e-13);
    }
  }
}
