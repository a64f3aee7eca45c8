package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a {@code train} block says, before its loss becomes a graph.
 *
 * @param targets at least one, each name once; their types are still to be resolved
 * @param loss an expression over the network's values and the targets, penalties included
 * @param average how much of the parameters' moving average stays in each step; empty for none
 * @param patience epochs without improvement before the run stops; empty for never
 * @param watched the figure that is to improve, one of {@code figures}; empty for the loss
 * @param figures what to report, each once
 */
record TrainSettings(
    List<Entry.Target> targets,
    Expression loss,
    OptimizerDefinition optimizer,
    Optional<ClipDefinition> clip,
    OptionalDouble average,
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    Optional<Figure> watched,
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
  record Figure(String name, int argument, Span span) {

    /** Whether it is the same figure, wherever it is written. */
    boolean isSame(Figure other) {
      return name.equals(other.name) && argument == other.argument;
    }
  }
}
