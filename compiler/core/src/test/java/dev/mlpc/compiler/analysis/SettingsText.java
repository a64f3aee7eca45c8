package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.SpecParser;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads blocks of settings in tests, and judges what is said of them. */
final class SettingsText {
  /** A constant that has no value. */
  static final String BROKEN = "const broken = 1 / 0;";

  private SettingsText() {}

  /** What {@code reader} makes of the one block of a text, which may have constants before it. */
  static <D extends Declaration, T> Optional<T> read(
      Source source,
      Diagnostics diagnostics,
      Class<D> kind,
      BiFunction<D, ConstantEvaluator, Optional<T>> reader) {
    List<Declaration> declarations = SpecParser.parse(source, diagnostics).declarations();
    D block =
        declarations.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    ConstantTable constants = ConstantTable.of(declarations, diagnostics);
    return reader.apply(block, new ConstantEvaluator(constants, diagnostics));
  }

  /** One diagnostic, with this code, place, message and help. */
  static void assertOnly(
      Diagnostics diagnostics, String code, String at, String message, @Nullable String help) {
    assertThat(diagnostics.inOrder()).extracting(Diagnostic::message).containsExactly(message);
    Diagnostic told = diagnostics.inOrder().get(0);
    assertThat(told.code()).hasToString(code);
    assertThat(told.span().text()).isEqualTo(at);
    assertThat(told.help()).isEqualTo(Optional.ofNullable(help));
  }
}
