package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Explanation.Block;
import dev.mlpc.compiler.explain.Explanation.Cell;
import dev.mlpc.compiler.explain.Explanation.Section;
import dev.mlpc.compiler.explain.Explanation.Table;
import java.util.ArrayList;
import java.util.List;

/** What each symbol stands for, and each sign that the other sections use. */
final class NotationSection {

  private NotationSection() {}

  static Section of(List<Variable> variables, List<Section> sections) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Variable variable : variables) {
      rows.add(
          List.of(
              Cell.of(variable.symbol()),
              Cell.code(variable.name()),
              Cell.text(variable.kind().role()),
              Cell.text(variable.shape())));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Table(List.of("symbol", "in the spec", "is", "shape"), rows));
    List<List<Cell>> signs = Glossary.of(sections);
    if (!signs.isEmpty()) {
      blocks.add(new Table(List.of("sign", "means"), signs));
    }
    return new Section("Notation", blocks);
  }
}
