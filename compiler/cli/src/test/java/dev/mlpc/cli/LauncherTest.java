package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script compiler/bin/mlpc, in a small copy of the repository, with a Java and a Maven of
 * paper.
 */
final class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "bin", "mlpc").toAbsolutePath().normalize();

  @TempDir Path directory;
  private Path root = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void copyScript() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no POSIX shell here");
    root = Files.createDirectories(directory.resolve("a b"));
    Files.createDirectories(root.resolve("compiler/bin"));
    Files.copy(SCRIPT, root.resolve("compiler/bin/mlpc"));
    executable(root.resolve("compiler/bin/mlpc"));
    Files.createDirectories(root.resolve("compiler/cli/src/main"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    home = Files.createDirectories(directory.resolve("jdk home"));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    program(home.resolve("bin/javac"), "exit 0");
    program(home.resolve("bin/java"), "printf '<%s>' \"$@\"");
    // Takes the pom's text for the jar's, so that a test sees what was built.
    program(
        directory.resolve("mvn"),
        "echo built >>\"$MARK\"; [ ! -e \"$BREAK\" ] || { echo 'does not compile'; exit 1; }",
        "mkdir -p \"$TREE/compiler/cli/target\"",
        "cp \"$TREE/pom.xml\" \"$TREE/compiler/cli/target/mlpc.jar\"");
  }

  private static void program(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    executable(file);
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Invocation run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
    builder.environment().put("TREE", root.toString());
    builder.environment().put("MARK", directory.resolve("builds").toString());
    builder.environment().put("BREAK", directory.resolve("break").toString());
    builder.redirectError(directory.resolve("err").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Invocation(process.exitValue(), out, Files.readString(directory.resolve("err")));
  }

  private Path script() {
    return root.resolve("compiler/bin/mlpc");
  }

  private long builds() throws IOException {
    return Files.readString(directory.resolve("builds")).lines().count();
  }

  @Test
  void firstUse_builds_andHandsArgumentsOnAsTheyAre() throws Exception {
    Invocation run = run(script(), "train", "a b.mlp", "--out", "*");
    assertThat(run.status()).isZero();
    assertThat(run.out()).endsWith("mlpc.jar><train><a b.mlp><--out><*>");
    assertThat(run.err()).isEqualTo("mlpc: building it, which takes a minute\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void secondUse_doesNotBuild_throughALinkNeither() throws Exception {
    run(script());
    Path link =
        Files.createSymbolicLink(directory.resolve("link"), Path.of("a b/compiler/bin/mlpc"));
    assertThat(run(link, "check").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void newerSource_isBuilt() throws Exception {
    run(script());
    Path source = Files.writeString(root.resolve("compiler/cli/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(run(script()).err()).contains("building");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void failedBuild_showsItsLog_andLeavesNoLock() throws Exception {
    Files.createFile(directory.resolve("break"));
    Invocation run = run(script());
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("does not compile", "the build failed; its log is ");
    assertThat(root.resolve("compiler/cli/target/launcher/lock")).doesNotExist();
    Files.delete(directory.resolve("break"));
    assertThat(run(script()).status()).isZero();
  }

  @Test
  void oldJava_isRefused() throws Exception {
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Invocation run = run(script());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("Java 17 or newer is needed", "is 11.0.2");
  }

  @Test
  void javaHomeWithoutJava_isRefused() throws Exception {
    Files.delete(home.resolve("bin/java"));
    Invocation run = run(script());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("JAVA_HOME is ", "there is no bin/java in it");
  }

  @Test
  void lockOfADeadBuild_isTakenOver() throws Exception {
    Path lock = Files.createDirectories(root.resolve("compiler/cli/target/launcher/lock"));
    Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    dead.waitFor();
    Files.writeString(lock.resolve("owner"), dead.pid() + "\n");
    assertThat(run(script()).status()).isZero();
  }

  private void haveVectors() throws IOException {
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"17.0.9\"\nMODULES=\"java.base jdk.incubator.vector jdk.zipfs\"\n");
  }

  @Test
  void commandsThatRunNetworks_haveVectors_whereTheJdkHasThem() throws Exception {
    assertThat(run(script(), "train", "a.mlp").out()).doesNotContain("--add-modules");
    haveVectors();
    for (String command : List.of("train", "eval", "predict", "gradcheck", "bench")) {
      assertThat(run(script(), command, "a.mlp").out())
          .as(command)
          .contains("<--add-modules><jdk.incubator.vector>")
          .endsWith("mlpc.jar><" + command + "><a.mlp>");
    }
    assertThat(run(script(), "check", "train").out()).doesNotContain("--add-modules");
    assertThat(run(script()).out()).doesNotContain("--add-modules");
  }

  @Test
  void whatTheVirtualMachineSaysOfThem_isNotSeen_butMessagesAre() throws Exception {
    run(script());
    haveVectors();
    program(
        home.resolve("bin/java"),
        "case \" $* \" in *' -Dmlpc.stderr=3 '*) ;; *) exit 9 ;; esac",
        "cat; echo WARNING >&2; echo message >&3; exit 7");
    Invocation run = run(script(), "train", "a.mlp");
    assertThat(run.err()).isEqualTo("message\n");
    assertThat(run.status()).isEqualTo(7);
  }
}
