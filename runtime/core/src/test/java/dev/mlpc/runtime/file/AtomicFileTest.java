package dev.mlpc.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void write_replacesTheWholeContent() throws IOException {
    Path file = directory.resolve("a");
    AtomicFile.write(file, channel -> channel.write(bytes("a long text")));
    AtomicFile.write(file, channel -> channel.write(bytes("new")));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aWriterThatFails_leavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(bytes("half"));
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aWriterThatThrowsAnError_leavesNothingEither() throws IOException {
    Path file = directory.resolve("a");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void whileItIsWritten_theOldContentIsThere() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    AtomicFile.write(
        file,
        channel -> {
          channel.write(bytes("new"));
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasContent("new");
  }

  @Test
  void aSymbolicLink_staysOne() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    AtomicFile.write(link, channel -> channel.write(bytes("new")));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aDirectoryThatIsAbsent_isNamed() {
    Path file = directory.resolve("none").resolve("a.safetensors");
    assertThatThrownBy(() -> Safetensors.write(file, List.of(), Map.of()))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith(file + ": it cannot be written: ");
  }

  @Test
  void aReadOnlyDirectory_keepsItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "old");
    assertThat(directory.toFile().setWritable(false)).isTrue();
    try {
      assumeFalse(Files.isWritable(directory), "skipped: this user may write everywhere");
      assertThatThrownBy(
              () ->
                  Safetensors.write(
                      file,
                      List.of(new Tensor("t", List.of(1), Layout.ROW_MAJOR, new float[1])),
                      Map.of()))
          .isInstanceOf(TensorFileException.class)
          .hasMessageStartingWith(file + ": it cannot be written: ");
      assertThat(file).hasContent("old");
      assertThat(names()).containsExactly("a");
    } finally {
      assertThat(directory.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void aDirectoryInTheFilesPlace_isLeftAlone() throws IOException {
    Path file = Files.createDirectory(directory.resolve("a"));
    Files.writeString(file.resolve("inside"), "kept");
    assertThatThrownBy(() -> Safetensors.write(file, List.of(), Map.of()))
        .isInstanceOf(TensorFileException.class)
        .hasMessageStartingWith(file + ": it cannot be written: ");
    assertThat(names()).containsExactly("a");
    assertThat(file.resolve("inside")).hasContent("kept");
  }
}
