package dev.mlpc.compiler.syntax;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.grammar.MlpLexer;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.Token;

/** Writes the words of a text anew, with comments, blanks, line breaks and brackets anywhere. */
final class ScatteredText {
  private static final List<String> LINE_COMMENTS =
      List.of("//", "// one  two ", "//three", "/// four", "///five  ", "///", "//// six", "// */");
  private static final List<String> BLOCK_COMMENTS =
      List.of("/**/", "/* seven */", "/*\n * eight\n *\n */", "/*\n    nine \n\n ten */", "/*//*/");
  private static final List<String> BLANKS = List.of(" ", "  ", "\t", "\n", "\n\n\n  ", "\n    ");

  private final Random random;
  private final int comments;
  private final StringBuilder text = new StringBuilder();

  private ScatteredText(Random random) {
    this.random = random;
    this.comments = List.of(2, 4, 20, 100).get(random.nextInt(4));
  }

  /** The text with the same words. Some come as from a Windows editor. */
  static String of(String text, Random random) {
    Tokens tokens = Scanner.scan(new Source("orderly.mlp", text), new Mistakes(new Diagnostics()));
    ScatteredText scattered = new ScatteredText(random);
    tokens.list().forEach(scattered::add);
    String result = scattered.text.toString();
    return random.nextInt(4) == 0 ? "\uFEFF" + result.replace("\n", "\r\n") : result;
  }

  private void add(Token word) {
    int brackets = word.getType() == MlpLexer.NUMBER ? Math.max(0, random.nextInt(6) - 3) : 0;
    for (int i = 0; i < brackets; i++) {
      gap();
      text.append('(');
    }
    gap();
    text.append(word.getText());
    for (int i = 0; i < brackets; i++) {
      gap();
      text.append(')');
    }
  }

  private void gap() {
    text.append(' ');
    while (random.nextInt(comments) == 0) {
      blanks();
      if (random.nextBoolean()) {
        text.append(pick(LINE_COMMENTS)).append('\n');
      } else {
        text.append(pick(BLOCK_COMMENTS));
      }
    }
    blanks();
  }

  private void blanks() {
    while (random.nextInt(3) == 0) {
      text.append(pick(BLANKS));
    }
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
