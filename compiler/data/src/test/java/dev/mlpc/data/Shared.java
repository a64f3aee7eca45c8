package dev.mlpc.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data sets that may lie beside the repository. */
final class Shared {

  private Shared() {}

  /** The nearest directory {@code shared} above this one; it need not exist. */
  static Path directory() {
    Path given = Path.of("").toAbsolutePath();
    for (Path at = given; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared"))) {
        return at.resolve("shared");
      }
    }
    return given.resolve("shared");
  }
}
