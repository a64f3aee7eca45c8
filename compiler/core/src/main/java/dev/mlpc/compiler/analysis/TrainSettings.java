package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a {@code train} block says, before its loss becomes a graph.
 *
 * @param targets at least one, each name once; their types are still to be resolved
 * @param loss an expression over the network's values and the targets, penalties included
 * @param patience epochs without improvement before the run stops; empty for never
 * @param figures what to report, each once
 */
record TrainSettings(
    List<Entry.Target> targets,
    Expression loss,
    OptimizerDefinition optimizer,
    Optional<ClipDefinition> clip,
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    List<Figure> figures,
    Span span) {

  TrainSettings {
    targets = List.copyOf(targets);
    figures = List.copyOf(figures);
  }

  /**
   * One figure of {@code report}.
   *
   * @param name as the language knows it
   * @param argument the k of {@code topK(k)}, else 0
   */
  record Figure(String name, int argument, Span span) {}
}
