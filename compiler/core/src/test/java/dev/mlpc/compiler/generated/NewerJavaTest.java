package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.load.JavaCompilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs the tests of generated code on the newest JDK of this machine too, if there is a newer. */
final class NewerJavaTest {
  private static final int MINUTES = 15;

  @Test
  void generatedCode_passesOnTheNewestJava() throws IOException, InterruptedException {
    Optional<Path> newer = newest();
    Assumptions.assumeTrue(newer.isPresent(), "no JDK newer than " + Runtime.version().feature());
    Path output = Files.createTempFile("generated-tests", ".txt");
    List<String> command = new ArrayList<>();
    command.add(newer.orElseThrow().resolve("bin/java").toString());
    if (JavaCompilation.hasVectors()) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Ddev.mlpc.engine=vector"));
    }
    command.addAll(
        List.of(
            "-classpath", System.getProperty("java.class.path"), GeneratedTests.class.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output);
    Files.delete(output);
    System.out.println(text);
    assertThat(ended).as("ended within %d minutes", MINUTES).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
  }

  /** The newest JDK in the places where they usually are. */
  private static Optional<Path> newest() throws IOException {
    List<Path> homes = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("(JAVA_HOME|JDK)_.*") && !value.isBlank()) {
                homes.add(Path.of(value));
              }
            });
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    homes.addAll(within(running.resolveSibling(".")));
    homes.addAll(within(Path.of("/usr/lib/jvm")));
    homes.addAll(within(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java")));
    homes.addAll(within(Path.of(System.getProperty("user.home"), ".jdks")));
    return homes.stream()
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .filter(home -> feature(home) > Runtime.version().feature())
        .max(Comparator.comparingInt(NewerJavaTest::feature));
  }

  private static List<Path> within(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** The version that a JDK's release file names; 0 where it names none. */
  private static int feature(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
      String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
