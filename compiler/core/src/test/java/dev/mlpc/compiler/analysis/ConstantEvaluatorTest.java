package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.SpecParser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConstantEvaluatorTest {
  private final Diagnostics diagnostics = new Diagnostics();

  /** Knows {@code width}, {@code name} and {@code wide}, and that {@code x} is something else. */
  private static final ConstantEvaluator.Scope SCOPE =
      new ConstantEvaluator.Scope() {
        @Override
        public Optional<ConstantValue> lookup(String name) {
          return switch (name) {
            case "width" -> Optional.of(new ConstantValue.Number(32));
            case "name" -> Optional.of(new ConstantValue.Text("iris"));
            case "wide" -> Optional.of(new ConstantValue.Truth(true));
            default -> Optional.empty();
          };
        }

        @Override
        public Set<String> names() {
          return Set.of("width", "name", "wide");
        }

        @Override
        public boolean isFaulty(String name) {
          return name.equals("broken");
        }

        @Override
        public Optional<String> otherMeaning(String name) {
          return name.equals("x") ? Optional.of("an input") : Optional.empty();
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | 12",
        "1_000 | 1000",
        "1e-3 | 0.001",
        "1e-5 | 1e-5",
        "2.5e-7 | 2.5e-7",
        "-3 | -3",
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "7 - 2 - 1 | 4",
        "7 / 2 | 3.5",
        "2 ^ 3 ^ 2 | 512",
        "-2 ^ 2 | -4",
        "width * 2 | 64",
        "1 < 2 | true",
        "2 <= 1 | false",
        "2 > 1 | true",
        "1 >= 2 | false",
        "1 == 1.0 | true",
        "0 == -0 | true",
        "name == \"iris\" | true",
        "name != \"iris\" | false",
        "[1, 2] == [1, 2] | true",
        "true and false | false",
        "false or true | true",
        "not wide | false",
        "not 1 == 2 | true",
        "if wide then 1 else 2 | 1",
        "if width > 64 then \"big\" else \"small\" | \"small\"",
        "min(3, 2) | 2",
        "max(3, 2) | 3",
        "sqrt(16) | 4",
        "exp(0) | 1",
        "log(1) | 0",
        "floor(-0.5) | -1",
        "abs(-2) | 2",
        "[1, \"a\", true] | [1, \"a\", true]",
      })
  void expressions_haveValues(String text, String value) {
    assertThat(evaluate(text).map(ConstantValue::toString)).contains(value);
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "if wide then 1 else 1 / 0",
    "if not wide then nowhere else 1",
    "wide or 1 / 0 == 1",
    "not wide and nowhere",
  })
  void whatDoesNotDecide_isNotComputed(String text) {
    assertThat(evaluate(text)).isPresent();
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / 0 | MLP0209 | 1 / 0 | this divides by zero",
        "sqrt(-1) | MLP0209 | sqrt(-1) | `sqrt(-1)` is not a finite number",
        "log(0) | MLP0209 | log(0) | `log(0)` is not a finite number",
        "1 + exp(1000) | MLP0209 | exp(1000) | `exp(1000)` is not a finite number",
        "(0 - 8) ^ 0.5 | MLP0209 | (0 - 8) ^ 0.5 | `(0 - 8) ^ 0.5` is not a finite number",
        "widht * 2 | MLP0201 | widht | there is no constant `widht`",
        "x + 1 | MLP0208 | x | a constant is needed here, but `x` is an input",
        "width[3] | MLP0208 | width[3] | a constant is needed here, but `width[3]` is none",
        "width -> Dense(3) | MLP0208 | width -> Dense(3) | a constant is needed here, but"
            + " `width -> Dense(3)` is none",
        "1 + \"a\" | MLP0204 | \"a\" | `+` takes numbers, but this is a text",
        "true * 2 | MLP0204 | true | `*` takes numbers, but this is a truth value",
        "-\"a\" | MLP0204 | \"a\" | `-` takes numbers, but this is a text",
        "2 @ 3 | MLP0204 | 2 @ 3 | `@` multiplies matrices, but these are numbers",
        "1 == \"1\" | MLP0204 | 1 == \"1\" | `==` compares a number with a text",
        "1 and true | MLP0204 | 1 | each side of `and` must be true or false, but is 1",
        "not 1 | MLP0204 | 1 | what `not` stands before must be true or false, but is 1",
        "if 1 then 2 else 3 | MLP0204 | 1 | the condition of `if` must be true or false, but is 1",
        "sqr(4) | MLP0208 | sqr | a constant is needed here, and `sqr` is no function of constants",
        "min(1) | MLP0206 | min(1) | `min` takes 2 numbers",
        "exp(1, 2) | MLP0207 | exp(1, 2) | `exp` takes one number",
        "exp(\"a\") | MLP0204 | \"a\" | `exp` takes numbers, but this is a text",
        "1 / 0 + 1 / 0 | MLP0209 | 1 / 0 | this divides by zero",
      })
  void mistakes_areToldOnce(String text, String code, String at, String message) {
    assertThat(evaluate(text)).isEmpty();
    assertThat(diagnostics.inOrder()).hasSize(1);
    Diagnostic told = diagnostics.inOrder().get(0);
    assertThat(told.message()).isEqualTo(message);
    assertThat(told.code()).hasToString(code);
    assertThat(told.span().text()).isEqualTo(at);
  }

  @Test
  void unknownName_remindsOfOneThatIsLikeIt() {
    evaluate("widht");
    assertThat(diagnostics.inOrder().get(0).help()).contains("did you mean `width`?");
  }

  @Test
  void unknownFunction_remindsOfOneThatIsLikeIt() {
    evaluate("sqr(4)");
    assertThat(diagnostics.inOrder().get(0).help()).contains("did you mean `sqrt`?");
  }

  @Test
  void whatWasReportedBefore_isNotReportedAgain() {
    assertThat(evaluate("broken + 1")).isEmpty();
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | `epochs` must be a whole number from 1 on, but is 0.5 | MLP0209",
        "0 | `epochs` must be a whole number from 1 on, but is 0 | MLP0209",
        "1e10 | `epochs` must be a whole number from 1 on, but is 10000000000 | MLP0209",
        "\"a\" | `epochs` must be a whole number from 1 on, but is \"a\" | MLP0204",
        "true | `epochs` must be a whole number from 1 on, but is true | MLP0204",
      })
  void wholeNumber_saysWhatItMustBe(String text, String message, String code) {
    assertThat(evaluator().wholeNumber(expression(text), "epochs", 1)).isEmpty();
    assertThat(diagnostics.inOrder().get(0).message()).isEqualTo(message);
    assertThat(diagnostics.inOrder().get(0).code()).hasToString(code);
  }

  @Test
  void typedReaders_giveWhatTheyAreNamedFor() {
    ConstantEvaluator evaluator = evaluator();
    assertThat(evaluator.wholeNumber(expression("width / 2"), "k", 1, 16)).hasValue(16);
    assertThat(evaluator.number(expression("0.5"), "k", NumberRange.SHARE)).hasValue(0.5);
    assertThat(evaluator.truth(expression("width == 32"), "k")).contains(true);
    assertThat(evaluator.text(expression("name"), "k")).contains("iris");
    assertThat(evaluator.texts(expression("[name, \"b\"]"), "k")).contains(List.of("iris", "b"));
    assertThat(diagnostics.inOrder()).isEmpty();
  }

  @Test
  void typedReaders_refuseOtherKinds() {
    ConstantEvaluator evaluator = evaluator();
    assertThat(evaluator.truth(expression("1"), "shuffle")).isEmpty();
    assertThat(evaluator.text(expression("2"), "path")).isEmpty();
    assertThat(evaluator.texts(expression("[3]"), "absent")).isEmpty();
    assertThat(evaluator.wholeNumber(expression("17"), "k", 1, 16)).isEmpty();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactlyInAnyOrder(
            "`shuffle` must be true or false, but is 1",
            "`path` must be a text in double quotes, but is 2",
            "`absent` must be a list of texts, but is [3]",
            "`k` must be a whole number from 1 to 16, but is 17");
  }

  @Test
  void anEndlesslyDeepExpression_isTold() {
    Source source = new Source("deep.mlp", "1");
    Span span = new Span(source, 0, 1);
    Expression deep = new Expression.Number(1, "1", span);
    for (int i = 0; i < 1_000_000; i++) {
      deep = new Expression.Unary(Expression.UnaryOperator.NEGATE, deep, span);
    }
    assertThat(evaluator().evaluate(deep)).isEmpty();
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("this expression is nested too deeply");
  }

  private Optional<ConstantValue> evaluate(String text) {
    return evaluator().evaluate(expression(text));
  }

  private ConstantEvaluator evaluator() {
    return new ConstantEvaluator(SCOPE, diagnostics);
  }

  private static Expression expression(String text) {
    Diagnostics syntax = new Diagnostics();
    Declaration declaration =
        SpecParser.parse(new Source("test.mlp", "const it = " + text + ";"), syntax)
            .declarations()
            .get(0);
    assertThat(syntax.inOrder()).isEmpty();
    return ((Declaration.Constant) declaration).value();
  }
}
