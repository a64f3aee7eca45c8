package dev.mlpc.compiler.diagnostic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files in a directory and below it. What counts is where a file truly lies: a symbolic link
 * may lead to another file of the directory, and not out of it.
 */
record FilesOfDirectory(Path directory) implements SourceResolver {

  @Override
  public Optional<Source> find(String path) {
    try {
      Path file = Path.of(path).toRealPath();
      return lies(file) && Files.isRegularFile(file)
          ? Optional.of(new Source(path, Files.readString(file)))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public boolean leadsOut(String path) {
    try {
      return !lies(Path.of(path).toRealPath());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean lies(Path file) throws IOException {
    return file.startsWith(directory.toRealPath());
  }
}
