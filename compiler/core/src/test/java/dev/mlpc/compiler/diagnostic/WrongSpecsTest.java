package dev.mlpc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every wrong spec gets the messages beside it. */
final class WrongSpecsTest {

  @TestFactory
  Stream<DynamicTest> wrongSpec_getsItsMessages() throws IOException {
    return WrongSpecs.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  @Test
  void everyCode_isFound() throws IOException {
    Set<Code> found = EnumSet.noneOf(Code.class);
    for (Path file : WrongSpecs.all()) {
      WrongSpecs.check(file).forEach(diagnostic -> found.add(diagnostic.code()));
    }
    assertThat(found).containsExactlyInAnyOrder(Code.values());
  }

  private static void check(Path file) throws IOException {
    List<Diagnostic> found = WrongSpecs.check(file);
    assertThat(found).isNotEmpty();
    Path golden = Path.of(file.toString().replaceAll("\\.mlp$", ".txt"));
    Golden.check(golden, WrongSpecs.render(found));
  }
}
