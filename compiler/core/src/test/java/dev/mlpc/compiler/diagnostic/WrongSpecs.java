package dev.mlpc.compiler.diagnostic;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The specs in {@code diagnostics/} among the tests' resources, each with a mistake. */
final class WrongSpecs {
  private static final Path DIRECTORY = Path.of("src/test/resources/diagnostics");
  private static final int WIDTH = 100;

  private WrongSpecs() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".mlp")).sorted().toList();
    }
  }

  static List<Diagnostic> check(Path file) throws IOException {
    Source source = new Source(file.getFileName().toString(), Files.readString(file));
    return new Compiler(CompilerOptions.defaults())
        .check(source, path -> beside(file, path))
        .diagnostics();
  }

  private static Optional<Source> beside(Path file, String path) {
    return SourceResolver.ofFilesIn(file.resolveSibling(""))
        .find(file.resolveSibling(path).toString())
        .map(found -> new Source(path, found.text()));
  }

  /** The same spec without the mistake, where there is one. */
  static Path mended(Path wrong) {
    return wrong.resolveSibling("mended").resolve(wrong.getFileName());
  }

  static String render(List<Diagnostic> diagnostics) {
    return new DiagnosticRenderer(false, WIDTH).render(diagnostics);
  }
}
