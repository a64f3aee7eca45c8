package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command answers before it has a spec. */
final class UsageTest {

  @TempDir Path directory;

  private Invocation run(String... arguments) {
    return Invocation.Setting.pipe(directory).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "fmt",
        "compile",
        "train",
        "eval",
        "predict",
        "gradcheck",
        "bench",
        "summary",
        "explain"
      })
  void everyCommand_hasHelpWithExamples(String command) {
    Invocation help = run(command, "--help");
    assertThat(help.status()).isEqualTo(ExitStatus.DONE);
    assertThat(help.out())
        .contains("Usage: mlpc " + command, "--json", "Examples:", "  mlpc " + command + " ");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void help_fitsANarrowTerminal() {
    Invocation help = Invocation.Setting.pipe(directory).terminal(60).run("train", "--help");
    assertThat(help.out().lines().filter(line -> !line.startsWith("  mlpc")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
  }

  @Test
  void nothing_isWrongUsage() {
    Invocation nothing = run();
    assertThat(nothing.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("Usage: mlpc", "Commands:");
  }

  @ParameterizedTest
  @CsvSource({
    "trian x.mlp, Did you mean: mlpc train?",
    "train, Missing required parameter: 'FILE'",
    "train x.mlp --epoch 3, '--epochs'",
    "train x.mlp --epochs many, 'many' is not an int",
    "train absent.mlp, there is no file absent.mlp",
    "bench absent.mlp, there is no file absent.mlp",
    "bench x.mlp --batch many, 'many' is not an int",
    "check absent.mlp, there is no file absent.mlp",
    "fmt absent.mlp, there is no file absent.mlp",
    "fmt, there is nothing to format",
    "fmt --stdin x.mlp, --stdin goes without files",
  })
  void mistakes_areNamed(String arguments, String expected) {
    Invocation wrong = run(arguments.split(" ", -1));
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(wrong.err()).contains(expected).doesNotContain("\tat ", "Exception");
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void mistakes_areObjectsForPrograms() throws Exception {
    assertThat(run("train", "--json", "absent.mlp").json())
        .containsEntry("status", 2)
        .containsEntry("error", "there is no file absent.mlp");
    assertThat(run("train", "--json").json()).containsEntry("status", 2);
  }

  @Test
  void directory_isNoSpec() {
    Invocation wrong = run("check", directory.toString());
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(wrong.err()).contains("is a directory");
  }

  @Test
  void spec_isUtf8() throws Exception {
    Path spec = Files.write(directory.resolve("a.mlp"), new byte[] {'/', '/', (byte) 0xe4});
    Invocation wrong = run("check", spec.toString());
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(wrong.err()).contains("is not written in UTF-8");
  }

  @Test
  void completion_isGenerated() {
    Invocation completion = run("generate-completion");
    assertThat(completion.status()).isEqualTo(ExitStatus.DONE);
    assertThat(completion.out()).startsWith("#!/usr/bin/env bash").contains("--weights");
  }
}
