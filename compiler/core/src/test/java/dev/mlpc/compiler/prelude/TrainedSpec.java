package dev.mlpc.compiler.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.analysis.Analyzer;
import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.autodiff.Experiment;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.GraphVerifier;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Spec;
import dev.mlpc.compiler.syntax.SpecParser;
import java.util.List;
import java.util.Random;

/** The loss of a spec's network in a training step, with the gradients of all its real leaves. */
final class TrainedSpec {
  private final Graph inference;
  private final Graph graph;
  private final List<Value> variables;
  private Leaves leaves;

  private TrainedSpec(Graph inference, Graph graph, List<Value> variables, Leaves leaves) {
    this.inference = inference;
    this.graph = graph;
    this.variables = variables;
    this.leaves = leaves;
  }

  /** Analyses a spec of one network that has a {@code train} block. */
  static TrainedSpec of(String text, int samples) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(new Source("test.mlp", text), diagnostics);
    List<NetworkDefinition> networks = Analyzer.analyze(spec, diagnostics);
    assertThat(diagnostics.inOrder()).as(text).isEmpty();
    assertThat(networks).hasSize(1);
    Graph loss = networks.get(0).training().orElseThrow().loss();
    List<Value> variables =
        loss.nodes().stream().filter(TrainedSpec::isVariable).map(Node::value).toList();
    Graph graph =
        GraphVerifier.verify(
            Differentiator.differentiate(loss, "loss", variables), "differentiation");
    Graph inference = networks.get(0).inference();
    return new TrainedSpec(inference, graph, variables, Leaves.ofBatch(samples)).filled(samples);
  }

  private static boolean isVariable(Node node) {
    return node.value().type().element() == Element.REAL
        && (node.op() instanceof Op.Parameter || node.op() instanceof Op.Input);
  }

  /** Gives each parameter and state elements between a half and one and a half; fixed. */
  private TrainedSpec filled(int samples) {
    Random random = new Random(11);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Parameter || node.op() instanceof Op.State) {
        set((Op.Leaf) node.op(), elements(random, node.value().shape().size()));
      } else if (node.op() instanceof Op.Target) {
        set((Op.Leaf) node.op(), elements(random, samples * node.value().shape().size()));
      }
    }
    return this;
  }

  private static double[] elements(Random random, int count) {
    return random.doubles(count, 0.5, 1.5).toArray();
  }

  private void set(Op.Leaf leaf, double[] elements) {
    leaves = leaves.with(leaf, elements);
  }

  TrainedSpec input(double... elements) {
    return input("x", elements);
  }

  TrainedSpec input(String name, double... elements) {
    set(new Op.Input(name), elements);
    return this;
  }

  TrainedSpec target(double... elements) {
    set(new Op.Target("t"), elements);
    return this;
  }

  TrainedSpec state(String name, double... elements) {
    set(new Op.State(name), elements);
    return this;
  }

  TrainedSpec parameter(String name, double... elements) {
    set(new Op.Parameter(name), elements);
    return this;
  }

  List<String> variables() {
    return variables.stream().map(variable -> name(graph.op(variable))).toList();
  }

  /** An output of the network, in inference. */
  double[] output(String name) {
    return new GraphInterpreter(inference, leaves).output(name);
  }

  double[] loss() {
    return new GraphInterpreter(graph, leaves).output("loss");
  }

  double[] gradient(String name) {
    return new GraphInterpreter(graph, leaves).output("gradient." + name);
  }

  /** Asserts that all gradients are the quotients of differences. */
  void check() {
    for (Value variable : variables) {
      String gradient = "gradient." + name(graph.op(variable));
      Experiment.check(graph, "loss", variable, gradient, leaves);
    }
  }

  private static String name(Op op) {
    return op instanceof Op.Parameter parameter ? parameter.name() : ((Op.Input) op).name();
  }
}
