package dev.mlpc.compiler.diagnostic;

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

  /** Whether a path that was not found leads to a file elsewhere, where none may be read. */
  default boolean leadsOut(String path) {
    return false;
  }

  /** Reads the files of this machine that lie in a directory or below it. */
  static SourceResolver ofFilesIn(Path directory) {
    return new FilesOfDirectory(directory);
  }
}
