package dev.mlpc.compiler;

import dev.mlpc.compiler.StageListener.Stage;
import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.Measurement;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.compiler.rewrite.GraphPasses;
import dev.mlpc.compiler.update.Updater;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Derives all graphs of a network that become code: differentiate, update, rewrite. */
final class DerivedGraphs {
  private final NetworkDefinition network;
  private final CompilerOptions options;
  private final StageListener listener;

  private DerivedGraphs(
      NetworkDefinition network, CompilerOptions options, StageListener listener) {
    this.network = network;
    this.options = options;
    this.listener = listener;
  }

  /** The graphs of one network, as the planner takes them. */
  static Planner.Graphs of(
      NetworkDefinition network, CompilerOptions options, StageListener listener) {
    return new DerivedGraphs(network, options, listener).derive();
  }

  private Planner.Graphs derive() {
    return new Planner.Graphs(
        rewrite(Stage.INFERENCE, network.inference()), network.training().map(this::training));
  }

  private Planner.TrainingGraphs training(TrainingDefinition training) {
    Graph step = update(differentiate(training.loss(), parameters(training.loss())), training);
    return new Planner.TrainingGraphs(
        rewrite(Stage.STEP, step),
        rewrite(Stage.EVALUATION, training.evaluation()),
        network.measurements().stream()
            .map(Measurement::graph)
            .map(graph -> rewrite(Stage.MEASUREMENT, graph))
            .toList(),
        options.gradients() ? Optional.of(gradients(training.loss())) : Optional.empty());
  }

  private Graph gradients(Graph loss) {
    List<Value> variables = new ArrayList<>(parameters(loss));
    variables.addAll(realInputs(loss));
    Graph unchanging = new Graph(loss.nodes(), loss.outputs(), List.of());
    return rewrite(Stage.GRADIENTS, differentiate(unchanging, variables));
  }

  private Graph differentiate(Graph loss, List<Value> variables) {
    Graph gradients =
        Phase.DIFFERENTIATE.run(
            network.name(), () -> Differentiator.differentiate(loss, "loss", variables));
    listener.differentiated(network, gradients);
    return gradients;
  }

  private Graph update(Graph gradients, TrainingDefinition training) {
    Graph step =
        Phase.UPDATE.run(
            network.name(),
            () ->
                Updater.addUpdates(
                    gradients, training.optimizer(), training.clip(), training.average()));
    listener.updated(network, step);
    return step;
  }

  private Graph rewrite(Stage stage, Graph graph) {
    Graph rewritten = Phase.REWRITE.run(network.name(), () -> GraphPasses.run(graph));
    listener.rewritten(network, stage, rewritten);
    return rewritten;
  }

  private static List<Value> parameters(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Parameter)
        .map(Node::value)
        .toList();
  }

  private static List<Value> realInputs(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Input)
        .map(Node::value)
        .filter(value -> value.type().element() == Element.REAL)
        .toList();
  }
}
