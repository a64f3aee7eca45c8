package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.ExplainOptions;
import dev.mlpc.compiler.diagnostic.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The printed table of costs, against sums done by hand. */
final class CostsTest {

  /** The rows of the table: value, what made it, shape, and four numbers. */
  private static List<String> rows(String spec) {
    List<String> lines =
        new Compiler(CompilerOptions.defaults())
            .explain(
                new Source("n.mlp", spec),
                new ExplainOptions(
                    ExplainOptions.Format.TEXT, ExplainOptions.Edges.BOTH, Optional.empty()))
            .documents()
            .get(0)
            .text()
            .lines()
            .map(line -> line.strip().replaceAll(" {2,}", "|"))
            .toList();
    String header = "value|made by|shape|parameters|forward|backward|bytes";
    return lines.subList(lines.indexOf(header) + 1, lines.size());
  }

  /**
   * Forward, a product of r × c with a vector is 2 r c, a bias r, a function of each element r.
   * Backward, δ of the second layer is a matter of the loss. Its weights get δ aᵀ, 3 · 5 products,
   * added to those of the other samples, 15 more; its bias 3 additions. Of the first: Wᵀ δ is 2 · 5
   * · 3, 1 - a² is 2 · 5, their product 5; then 2 · 5 · 4 and 5.
   */
  @Test
  void twoLayers_costWhatAHandCounts() {
    assertThat(
            rows(
                """
                network Two(x: f32[4]) -> (y: f32[3]) {
                  hidden = x -> Dense(5, tanh);
                  y = hidden -> Dense(3);
                }
                train Two {
                  target t: f32[3];
                  loss = mse(y, t);
                  optimizer = sgd(rate = 0.1);
                }
                """))
        .containsExactly(
            row("hidden", "Dense(5, tanh)", "5", 5 * 4 + 5, 40 + 5 + 5, 30 + 10 + 5 + 40 + 5, 120),
            row("y", "Dense(3)", "3", 3 * 5 + 3, 30 + 3, 30 + 3, 84),
            row("all", 25 + 18, 50 + 33, 90 + 33, 120 + 84));
  }

  /**
   * Without training, in eight bytes a number. A looked-up row costs nothing but its 7 × 3 numbers.
   * LayerNorm of 4: the mean 4 + 1; x - μ 4; the variance 4 + 4 + 1; ε and the root 2; the division
   * 4; scale and shift 8.
   */
  @Test
  void tableAndNormalisation_costWhatAHandCounts() {
    assertThat(
            rows(
                """
                network Mixed(word: index[7], x: f64[1]) -> (y: f64[2]) {
                  row = word -> Embedding(3);
                  joined = concat(row, x);
                  even = joined -> LayerNorm();
                  y = even -> Dense(2, useBias = false);
                }
                """))
        .containsExactly(
            row("row", "Embedding(3)", "3", 21, 0, 0, 8 * (21 + 3)),
            row("joined", "concat(row, x)", "4", 0, 0, 0, 8 * 4),
            row("even", "LayerNorm()", "4", 8, 5 + 4 + 9 + 2 + 4 + 8, 0, 8 * (8 + 4)),
            row("y", "even -> Dense(2, useBias = false)", "2", 8, 16, 0, 8 * (8 + 2)),
            row("all", 21 + 8 + 8, 32 + 16, 0, 192 + 32 + 96 + 80));
  }

  private static String row(String value, String operation, String shape, int... numbers) {
    return row(value + "|" + operation + "|" + shape, numbers);
  }

  /** A zero is left empty. */
  private static String row(String start, int... numbers) {
    StringBuilder row = new StringBuilder(start);
    for (int number : numbers) {
      row.append(number == 0 ? "" : "|" + number);
    }
    return row.toString();
  }
}
