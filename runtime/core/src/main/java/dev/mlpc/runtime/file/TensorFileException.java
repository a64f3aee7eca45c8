package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file of tensors is malformed, or not what was expected. The message names file and tensor. */
public final class TensorFileException extends IOException {
  private static final long serialVersionUID = 1;

  TensorFileException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
