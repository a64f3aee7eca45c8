package dev.mlpc.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Data that are not part of the project. They are looked for where the system property {@code
 * mlpc.shared} points, and else in a directory {@code shared} beside the project.
 */
public final class Shared {

  private Shared() {}

  /** The file of that path; where it is absent, the test that asks is skipped and says so. */
  public static Path file(String path) {
    Optional<Path> file = directory().map(shared -> shared.resolve(path)).filter(Files::exists);
    Assumptions.assumeTrue(file.isPresent(), () -> "skipped: there is no shared/" + path);
    return file.orElseThrow();
  }

  private static Optional<Path> directory() {
    String property = System.getProperty("mlpc.shared");
    if (property != null) {
      return Optional.of(Path.of(property));
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve("shared"))) {
        return Optional.of(up.resolve("shared"));
      }
    }
    return Optional.empty();
  }
}
