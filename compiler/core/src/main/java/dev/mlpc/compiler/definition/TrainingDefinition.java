package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a network learns.
 *
 * @param loss the training graph (dropout at work); its output {@code loss} is one scalar for the
 *     batch: the mean over the samples, and the penalties
 * @param evaluation the same in inference: no dropout
 * @param average how much of the parameters' moving average stays in each step; empty for none
 * @param patience epochs without improvement before the run stops; empty for never
 * @param watched the figure that is to improve, one of the reports; empty for the loss
 */
public record TrainingDefinition(
    List<PortDefinition> targets,
    Graph loss,
    Graph evaluation,
    OptimizerDefinition optimizer,
    Optional<ClipDefinition> clip,
    OptionalDouble average,
    int epochs,
    int batch,
    long seed,
    boolean shuffle,
    OptionalInt patience,
    Optional<ReportDefinition> watched,
    List<ReportDefinition> reports) {

  public TrainingDefinition {
    targets = List.copyOf(targets);
    reports = List.copyOf(reports);
  }
}
