package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.Expression.BinaryOperator;
import org.junit.jupiter.api.Test;

/** What the parser makes of right texts. */
final class SpecParserTest {

  private static Spec parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(new Source("test.mlp", text), diagnostics);
    assertThat(diagnostics.inOrder()).isEmpty();
    return spec;
  }

  private static Expression expression(String text) {
    Spec spec = parse("const c = " + text + ";");
    return ((Declaration.Constant) spec.declarations().get(0)).value();
  }

  @Test
  void star_repeatsAStageAndMultipliesElsewhere() {
    Expression.Pipe pipe = (Expression.Pipe) expression("a * b -> Block(2) * 3 as body -> relu");

    assertThat(pipe.source().span().text()).isEqualTo("a * b");
    assertThat(pipe.stages()).hasSize(2);
    assertThat(pipe.stages().get(0).layer().span().text()).isEqualTo("Block(2)");
    assertThat(pipe.stages().get(0).repetitions().orElseThrow().span().text()).isEqualTo("3");
    assertThat(pipe.stages().get(0).as().orElseThrow().text()).isEqualTo("body");
  }

  @Test
  void power_bindsTighterThanTheMinusBeforeIt() {
    Expression.Unary negative = (Expression.Unary) expression("-x ^ 2 ^ -y");

    Expression.Binary power = (Expression.Binary) negative.operand();
    assertThat(power.operator()).isEqualTo(BinaryOperator.POWER);
    assertThat(power.right().span().text()).isEqualTo("2 ^ -y");
  }

  @Test
  void wordsOfTheLanguage_areNamesWhereTheyAreHarmless() {
    Spec spec =
        parse(
            """
            layer L(data: real[n]; activation = relu) -> (labels: real[n]) {
              loss = activation(data);
              labels = loss -> Dense(n, activation) -> Dense(index, target = report);
            }
            """);
    Declaration.Layer layer = (Declaration.Layer) spec.declarations().get(0);
    assertThat(layer.body()).hasOnlyElementsOfType(Statement.Define.class).hasSize(2);
  }

  @Test
  void documentation_belongsToWhatFollows() {
    Spec spec =
        parse(
            """
            /// One.
            ///
            ///   Two.
            // an aside
            const a = 1;
            const b = 2;
            //// a line
            const c = 2;
            """);
    assertThat(spec.declarations().get(0).documentation()).contains("One.\n\n  Two.");
    assertThat(spec.declarations().get(1).documentation()).isEmpty();
    assertThat(spec.declarations().get(2).documentation()).isEmpty();
  }
}
