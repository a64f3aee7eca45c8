package dev.mlpc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal; the JDK itself cannot tell of standard error alone. */
final class Terminal {
  private static final int NARROWEST = 20;

  private Terminal() {}

  /**
   * Whether standard error is a terminal: what the launcher says in the property {@code
   * mlpc.terminal}, else what Linux says.
   */
  static boolean isStandardError() {
    String told = System.getProperty("mlpc.terminal");
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    Path descriptor = Path.of("/proc/self/fd/2");
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Its width: what {@code COLUMNS} says, else what the terminal itself says. */
  static OptionalInt columns(boolean terminal) {
    OptionalInt told = number(System.getenv().getOrDefault("COLUMNS", ""));
    return told.isPresent() || !terminal ? told : asked();
  }

  private static OptionalInt asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      stty.waitFor(1, TimeUnit.SECONDS);
      return number(answer.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  private static OptionalInt number(String text) {
    if (!text.matches("[1-9]\\d{0,3}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Math.max(NARROWEST, Integer.parseInt(text)));
  }
}
