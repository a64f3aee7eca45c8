package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes specs in one style. */
final class FmtCommandTest {
  private static final String TIDY =
      """
      // A doubling.
      activation twice(x) = 2 * x; // exactly
      """;
  private static final String UNTIDY = "\uFEFF// A doubling.\r\nactivation twice(x)=2*x;// exactly";

  @TempDir Path directory;
  private Path tidy = Path.of("");
  private Path untidy = Path.of("");
  private Path wrong = Path.of("");

  @BeforeEach
  void writeSpecs() throws IOException {
    tidy = Specs.write(directory, "tidy.mlp", TIDY);
    untidy = Specs.write(directory, "untidy.mlp", UNTIDY);
    wrong = Specs.write(directory, "wrong.mlp", "activation twice(x)=2*;\n");
  }

  private Invocation run(String... arguments) {
    return Invocation.Setting.pipe(directory).run(arguments);
  }

  private Invocation filter(String input, String... arguments) {
    return Invocation.Setting.pipe(directory).input(input).run(arguments);
  }

  @Test
  void file_isRewrittenIfItChanges() throws IOException {
    FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(tidy, before);
    Files.setPosixFilePermissions(untidy, PosixFilePermissions.fromString("rw-rw----"));

    Invocation fmt = run("fmt", tidy.toString(), untidy.toString());

    assertThat(fmt.status()).isEqualTo(ExitStatus.DONE);
    assertThat(fmt.out()).isEqualTo(untidy + "\n");
    assertThat(untidy).hasContent(TIDY).hasSameBinaryContentAs(tidy);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(untidy)))
        .isEqualTo("rw-rw----");
    assertThat(Files.getLastModifiedTime(tidy)).isEqualTo(before);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void check_changesNothing() throws Exception {
    Invocation check = run("fmt", "--check", tidy.toString(), untidy.toString());
    assertThat(check.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(check.out()).isEqualTo(untidy + "\n");
    assertThat(Files.readString(untidy)).isEqualTo(UNTIDY);
    assertThat(run("fmt", "--check", tidy.toString()).status()).isEqualTo(ExitStatus.DONE);
    assertThat(run("fmt", "--check", "--json", untidy.toString(), tidy.toString()).json())
        .containsEntry("status", 1)
        .containsEntry("changed", List.of(untidy.toString()));
  }

  @Test
  void fileWithMistakes_staysAsItIs_andTheOthersAreFormatted() throws IOException {
    String before = Files.readString(wrong);
    Invocation fmt = run("fmt", wrong.toString(), untidy.toString());
    assertThat(fmt.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(fmt.err()).contains("wrong.mlp:1:23: error[MLP");
    assertThat(Files.readString(wrong)).isEqualTo(before);
    assertThat(Files.readString(untidy)).isEqualTo(TIDY);
  }

  @Test
  void spec_needsNoSense() throws IOException {
    Path senseless = Specs.write(directory, "senseless.mlp", "const a=b;\n");
    assertThat(run("fmt", senseless.toString()).status()).isEqualTo(ExitStatus.DONE);
    assertThat(Files.readString(senseless)).isEqualTo("const a = b;\n");
  }

  @Test
  void standardInput_isFiltered() throws IOException {
    Invocation fmt = filter(UNTIDY, "fmt", "--stdin");
    assertThat(fmt.status()).isEqualTo(ExitStatus.DONE);
    assertThat(fmt.out()).isEqualTo(TIDY);
    assertThat(filter(UNTIDY, "fmt", "--stdin", "--json").json())
        .containsEntry("status", 0)
        .containsEntry("changed", true)
        .containsEntry("text", TIDY);
  }

  @Test
  void standardInput_isChecked() {
    assertThat(filter(TIDY, "fmt", "--stdin", "--check").status()).isEqualTo(ExitStatus.DONE);
    Invocation check = filter(UNTIDY, "fmt", "--stdin", "--check");
    assertThat(check.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(check.out()).isEqualTo("<stdin>\n");
  }

  @Test
  void standardInputWithMistakes_printsNothing() {
    Invocation fmt = filter("network {", "fmt", "--stdin");
    assertThat(fmt.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(fmt.out()).isEmpty();
    assertThat(fmt.err()).contains("<stdin>:1:", "error[MLP");
  }
}
