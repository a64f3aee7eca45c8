package dev.mlpc.compiler.syntax;

import dev.mlpc.grammar.MlpLexer;
import java.util.List;
import java.util.Optional;

/**
 * A character of other languages, or of typeset text, that has no meaning in this one.
 *
 * @param meaning the word that was meant, if that is clear
 */
record ForeignCharacter(String text, Optional<Integer> meaning, String help) {
  private static final List<ForeignCharacter> ALL =
      List.of(
          meant("&&", MlpLexer.AND, "write `and`"),
          meant("&", MlpLexer.AND, "write `and`"),
          meant("||", MlpLexer.OR, "write `or`"),
          meant("|", MlpLexer.OR, "write `or`"),
          meant("!", MlpLexer.NOT, "write `not`"),
          meant("~", MlpLexer.NOT, "write `not`"),
          meant("→", MlpLexer.ARROW, "write `->`"),
          meant("⇒", MlpLexer.ARROW, "write `->`"),
          meant("−", MlpLexer.MINUS, "write `-`, the minus of the keyboard"),
          meant("–", MlpLexer.MINUS, "write `-`, the minus of the keyboard"),
          meant("×", MlpLexer.STAR, "write `*`"),
          meant("·", MlpLexer.STAR, "write `*`"),
          meant("÷", MlpLexer.SLASH, "write `/`"),
          meant("≤", MlpLexer.LESS_OR_EQUAL, "write `<=`"),
          meant("≥", MlpLexer.GREATER_OR_EQUAL, "write `>=`"),
          meant("≠", MlpLexer.NOT_EQUAL, "write `!=`"),
          meant("…", MlpLexer.DOTS, "write `..`"),
          unclear("?", "a choice is written `if condition then a else b`"),
          unclear("%", "there is no remainder; x - floor(x / n) * n is one"),
          unclear("“", "texts stand in straight double quotes: \"a\""),
          unclear("”", "texts stand in straight double quotes: \"a\""),
          unclear("‘", "texts stand in straight double quotes: \"a\""),
          unclear("’", "texts stand in straight double quotes: \"a\""),
          unclear("'", "texts stand in double quotes: \"a\""),
          unclear("`", "texts stand in double quotes: \"a\""));

  private static ForeignCharacter meant(String text, int type, String help) {
    return new ForeignCharacter(text, Optional.of(type), help);
  }

  private static ForeignCharacter unclear(String text, String help) {
    return new ForeignCharacter(text, Optional.empty(), help);
  }

  static ForeignCharacter of(String text) {
    return ALL.stream()
        .filter(foreign -> foreign.text.equals(text))
        .findFirst()
        .orElseGet(
            () -> unclear(text, "leave it out; outside of texts and comments it is no word"));
  }
}
