package dev.mlpc.compiler.random;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.StageListener;
import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The one network of a spec, compiled, with the graphs that it was made of. */
final class Stages implements StageListener {
  private final Map<Stage, Graph> rewritten = new EnumMap<>(Stage.class);
  private final List<Graph> updated = new ArrayList<>();
  private final CompiledNetwork network;
  private final Graph gradients;

  /**
   * Compiles.
   *
   * @param differentiable whether the trainer is to show its gradients
   */
  Stages(String spec, boolean differentiable) {
    CompilerOptions options = CompilerOptions.defaults();
    CompileResult result =
        new Compiler(differentiable ? options.withGradients() : options, this)
            .compile(new Source("random.mlp", spec));
    if (!result.succeeded() || result.networks().size() != 1) {
      throw new AssertionError("not valid: " + result.diagnostics());
    }
    this.network = result.networks().get(0);
    this.gradients = differentiated(definition().training().orElseThrow().loss());
  }

  private static Graph differentiated(Graph loss) {
    List<Value> variables =
        loss.nodes().stream()
            .filter(node -> node.op() instanceof Op.Parameter || node.op() instanceof Op.Input)
            .map(Node::value)
            .filter(value -> value.type().element() == TensorType.Element.REAL)
            .toList();
    return Differentiator.differentiate(
        new Graph(loss.nodes(), loss.outputs(), List.of()), "loss", variables);
  }

  CompiledNetwork network() {
    return network;
  }

  NetworkDefinition definition() {
    return network.definition();
  }

  Graph rewritten(Stage stage) {
    return Objects.requireNonNull(rewritten.get(stage), stage.name());
  }

  /** The loss with the gradients of parameters and inputs, as derived. */
  Graph gradients() {
    return gradients;
  }

  /** A training step, as derived. */
  Graph step() {
    return updated.get(0);
  }

  @Override
  public void updated(NetworkDefinition definition, Graph step) {
    updated.add(step);
  }

  @Override
  public void rewritten(NetworkDefinition definition, Stage stage, Graph graph) {
    rewritten.put(stage, graph);
  }
}
