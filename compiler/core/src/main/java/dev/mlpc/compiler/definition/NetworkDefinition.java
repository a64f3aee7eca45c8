package dev.mlpc.compiler.definition;

import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import java.util.List;
import java.util.Optional;

/**
 * One network with all that the spec says of it, names resolved, layers unfolded into ops.
 *
 * @param packageName of the class to be; empty for the unnamed package
 * @param tensors parameters and states, in the order of the spec
 * @param inference computes the outputs from the inputs; its outputs bear the ports' names
 * @param measurements in the order in which they have to be taken
 */
public record NetworkDefinition(
    String packageName,
    String name,
    Optional<String> documentation,
    Precision precision,
    List<PortDefinition> inputs,
    List<PortDefinition> outputs,
    List<TensorDefinition> tensors,
    Graph inference,
    List<Measurement> measurements,
    Optional<TrainingDefinition> training,
    Optional<DataDefinition> data,
    Span span) {

  public NetworkDefinition {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    tensors = List.copyOf(tensors);
    measurements = List.copyOf(measurements);
  }

  /** The same network over other reals. */
  public NetworkDefinition withPrecision(Precision newPrecision) {
    return new NetworkDefinition(
        packageName,
        name,
        documentation,
        newPrecision,
        inputs,
        outputs,
        tensors,
        inference,
        measurements,
        training,
        data,
        span);
  }
}
