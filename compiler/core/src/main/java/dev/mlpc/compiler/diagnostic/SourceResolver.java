package dev.mlpc.compiler.diagnostic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the files that a spec imports. */
@FunctionalInterface
public interface SourceResolver {

  /** Finds nothing: for a spec that stands alone. */
  SourceResolver NONE = path -> Optional.empty();

  /**
   * Finds a text.
   *
   * @param path like the name of the spec that imports it, and relative to what that is relative to
   * @return a source of that name; empty if there is none that can be read
   */
  Optional<Source> find(String path);

  /** Reads the files of this machine. */
  static SourceResolver ofFiles() {
    return path -> {
      try {
        Path file = Path.of(path);
        return Files.isRegularFile(file)
            ? Optional.of(new Source(path, Files.readString(file)))
            : Optional.empty();
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    };
  }
}
