package dev.mlpc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Replaces files as a whole, so that no failure leaves a part of one. */
final class WholeFile {

  private WholeFile() {}

  /** Writes a file, and the directories it lies in. */
  static void write(Path target, byte[] content) throws IOException {
    Path destination = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    Path directory = destination.resolveSibling("");
    Files.createDirectories(directory);
    Path temporary = Files.createTempFile(directory, ".mlpc-", ".tmp");
    try {
      Files.write(temporary, content);
      relax(temporary, destination);
      Files.move(
          temporary,
          destination,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Temporary files are for their owner alone; results are as readable as any other file, and one
   * that was there keeps its permissions.
   */
  private static void relax(Path file, Path destination) throws IOException {
    if (Files.exists(destination)
        && Files.getFileStore(destination)
            .supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(destination));
    } else {
      file.toFile().setReadable(true, false);
    }
  }
}
