package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Formula.Call;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what the signs mean that a document uses and that not every reader knows. */
final class Glossary extends Rebuild {
  private static final Map<String, String> MEANINGS = meanings();

  private final Set<String> used = new LinkedHashSet<>();

  private Glossary() {}

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("⊙", "the product element by element");
    meanings.put("Σ", "without an index: the sum of all elements");
    meanings.put("Σₛ", "the sum over the samples s of the batch, of which there are N");
    meanings.put("σ", "σ(x) = 1 / (1 + e⁻ˣ)");
    meanings.put("softplus", "softplus(x) = ln(1 + eˣ)");
    meanings.put("erf", "the error function: 2 / √π times the integral of exp(−t²) from 0 to x");
    meanings.put("sign", "1 of what is positive, −1 of what is negative, 0 of 0");
    meanings.put("floor", "the greatest whole number that is not greater");
    meanings.put("softmax", "eˣ of each element, divided by the sum of them");
    meanings.put("logSumExp", "ln Σ eˣ");
    meanings.put("maximum", "the greatest element");
    meanings.put("minimum", "the least element");
    meanings.put("argmax", "the place of the greatest element");
    meanings.put("onehot", "the unit vector: 1 at the place given, else 0");
    meanings.put("concat", "one vector after the other");
    meanings.put("[…]", "the elements from the first index to the last, counted from 0");
    meanings.put("pad", "pad(x, n, m): n zeros, the elements of x, and m zeros");
    meanings.put("reshape", "reshape(x, n, m): the elements as a matrix of n rows, row after row");
    meanings.put("flatten", "the elements of a matrix as one vector, row after row");
    meanings.put("rowSum", "the sum of each row; it stands for all elements of its row");
    meanings.put("rowMaximum", "the greatest of each row; it stands for all elements of its row");
    meanings.put("rowMinimum", "the least of each row; it stands for all elements of its row");
    meanings.put("rowLogSumExp", "ln Σ eˣ of each row; it stands for all elements of its row");
    meanings.put("rowSoftmax", "softmax of each row");
    return meanings;
  }

  /** A row for each sign, with its meaning. */
  static List<List<Cell>> of(List<Section> sections) {
    Glossary glossary = new Glossary();
    sections.stream()
        .flatMap(section -> section.blocks().stream())
        .filter(block -> block instanceof Equations)
        .flatMap(block -> ((Equations) block).equations().stream())
        .forEach(glossary::consider);
    return MEANINGS.entrySet().stream()
        .filter(entry -> glossary.used.contains(entry.getKey()))
        .map(entry -> List.of(Cell.text(entry.getKey()), Cell.text(entry.getValue())))
        .toList();
  }

  private void consider(Equation equation) {
    of(equation.left());
    of(equation.right());
  }

  @Override
  public Formula product(Formula.Product formula) {
    if (formula.factors().stream().filter(factor -> Ranks.of(factor) > 0).count() > 1) {
      used.add("⊙");
    }
    return super.product(formula);
  }

  @Override
  public Formula call(Call call) {
    used.add(
        switch (call.function()) {
          case "sum" -> "Σ";
          case "slice" -> "[…]";
          default -> call.function();
        });
    return super.call(call);
  }

  @Override
  public Formula total(Formula.Total total) {
    if (total.index().equals(GraphFormulas.SAMPLES)) {
      used.add("Σₛ");
    }
    return super.total(total);
  }
}
