package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.ExplainOptions;
import dev.mlpc.compiler.ExplainOptions.Edges;
import dev.mlpc.compiler.ExplainOptions.Engines;
import dev.mlpc.compiler.ExplainOptions.Format;
import dev.mlpc.compiler.diagnostic.Source;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

/** What an explanation says of whole networks. */
final class ExplainTest {
  private static final String TWO_LAYERS =
      """
      /// Tells "<this>" & that apart.
      network Two(x: f32[4]) -> (p: f32[3]) {
        logits = x -> Dense(5, tanh) as hidden -> Dense(3);
        p = softmax(logits);
      }
      train Two {
        target kind: class[3];
        loss = crossEntropy(logits, kind) + l2(1e-3);
        optimizer = sgd(rate = 0.1);
        epochs = 1; batch = 4; seed = 1;
      }
      """;

  private static String explain(String spec, Format format, Edges edges, boolean plan) {
    return new Compiler(CompilerOptions.defaults())
        .explain(
            new Source("two.mlp", spec),
            new ExplainOptions(format, edges, plan ? Optional.of(Engines.BOTH) : Optional.empty()))
        .documents()
        .get(0)
        .text();
  }

  @Test
  void twoLayers_areExplainedInTheNotationOfTextbooks() {
    String text = explain(TWO_LAYERS, Format.TEXT, Edges.BOTH, false);
    assertThat(text)
        .contains(
            "z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾",
            "z⁽¹⁾ⱼ = Σᵢ w⁽¹⁾ⱼᵢ xᵢ + b⁽¹⁾ⱼ",
            "a⁽¹⁾ = g(z⁽¹⁾)",
            "z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾",
            "p = softmax(z⁽²⁾)",
            "δ⁽²⁾ = p − y",
            "∂L/∂W⁽²⁾ = δ⁽²⁾ a⁽¹⁾ᵀ",
            "∂L/∂w⁽²⁾ⱼᵢ = δ⁽²⁾ⱼ a⁽¹⁾ᵢ",
            "∂L/∂b⁽²⁾ⱼ = δ⁽²⁾ⱼ",
            "δ⁽¹⁾ = g′(z⁽¹⁾) ⊙ (W⁽²⁾ᵀ δ⁽²⁾)",
            "δ⁽¹⁾ᵤ = g′(z⁽¹⁾ᵤ) Σₖ w⁽²⁾ₖᵤ δ⁽²⁾ₖ",
            "∂L/∂w⁽¹⁾ⱼᵢ = δ⁽¹⁾ⱼ xᵢ",
            "∂L/∂b⁽¹⁾ⱼ = δ⁽¹⁾ⱼ",
            "g(x) = tanh(x)",
            "g′(x) = 1 − tanh²(x)",
            "+ 0.002 W⁽¹⁾");
  }

  /** The zero of relu is one value for both layers, and no result of either. */
  @Test
  void layersOfOneStatement_areEachExplained() {
    assertThat(
            explain(
                "network N(x: f32[3]) -> (p: f32[4]) { p = x -> Dense(4, relu) -> Dense(4, relu); }",
                Format.TEXT,
                Edges.BOTH,
                false))
        .contains(
            "a⁽¹⁾ = g(z⁽¹⁾)",
            "z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾",
            "a⁽²⁾ = g(z⁽²⁾)",
            "δ⁽¹⁾ = g′(z⁽¹⁾) ⊙ (W⁽²⁾ᵀ δ⁽²⁾)");
  }

  /** A vector of one element is the scalar it stands for; what is dropped is not in prediction. */
  @Test
  void dropoutAndScalars_readAsTheyAreMeant() {
    String text =
        explain(
            """
            network N(x: f32[3]) -> (y: f32) {
              h = x -> Dense(4, tanh) -> Dropout(0.3);
              y = h -> Dense(1);
            }
            train N { target t: f32; loss = mse(y, t); optimizer = sgd(rate = 0.1); }
            """,
            Format.TEXT,
            Edges.BOTH,
            false);
    assertThat(text)
        .contains(
            "h = a⁽¹⁾ ⊙ m / 0.7",
            "y = z⁽²⁾",
            "δ_y = 2(y − t)",
            "δ⁽²⁾ = δ_y",
            "δ⁽¹⁾ = g′(z⁽¹⁾) ⊙ δ_h ⊙ m / 0.7");
    assertThat(text.substring(text.indexOf("Prediction"), text.indexOf("Loss")))
        .contains("h = a⁽¹⁾ ");
  }

  /** The chain of Ioffe and Szegedy: Batch Normalization, 2015, section 3. */
  @Test
  void batchNormalisation_isDerivedByItsStatistics() {
    String text =
        explain(
            """
            network N(x: f32[3]) -> (y: f32[2]) { y = x -> Dense(4) -> BatchNorm() -> Dense(2); }
            train N { target t: f32[2]; loss = mse(y, t); optimizer = sgd(rate = 0.1); }
            """,
            Format.TEXT,
            Edges.BOTH,
            false);
    assertThat(text)
        .contains(
            "μ = Σₛ z⁽¹⁾ / N",
            "v = Σₛ(z⁽¹⁾ − μ)² / N",
            "ẑ = (z⁽¹⁾ − μ) / √(v + 0.00001)",
            "h = ẑ ⊙ γ + β",
            "h = (z⁽¹⁾ − runningMean) ⊙ γ / √(runningVariance + 0.00001)\n",
            "δ_ẑ = δ_h ⊙ γ",
            "∂L/∂γ = δ_h ⊙ ẑ",
            "∂L/∂β = δ_h");
  }

  @Test
  void lines_fitANarrowTerminal() {
    assertThat(explain(TWO_LAYERS, Format.TEXT, Edges.BOTH, false).lines())
        .filteredOn(line -> line.contains(" = ") || line.contains("batch"))
        .allMatch(line -> line.length() <= 72);
  }

  @Test
  void plan_namesMethodsSchedulesAndArrays() {
    assertThat(explain(TWO_LAYERS, Format.TEXT, Edges.BOTH, true))
        .contains(
            "Plan of predict, in vectors",
            "Plan of predict for few samples, in vectors",
            "product in panels",
            "Plan of predict, in plain Java",
            "Plan of a training step, in plain Java",
            "straight lines",
            "hiddenWeight");
    assertThat(explain(TWO_LAYERS, Format.TEXT, Edges.BOTH, false)).doesNotContain("Plan of");
  }

  /** 4·5 + 5 + 5·3 + 3 parameters of 4 bytes each, which plain Java keeps as they are. */
  @Test
  void plan_endsWithWhatItAllocates() {
    String text = explain(TWO_LAYERS, Format.TEXT, Edges.BOTH, true);
    assertThat(text.substring(text.indexOf("Memory, in plain Java")))
        .containsPattern("the network: parameters and states +172\n")
        .contains("a trainer, with batches of 4", "peak of training");
  }

  @ParameterizedTest
  @EnumSource(Edges.class)
  void htmlAndSvg_areWellFormed(Edges edges) throws Exception {
    String html = explain(TWO_LAYERS, Format.HTML, edges, true);
    Document page = parse(html.replaceFirst("<!DOCTYPE html>\\s*", ""));
    assertThat(page.getElementsByTagName("math").getLength()).isGreaterThan(20);
    assertThat(html).contains("prefers-color-scheme: dark").doesNotContain("<script", " src=");
    Document picture = parse(explain(TWO_LAYERS, Format.SVG, edges, false));
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(13);
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void graph_showsTheDirectionThatIsAskedFor() {
    assertThat(explain(TWO_LAYERS, Format.DOT, Edges.FORWARD, false)).doesNotContain("dashed");
    assertThat(explain(TWO_LAYERS, Format.DOT, Edges.BACKWARD, false))
        .contains("dashed")
        .doesNotContain("1666b0");
  }

  @Test
  void networkWithoutTraining_takesTheGradientOfItsOutputsAsGiven() {
    assertThat(
            explain(
                "network N(x: f32[3]) -> (p: f32[2]) { p = x -> Dense(2) -> softmax; }",
                Format.TEXT,
                Edges.BOTH,
                false))
        .contains("δ_p = ∂L/∂p    (given)", "∂L/∂W⁽¹⁾ = δ⁽¹⁾ xᵀ");
  }
}
