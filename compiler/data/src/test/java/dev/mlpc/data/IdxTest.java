package dev.mlpc.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlpc.data.DataLoader.Loaded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdxTest {

  /** Two images of one row and two columns. */
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, (byte) 255
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 2, 1};

  @TempDir Path directory;

  private DataSource source(byte[] images, byte[] labels) throws IOException {
    return new DataSource.Idx(
        Files.write(directory.resolve("images"), images),
        Files.write(directory.resolve("labels"), labels));
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void images_areFlattenedAndScaled_labelsAreClasses() throws Exception {
    for (DataSource source :
        new DataSource[] {source(IMAGES, LABELS), source(zipped(IMAGES), zipped(LABELS))}) {
      Loaded loaded =
          new DataLoader(
                  DataSpecs.classifier(), DataSpecs.data(DataSpecs.scaled("x", 0, 2, 1.0 / 255, 0)))
              .learn(source);
      assertThat(Arrays.copyOf(loaded.samples().inputs().floats(0), 4))
          .containsExactly(0, 0.2f, 0.4f, 1);
      assertThat(Arrays.copyOf(loaded.samples().targets().indices(0), 2)).containsExactly(2, 1);
    }
  }

  static Stream<Arguments> faults() {
    byte[] magic = IMAGES.clone();
    magic[1] = 7;
    byte[] type = IMAGES.clone();
    type[2] = 0x55;
    byte[] promising = IMAGES.clone();
    promising[4] = 0x7f;
    byte[] negative = IMAGES.clone();
    negative[4] = (byte) 0x80;
    byte[] three = {0, 0, 8, 1, 0, 0, 0, 3, 2, 1, 0};
    byte[] outOfRange = {0, 0, 8, 1, 0, 0, 0, 2, 2, 3};
    return Stream.of(
        Arguments.of(
            Arrays.copyOf(IMAGES, 19),
            LABELS,
            Fault.Kind.TRUNCATED,
            "images, sample 1: found the end of the file, expected 2 samples"),
        Arguments.of(
            Arrays.copyOf(IMAGES, 10),
            LABELS,
            Fault.Kind.TRUNCATED,
            "images: found the end of the file, expected an IDX header"),
        Arguments.of(
            Arrays.copyOf(IMAGES, 21),
            LABELS,
            Fault.Kind.MALFORMED,
            "images: found more bytes after the last sample, expected 2 samples"),
        Arguments.of(
            magic, LABELS, Fault.Kind.MALFORMED, "found a file that begins with 00 07 08 03"),
        Arguments.of(
            type, LABELS, Fault.Kind.MALFORMED, "found a file that begins with 00 00 55 03"),
        Arguments.of(promising, LABELS, Fault.Kind.TRUNCATED, "a header that promises"),
        Arguments.of(negative, LABELS, Fault.Kind.TRUNCATED, "a header that promises"),
        Arguments.of(
            IMAGES,
            three,
            Fault.Kind.COUNTS_DIFFER,
            "labels: found 3 labels, expected one for each of the 2 images of"),
        Arguments.of(LABELS, IMAGES, Fault.Kind.MALFORMED, "the file of images comes first"),
        Arguments.of(
            IMAGES,
            outOfRange,
            Fault.Kind.OUT_OF_RANGE,
            "images, sample 1: column 2: found 3, expected a whole number from 0 to 2 for `y`"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void wrongFile_isNamed(byte[] images, byte[] labels, Fault.Kind kind, String expected)
      throws Exception {
    DataSource source = source(images, labels);
    DataException exception =
        catchThrowableOfType(
            DataException.class,
            () -> new DataLoader(DataSpecs.classifier(), Optional.empty()).learn(source));
    assertThat(exception).hasMessageContaining(expected);
    assertThat(exception.faults().get(0).kind()).isEqualTo(kind);
  }

  @Test
  void mnist_isReadWhole() throws Exception {
    Path mnist = Shared.directory().resolve("data/mnist");
    Assumptions.assumeTrue(Files.isDirectory(mnist), "no MNIST beside the repository");
    DataSource source = DataSources.training(mnist.toString(), Optional.empty());
    Loaded loaded =
        new DataLoader(
                DataSpecs.digits(), DataSpecs.data(DataSpecs.scaled("x", 0, 784, 1 / 255.0, 0)))
            .learn(source);
    assertThat(loaded.samples().inputs().size()).isEqualTo(60_000);
    // The first ten labels, as every introduction shows them.
    assertThat(Arrays.copyOf(loaded.samples().targets().indices(0), 10))
        .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(DataSources.testBeside(mnist.toString())).isPresent();
  }
}
