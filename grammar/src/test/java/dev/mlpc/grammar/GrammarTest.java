package dev.mlpc.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar reads what it should, refuses what it should not, and groups by precedence. */
final class GrammarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package a.b.c;",
        "import \"blocks.mlp\";",
        "const width = 32; const wide = width * 2 > 10 and not false;",
        "activation swish(x; beta: param = 1.0, gamma: param[] = 0.5, k) = x * sigmoid(beta * x);",
        "loss pinball(y, t; tau = 0.9) = mean(max(tau * (t - y), (tau - 1) * (t - y)));",
        "layer Block(x: f32[n]; drop = 0.1) -> (out: f32[n]) { out = x -> Dropout(drop); }",
        "layer L(x: real[n]; k) -> (y: real[k]) { param w: real[k, n] = zeros when k > 1; y = w @ x; }",
        "network N(x: f32[4], c: index[9]) -> (p: f32[3], q: f32) { }",
        "network N(x: f64) -> (p: f64) { labels p = [\"a\", \"b\"]; state m: f64 = zeros; }",
        "network N(x: f32[2]) -> (y: f32) { y = x -> Dense(3, tanh) as hidden -> Block() * 3; }",
        "network N(x: f32[2]) -> (y: f32) { shared t = Dense(3); y = concat(t(x)[1..3], x[0]); }",
        "network N(x: f32[2]) -> (y: f32) { y = if a > 1 then b else if c then d else e; }",
        "train N { target y: class[3]; loss = mse(a, y) + l2(1e-4); batch = 16; report f1, topK(5); }",
        "data N { source = csv(\"a.csv\", header = true); x = columns(0..784) / 255; absent = [\"?\"]; }",
        "/// what it is\nconst a = 1_000; // why\n/* and */ const b = 1e-3;"
      })
  void whatTheLanguageHas_isRead(String text) {
    assertThat(mistakes(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const width = 32",
        "const = 3;",
        "network N(x: f32[4]) { }",
        "network N(x) -> (y: f32) { }",
        "layer L() -> (y: f32) { }",
        "train N { target y; }",
        "const a = 1 +;",
        "const a = (1;",
        "const a = 'one';",
        "const a = \"one;",
        "width = 3;"
      })
  void whatTheLanguageHasNot_isRefused(String text) {
    assertThat(mistakes(text)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a + b * c,         a | + | b*c",
    "a * b + c,         a*b | + | c",
    "a - b - c,         a-b | - | c",
    "a ^ b ^ c,         a | ^ | b^c",
    "-a ^ b,            - | a^b",
    "a < b + c,         a | < | b+c",
    "not a and b,       nota | and | b",
    "a or b and c,      a | or | bandc",
    "a @ b * c,         a@b | * | c"
  })
  void operators_bindAsTheLanguageSays(String text, String parts) {
    ParserRuleContext operand = parser("const x = " + text + ";").constant().expression().operand();
    List<String> children = new ArrayList<>();
    for (int i = 0; i < operand.getChildCount(); i++) {
      children.add(operand.getChild(i).getText());
    }
    assertThat(String.join(" | ", children)).isEqualTo(parts);
  }

  @Test
  void theStarOfAStage_repeatsIt() {
    MlpParser.ExpressionContext pipe =
        parser("const x = a -> B() * 3 -> C;").constant().expression();
    assertThat(pipe.stage()).hasSize(2);
    assertThat(pipe.stage(0).primary().getText()).isEqualTo("3");
  }

  private static MlpParser parser(String text) {
    return new MlpParser(new CommonTokenStream(new MlpLexer(CharStreams.fromString(text))));
  }

  private static List<String> mistakes(String text) {
    List<String> found = new ArrayList<>();
    BaseErrorListener listener =
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              Object symbol,
              int line,
              int column,
              String message,
              RecognitionException cause) {
            found.add(line + ":" + column + " " + message);
          }
        };
    MlpParser parser = parser(text);
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    parser.spec();
    return found;
  }
}
