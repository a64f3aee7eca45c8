package dev.mlpc.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces a file as a whole: at every moment, also after a loss of power, there is the old content
 * or the new one under its name, and never a part.
 */
final class AtomicFile {

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Writes a file beside the target, forces it to disk, and moves it into place. If that fails, the
   * target is as it was and nothing lies beside it.
   *
   * @param target if it is a symbolic link, what it points to is replaced
   */
  static void write(Path target, Content content) throws IOException {
    Path destination = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
    String name = "." + destination.getFileName() + "." + UUID.randomUUID() + ".tmp";
    Path temporary = destination.resolveSibling(name);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, destination, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // Gone already, unless something failed.
      Files.deleteIfExists(temporary);
    }
    forceDirectory(destination.resolveSibling("."));
  }

  private static void forceDirectory(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory);
    } catch (IOException e) {
      // Windows cannot open a directory, and needs not: its moves are in the journal.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }
}
