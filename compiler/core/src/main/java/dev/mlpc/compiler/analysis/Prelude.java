package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The library of layers, activations and losses: {@code prelude.mlp}, read once. */
final class Prelude {
  private static final String RESOURCE = "prelude.mlp";
  private static final Library LIBRARY = read();

  private Prelude() {}

  static Library library() {
    return LIBRARY;
  }

  private static Library read() {
    Diagnostics diagnostics = new Diagnostics();
    Source source = new Source("<prelude>", text());
    Library library = Library.ofPrelude(SpecParser.parse(source, diagnostics), diagnostics);
    if (!diagnostics.inOrder().isEmpty()) {
      throw new IllegalStateException("the prelude is wrong: " + diagnostics.inOrder());
    }
    return library;
  }

  private static String text() {
    try (InputStream stream =
        Objects.requireNonNull(Prelude.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
