package dev.mlpc.runtime.file;

import dev.mlpc.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files in the safetensors format (github.com/huggingface/safetensors): eight bytes with the length
 * of a JSON header, the header, and the tensors' elements, little-endian and row-major.
 */
public final class Safetensors {

  private Safetensors() {}

  /**
   * Reads a whole file. Nothing in it is trusted: lengths, offsets and shapes are checked against
   * each other and against the file's size before memory is taken.
   *
   * @param file its path
   * @return what it held
   * @throws TensorFileException if it cannot be read, is malformed, or holds a tensor of 2 GB or
   *     more
   */
  public static TensorFile read(Path file) throws TensorFileException {
    return SafetensorsReader.read(file);
  }

  /**
   * Writes a file, each tensor in its own element type. It is written under another name in the
   * same directory, forced to disk and then moved into place: a failure leaves the old file whole.
   *
   * @param file its path
   * @param tensors in the order that they shall have among those of their type
   * @param metadata texts by name
   * @throws TensorFileException if it cannot be written
   * @throws IllegalArgumentException if two tensors have the same name
   */
  public static void write(Path file, List<Tensor> tensors, Map<String, String> metadata)
      throws TensorFileException {
    SafetensorsWriter writer = new SafetensorsWriter(tensors, metadata);
    try {
      AtomicFile.write(file, writer::writeTo);
    } catch (IOException e) {
      throw new TensorFileException(
          file, "it cannot be written: " + SafetensorsReader.reason(e), e);
    }
  }
}
