package dev.mlpc.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Spec;
import dev.mlpc.compiler.syntax.SpecParser;
import dev.mlpc.compiler.syntax.SpecPrinter;
import dev.mlpc.compiler.syntax.TreeText;

/** What must hold of the text of a spec, whatever it means. */
final class TextCheck {
  private TextCheck() {}

  /** What is printed or formatted reads back as the same tree, and is its own form. */
  static void check(String text) {
    String tree = tree(text);
    String printed = SpecPrinter.print(parse(text));
    assertThat(tree(printed)).isEqualTo(tree);
    assertThat(SpecPrinter.print(parse(printed))).isEqualTo(printed);
    String formatted = format(text);
    assertThat(tree(formatted)).isEqualTo(tree);
    assertThat(format(formatted)).isEqualTo(formatted);
  }

  private static String format(String text) {
    return SpecPrinter.format(new Source("random.mlp", text), new Diagnostics()).orElseThrow();
  }

  private static String tree(String text) {
    return TreeText.withoutPlaces(parse(text));
  }

  private static Spec parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(new Source("random.mlp", text), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    return spec;
  }
}
