package dev.mlpc.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.SourceResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spec sees what the files that it imports declare. */
final class ImportTest {
  private static final String BLOCKS =
      """
      import "lib/constants.mlp";
      const twice = 2 * width;
      activation swish(x; beta: param = 1.0) = x * sigmoid(beta * x);
      loss double(y, t) = 2 * mse(y, t);
      layer Block(x: real[n]) -> (y: real[n]) { y = x + (x -> Dense(twice, swish) -> Dense(n)); }
      network Other(x: f32[2]) -> (y: f32) { y = x -> Dense(1); }
      """;

  private static final String CONSTANTS = "const width = 3;\n";

  private static final String NETWORK =
      """
      import "blocks.mlp";
      network Tower(x: f32[4]) -> (y: f32) { y = x -> Block() -> Dense(twice, swish) -> Dense(1); }
      train Tower { target t: f32; loss = double(y, t); optimizer = sgd(rate = 0.1); }
      """;

  @Test
  void aSpec_seesConstantsLayersActivationsAndLossesOfWhatItImports() {
    Compiler.CheckResult result =
        check(NETWORK, Map.of("a/blocks.mlp", BLOCKS, "a/lib/constants.mlp", CONSTANTS));

    assertThat(messages(result)).isEmpty();
    assertThat(result.networks()).hasSize(1);
    assertThat(result.networks().get(0).tensors())
        .extracting(tensor -> tensor.name() + tensor.shape())
        .containsExactly(
            "y.0.y.0.weight[6, 4]",
            "y.0.y.0.bias[6]",
            "y.0.y.0.y.beta",
            "y.0.y.1.weight[4, 6]",
            "y.0.y.1.bias[4]",
            "y.1.weight[6, 4]",
            "y.1.bias[6]",
            "y.1.y.beta",
            "y.2.weight[1, 6]",
            "y.2.bias[1]");
  }

  @Test
  void whatAnImportedFileImports_staysThere() {
    Compiler.CheckResult result =
        check(
            NETWORK.replace("Dense(1)", "Dense(width)"),
            Map.of("a/blocks.mlp", BLOCKS, "a/lib/constants.mlp", CONSTANTS));

    assertThat(messages(result)).containsExactly("a/spec.mlp: nothing is called `width`");
  }

  @Test
  void aFileThatIsImportedTwice_isOne() {
    Compiler.CheckResult result =
        check(
            "import \"b.mlp\"; import \"c.mlp\"; "
                + "network N(x: f32[4]) -> (y: f32[4])"
                + " { y = x -> B() -> C(); }",
            Map.of(
                "a/b.mlp",
                "import \"d.mlp\"; layer B(x: real[n]) -> (y: real[n]) { y = d * x; }",
                "a/c.mlp",
                "import \"d.mlp\"; layer C(x: real[n]) -> (y: real[n]) { y = x / d; }",
                "a/d.mlp",
                "const d = 3;"));

    assertThat(messages(result)).isEmpty();
  }

  @Test
  void aNameOfTwoFiles_isReported() {
    String layer = "layer B(x: real[n]) -> (y: real[n]) { y = 2 * x; }";
    Compiler.CheckResult result =
        check(
            "import \"b.mlp\"; import \"c.mlp\"; const k = 1; "
                + "network N(x: f32[4]) -> (y: f32[4]) { y = x -> B() * k; }",
            Map.of("a/b.mlp", layer + "const k = 3;", "a/c.mlp", layer));

    assertThat(messages(result))
        .containsExactly(
            "a/spec.mlp: `b.mlp` declares `k`, which is declared already",
            "a/spec.mlp: `c.mlp` declares `B`, which is declared already");
  }

  @Test
  void circles_areReportedWhereTheyClose() {
    assertThat(messages(check("import \"spec.mlp\";", Map.of())))
        .containsExactly("a/spec.mlp: `a/spec.mlp` imports itself");
    assertThat(
            messages(
                check(
                    "import \"b.mlp\";",
                    Map.of("a/b.mlp", "import \"c.mlp\";", "a/c.mlp", "import \"b.mlp\";"))))
        .containsExactly("a/c.mlp: `a/b.mlp` imports itself, by way of `a/c.mlp`");
  }

  @Test
  void whatIsImported_isExplained() {
    String spec =
        "import \"b.mlp\"; network N(x: f32[4]) -> (y: f32[4]) { y = x -> Dense(4, halved); }";
    String imported = "activation halved(x) = x / 2;";
    ExplainResult result =
        new Compiler(CompilerOptions.defaults())
            .explain(
                new Source("a/spec.mlp", spec),
                path -> Optional.of(new Source(path, imported)),
                new ExplainOptions(
                    ExplainOptions.Format.TEXT, ExplainOptions.Edges.FORWARD, Optional.empty()));

    assertThat(result.diagnostics()).isEmpty();
    assertThat(result.documents()).extracting(ExplainResult.Document::network).containsExactly("N");
  }

  @Test
  void aPath_staysWithinTheDirectoryOfTheSpec() {
    Map<String, String> files = Map.of("b.mlp", "", "a/b.mlp", "", "/b.mlp", "");
    for (String path : List.of("../b.mlp", "/b.mlp", "x/../../b.mlp", "", "b\\u0000.mlp")) {
      assertThat(messages(check("import \"" + path + "\";", files)))
          .as(path)
          .singleElement()
          .asString()
          .endsWith("leads out of the directory of the spec");
    }
    assertThat(messages(check("import \"x/../b.mlp\";", files))).isEmpty();
  }

  @Test
  void aLink_staysWithinTheDirectoryOfTheSpec(@TempDir Path root) throws IOException {
    Path inside = Files.createDirectories(root.resolve("inside/parts"));
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(inside.resolve("a.mlp"), "const a = 1;");
    Files.writeString(outside.resolve("b.mlp"), "const b = 2;");
    Files.createSymbolicLink(inside.resolve("near.mlp"), inside.resolve("a.mlp"));
    Files.createSymbolicLink(inside.resolve("far.mlp"), outside.resolve("b.mlp"));
    Files.createSymbolicLink(inside.resolve("way"), outside);
    Files.createSymbolicLink(inside.resolve("lost.mlp"), inside.resolve("nowhere.mlp"));

    assertThat(linked(inside, "near.mlp")).isEmpty();
    assertThat(linked(inside, "far.mlp"))
        .containsExactly("`parts/far.mlp` leads out of the directory of the spec");
    assertThat(linked(inside, "way/b.mlp"))
        .containsExactly("`parts/way/b.mlp` leads out of the directory of the spec");
    assertThat(linked(inside, "lost.mlp"))
        .singleElement()
        .asString()
        .startsWith("there is no file")
        .endsWith("that can be read");
  }

  private static List<String> linked(Path parts, String path) {
    Path directory = parts.resolveSibling("");
    Source spec =
        new Source(directory.resolve("spec.mlp").toString(), "import \"parts/" + path + "\";");
    return new Compiler(CompilerOptions.defaults())
        .check(spec, SourceResolver.ofFilesIn(directory)).diagnostics().stream()
            .map(Diagnostic::message)
            .toList();
  }

  @Test
  void mistakesOfAnImportedFile_areReportedThere() {
    Compiler.CheckResult result =
        check(
            "import \"b.mlp\"; network N(x: f32[4]) -> (y: f32[4]) { y = x -> B(); }",
            Map.of("a/b.mlp", "layer B(x: real[n]) -> (y: real[n]) { y = x + ; }"));
    assertThat(messages(result)).singleElement().asString().startsWith("a/b.mlp: ");

    Compiler.CheckResult unfolded =
        check(
            "import \"b.mlp\"; network N(x: f32[4]) -> (y: f32[4]) { y = x -> B(); }",
            Map.of("a/b.mlp", "layer B(x: real[n]) -> (y: real[n]) { y = x + z; }"));
    assertThat(messages(unfolded)).containsExactly("a/b.mlp: nothing is called `z`");
  }

  private static Compiler.CheckResult check(String spec, Map<String, String> files) {
    SourceResolver resolver =
        path -> Optional.ofNullable(files.get(path)).map(text -> new Source(path, text));
    return new Compiler(CompilerOptions.defaults()).check(new Source("a/spec.mlp", spec), resolver);
  }

  private static List<String> messages(Compiler.CheckResult result) {
    return result.diagnostics().stream()
        .map(each -> each.span().source().name() + ": " + each.message())
        .toList();
  }
}
