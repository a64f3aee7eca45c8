package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Golden;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.load.JavaCompilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards the look of generated classes: of straight lines, and of products in loops. */
final class GeneratedCodeTest {
  private static final Path FOLDER = Path.of("src/test/resources/generated");

  private static final List<String> VECTORS =
      Stream.concat(
              JavaCompilation.VECTORS.stream(),
              Stream.of("-Xlint:all,-options", "-Xdoclint:all/protected"))
          .toList();

  @ParameterizedTest
  @ValueSource(strings = {"xor", "digits"})
  void class_looksAsBefore(String name) throws IOException {
    CompiledNetwork network = compile(name);
    Golden.check(FOLDER.resolve(network.definition().name() + ".java"), network.javaSource());
    Golden.check(
        FOLDER.resolve(network.definition().name() + "Vector.java"), network.vectorSource());
    assertThat(compile(name).sources()).isEqualTo(network.sources());
  }

  @ParameterizedTest
  @ValueSource(strings = {"xor", "digits"})
  void class_compilesWithoutWarning(String name) throws IOException {
    CompiledNetwork network = compile(name);
    assertThat(
            JavaCompilation.compile(
                Map.of(network.className(), network.javaSource()),
                List.of("-Xlint:all", "-Xdoclint:all/protected", "-Werror")))
        .containsKey(network.className());
    assertThat(JavaCompilation.compile(network.sources(), VECTORS))
        .containsKey(network.vectorClassName());
  }

  private static CompiledNetwork compile(String name) throws IOException {
    Path spec = FOLDER.resolve(name + ".mlp");
    CompileResult result =
        new Compiler(CompilerOptions.defaults())
            .compile(new Source(spec.toString(), Files.readString(spec)));
    assertThat(result.diagnostics()).isEmpty();
    return result.networks().get(0);
  }
}
