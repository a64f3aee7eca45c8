package dev.mlpc.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A run of the command in this process.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Invocation(int status, String out, String err) {

  /** Where and how to run: in a directory, in a pipe or on a terminal of some width. */
  record Setting(Path directory, boolean terminal, int columns, String input) {

    static Setting pipe(Path directory) {
      return new Setting(directory, false, 100, "");
    }

    Setting terminal(int width) {
      return new Setting(directory, true, width, input);
    }

    Setting input(String text) {
      return new Setting(directory, terminal, columns, text);
    }

    Invocation run(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      Surroundings surroundings =
          new Surroundings(
              new PrintWriter(out),
              new PrintWriter(err),
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              directory,
              terminal,
              false,
              OptionalInt.of(columns));
      int status = Mlpc.execute(surroundings, arguments);
      return new Invocation(status, out.toString(), err.toString());
    }
  }

  /** What standard output holds, which must be one JSON object and nothing else. */
  Map<String, Object> json() throws IOException {
    return JSON.std.mapFrom(out);
  }
}
