package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a real process. */
final class StandardErrorTest {

  @TempDir Path directory;

  /** What a run of {@code mlpc check absent.mlp} leaves, after a first line, in a file. */
  private String messages(String redirection, String... options) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell here");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String script =
        "{ echo before >&2; \"$0\" \"$@\" " + redirection + "; echo after $? >&2; } 2>messages";
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, java.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Mlpc.class.getName()));
    command.addAll(List.of("check", "absent.mlp"));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(directory.resolve("messages"));
  }

  @Test
  void messages_goWhereTheLauncherSays() throws Exception {
    String plain = messages("");
    assertThat(plain)
        .startsWith("before\nerror: there is no file absent.mlp\n")
        .endsWith("after 2\n");
    assertThat(
            messages(
                "3>&2 2>/dev/null",
                "-Dmlpc.stderr=3",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector"))
        .isEqualTo(plain);
  }
}
