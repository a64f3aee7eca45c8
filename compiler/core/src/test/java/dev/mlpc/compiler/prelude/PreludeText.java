package dev.mlpc.compiler.prelude;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The declarations of the prelude, as its text has them. */
public final class PreludeText {
  private static final String RESOURCE = "/dev/mlpc/compiler/analysis/prelude.mlp";

  private PreludeText() {}

  /** All declarations of one kind, in the order of the text. */
  public static <D extends Declaration> List<D> declarations(Class<D> kind) {
    Diagnostics diagnostics = new Diagnostics();
    List<Declaration> all =
        SpecParser.parse(new Source("<prelude>", text()), diagnostics).declarations();
    if (diagnostics.hasErrors()) {
      throw new IllegalStateException(diagnostics.inOrder().toString());
    }
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static String text() {
    try (InputStream stream =
        Objects.requireNonNull(PreludeText.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
