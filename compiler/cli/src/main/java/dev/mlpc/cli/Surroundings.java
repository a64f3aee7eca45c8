package dev.mlpc.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Where a command runs.
 *
 * @param out standard output: results
 * @param err standard error: messages and progress
 * @param in standard input
 * @param directory where files go that the user gives no place for
 * @param terminal whether a person watches standard error
 * @param colour whether messages may be coloured
 * @param columns how wide the terminal is; empty where nobody knows, as in a pipe
 */
record Surroundings(
    PrintWriter out,
    PrintWriter err,
    InputStream in,
    Path directory,
    boolean terminal,
    boolean colour,
    OptionalInt columns) {

  /** The streams of this process. All text is UTF-8, whatever the locale says. */
  static Surroundings ofProcess() {
    boolean terminal = Terminal.isStandardError();
    boolean colour =
        terminal && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return new Surroundings(
        writer(FileDescriptor.out),
        writer(StandardError.descriptor()),
        new FileInputStream(FileDescriptor.in),
        Path.of(""),
        terminal,
        colour,
        Terminal.columns(terminal));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), false);
  }

  /** How wide text may be. */
  int width() {
    return columns.orElse(100);
  }
}
