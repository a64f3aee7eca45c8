package dev.mlpc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with the text that a test expects. With {@code -Dgolden.update=true} it is rewritten, and
 * the test fails all the same, so that nobody takes a rewritten text for a checked one.
 */
public final class Golden {
  private Golden() {}

  public static void check(Path file, String actual) throws IOException {
    String expected = Files.exists(file) ? Files.readString(file) : "";
    if (Boolean.getBoolean("golden.update") && !expected.equals(actual)) {
      Files.writeString(file, actual);
      fail("rewritten, read it: " + file);
    }
    assertThat(actual).as(file.toString()).isEqualTo(expected);
  }
}
