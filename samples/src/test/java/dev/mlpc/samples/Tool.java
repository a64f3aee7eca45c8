package dev.mlpc.samples;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command line tool as its users have it: a process of its own, in a directory. */
public final class Tool {
  private final Path directory;

  /** A tool that works in that directory. */
  public Tool(Path directory) {
    this.directory = directory;
  }

  /** How a command ended, and what it printed. */
  public record Outcome(int status, String out, String err) {

    /** The object that {@code --json} prints. */
    public Map<String, Object> json() throws IOException {
      return JSON.std.mapFrom(out);
    }

    /** What the command says of the test data: the loss, or a figure such as accuracy. */
    public double test(String name) throws IOException {
      Map<?, ?> test = (Map<?, ?>) value(json(), "test");
      Map<?, ?> holder = name.equals("loss") ? test : (Map<?, ?>) value(test, "figures");
      return ((Number) value(holder, name)).doubleValue();
    }

    private static Object value(Map<?, ?> map, String name) {
      return Objects.requireNonNull(map.get(name), () -> "no " + name + " in " + map);
    }
  }

  /** Runs a command to its end. */
  public Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.mlpc.cli.Mlpc"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    try {
      int status =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start()
              .waitFor();
      return new Outcome(
          status,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** A file of this module. */
  public static Path sample(String path) {
    return Path.of(path).toAbsolutePath();
  }
}
