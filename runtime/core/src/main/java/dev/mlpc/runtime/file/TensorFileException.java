package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of tensors cannot be read or written, is malformed, or is not what was expected. The
 * message names the file and, where there is one, the tensor.
 */
public final class TensorFileException extends IOException {
  private static final long serialVersionUID = 1;

  TensorFileException(Path file, String problem) {
    super(file + ": " + problem);
  }

  TensorFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
