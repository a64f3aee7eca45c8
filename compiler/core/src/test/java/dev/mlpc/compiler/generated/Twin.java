package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.emit.JavaEmitter;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.graph.Draws;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Team;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * One graph in two forms: generated code, and the interpreter that judges it. Both are given the
 * same numbers, drawn anew for each comparison.
 */
public final class Twin {
  private static final Span NOWHERE = new Span(new Source("twin.mlp", ""), 0, 0);
  private static final Origin ORIGIN = new Origin("out", Optional.empty(), Origin.Role.STEP);

  /** The indices that are drawn are 0, 1 and 2. */
  static final int CLASSES = 3;

  private static final int MOST_CLASSES = 1000;

  private final Graph inference;
  private final Optional<Graph> step;
  private final Precision precision;
  private final int batch;
  private final Team team;
  private final JavaSource source;
  private final Network network;
  private final List<TensorDefinition> tensors = new ArrayList<>();
  private final List<PortDefinition> inputs = new ArrayList<>();
  private final List<PortDefinition> targets = new ArrayList<>();
  private Leaves leaves = Leaves.ofBatch(0);

  /**
   * Compiles and loads.
   *
   * @param graph its outputs may be of any kind: they are repeated for each sample and made real
   * @param step with an output {@code loss}, and updates
   */
  public Twin(Graph graph, Optional<Graph> step, Precision precision) {
    this(graph, step, precision, 1, Team.ALONE);
  }

  /**
   * Compiles and loads what a team shares.
   *
   * @param batch how many samples the plan is made for, whatever comes
   */
  Twin(Graph graph, Optional<Graph> step, Precision precision, int batch, Team team) {
    this.batch = batch;
    this.team = team;
    this.inference = forPorts(graph);
    this.step = step;
    this.precision = precision;
    describe(inference);
    step.ifPresent(this::describe);
    NetworkDefinition definition = definition();
    Planner.Graphs graphs =
        new Planner.Graphs(
            inference,
            step.map(
                training ->
                    new Planner.TrainingGraphs(
                        training, lossOf(training), List.of(), Optional.empty())));
    Plan plan = Planner.plan(definition, GeneratedNetworks.expand(graphs), precision);
    this.source = JavaEmitter.emit(plan);
    this.network = GeneratedNetworks.load(plan);
  }

  static Twin of(Graph graph, Precision precision) {
    return new Twin(graph, Optional.empty(), precision);
  }

  private static Graph forPorts(Graph graph) {
    GraphBuilder builder = new GraphBuilder(graph);
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              Value real = value;
              if (value.type().element() == Element.INDEX) {
                real = builder.add(new Op.ToReal(value), ORIGIN);
              } else if (value.type().element() == Element.TRUTH) {
                Value one = builder.broadcast(builder.constant(1, ORIGIN), value.shape(), ORIGIN);
                Value zero = builder.broadcast(builder.constant(0, ORIGIN), value.shape(), ORIGIN);
                real = builder.add(new Op.Select(value, one, zero), ORIGIN);
              }
              builder.output(
                  name, real.batched() ? real : builder.add(new Op.RepeatOverBatch(real), ORIGIN));
            });
    return builder.build();
  }

  private static Graph lossOf(Graph step) {
    return new Graph(step.nodes(), Map.of("loss", step.output("loss")), List.of());
  }

  private void describe(Graph graph) {
    for (Node node : graph.nodes()) {
      Value value = node.value();
      if (node.op() instanceof Op.Input input) {
        add(inputs, port(input.name(), value, PortDefinition.Kind.INDEX));
      } else if (node.op() instanceof Op.Target target) {
        add(targets, port(target.name(), value, PortDefinition.Kind.CLASS));
      } else if (node.op() instanceof Op.Parameter parameter) {
        add(tensors, tensor(parameter.name(), value, true));
      } else if (node.op() instanceof Op.State state) {
        add(tensors, tensor(state.name(), value, false));
      }
    }
  }

  private static <T> void add(List<T> list, T element) {
    if (!list.contains(element)) {
      list.add(element);
    }
  }

  private static PortDefinition port(String name, Value value, PortDefinition.Kind integers) {
    boolean real = value.type().element() == Element.REAL;
    return new PortDefinition(
        name,
        real ? PortDefinition.Kind.REAL : integers,
        value.shape(),
        real ? 0 : MOST_CLASSES,
        List.of(),
        Optional.empty(),
        NOWHERE);
  }

  private static TensorDefinition tensor(String name, Value value, boolean learned) {
    InitializerDefinition zeros =
        new InitializerDefinition(InitializerDefinition.Kind.ZEROS, List.of(), 1, 1);
    return new TensorDefinition(name, learned, value.shape(), zeros, NOWHERE);
  }

  private NetworkDefinition definition() {
    List<PortDefinition> outputs = new ArrayList<>();
    inference
        .outputs()
        .forEach((name, value) -> outputs.add(port(name, value, PortDefinition.Kind.INDEX)));
    RateDefinition rate = RateDefinition.constant(leaves.rate());
    Optional<TrainingDefinition> training =
        step.map(
            graph ->
                new TrainingDefinition(
                    targets,
                    lossOf(graph),
                    lossOf(graph),
                    new OptimizerDefinition.Sgd(rate, 0, false, 0),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    1,
                    batch,
                    0,
                    false,
                    OptionalInt.empty(),
                    Optional.empty(),
                    List.of()));
    return new NetworkDefinition(
        "twin",
        "Twin",
        Optional.empty(),
        precision,
        inputs,
        outputs,
        tensors,
        inference,
        List.of(),
        training,
        Optional.empty(),
        NOWHERE);
  }

  /** The generated class. */
  JavaSource source() {
    return source;
  }

  /** Draws inputs, parameters and positive states, and compares what both predict. */
  public void comparePredictions(int samples, long seed) {
    draw(samples, seed);
    Batch in = batch(network.signature().inputs(), samples, false);
    Batch out = new Batch(network.signature().outputs(), samples);
    network.predict(in, out, network.newWorkspace(team));
    assertThat(out.size()).isEqualTo(samples);
    GraphInterpreter interpreter = new GraphInterpreter(inference, leaves);
    for (int i = 0; i < out.ports().size(); i++) {
      String name = out.ports().get(i).name();
      compare(name + " of " + samples, reals(out, i), interpreter.output(name));
    }
  }

  /** Draws all, takes some steps, and compares losses, tensors and slots after each. */
  public void compareSteps(int samples, int steps, long seed) {
    draw(samples, seed);
    compareSteps(steps);
  }

  /** Takes some steps from given leaves, and compares losses, tensors and slots after each. */
  void compareSteps(Leaves given, int steps) {
    leaves = given;
    network.tensors().forEach(tensor -> tensor.set(leaves.of(leaf(tensor.name()))));
    compareSteps(steps);
  }

  private void compareSteps(int steps) {
    Graph graph = step.orElseThrow();
    int samples = leaves.samples();
    Trainer trainer = network.newTrainer(team);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Slot slot) {
        leaves = leaves.with(slot, new double[node.value().shape().size()]);
      }
    }
    Batch in = batch(network.signature().inputs(), samples, false);
    Batch wanted = batch(network.signature().targets(), samples, true);
    for (int i = 1; i <= steps; i++) {
      leaves = leaves.withDraws(precision == Precision.F32 ? Draws.f32(0, i) : Draws.f64(0, i));
      GraphInterpreter interpreter = new GraphInterpreter(graph, leaves.withStep(i));
      String when = " after step " + i + " of " + samples;
      compare("loss" + when, new double[] {trainer.step(in, wanted)}, interpreter.output("loss"));
      leaves = interpreter.update();
      for (Tensor tensor : network.tensors()) {
        compare(tensor.name() + when, tensor.toDoubles(), leaves.of(leaf(tensor.name())));
      }
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Op.Slot slot) {
          Tensor state =
              trainer.state().stream()
                  .filter(t -> t.name().equals(slot.parameter() + "." + slot.kind()))
                  .findFirst()
                  .orElseThrow();
          compare(state.name() + when, state.toDoubles(), leaves.of(slot));
        }
      }
    }
  }

  private Op.Leaf leaf(String tensor) {
    return tensors.stream().anyMatch(t -> t.name().equals(tensor) && t.learned())
        ? new Op.Parameter(tensor)
        : new Op.State(tensor);
  }

  private void draw(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    leaves = Leaves.ofBatch(samples);
    for (PortDefinition port : inputs) {
      leaves = leaves.with(new Op.Input(port.name()), elements(port, samples, random));
    }
    for (PortDefinition port : targets) {
      leaves = leaves.with(new Op.Target(port.name()), elements(port, samples, random));
    }
    for (Tensor tensor : network.tensors()) {
      double[] values = new double[tensor.size()];
      for (int i = 0; i < values.length; i++) {
        double value = real(random);
        values[i] = leaf(tensor.name()) instanceof Op.State ? 0.5 + Math.abs(value) : value;
      }
      tensor.set(values);
      leaves = leaves.with(leaf(tensor.name()), values);
    }
  }

  private double[] elements(PortDefinition port, int samples, SplittableRandom random) {
    double[] result = new double[samples * port.shape().size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = port.kind() == PortDefinition.Kind.REAL ? real(random) : random.nextInt(CLASSES);
    }
    return result;
  }

  private double real(SplittableRandom random) {
    float value = (float) (random.nextDouble() * 2 - 1);
    return precision == Precision.F32 ? value : value + 1e-9 * random.nextDouble();
  }

  private Batch batch(List<Port> ports, int samples, boolean wanted) {
    Batch batch = new Batch(ports, samples);
    batch.resize(samples);
    for (int p = 0; p < ports.size(); p++) {
      String name = ports.get(p).name();
      double[] values = leaves.of(wanted ? new Op.Target(name) : new Op.Input(name));
      for (int i = 0; i < values.length; i++) {
        switch (ports.get(p).kind()) {
          case F32 -> batch.floats(p)[i] = (float) values[i];
          case F64 -> batch.doubles(p)[i] = values[i];
          case INDEX, CLASS -> batch.indices(p)[i] = (int) values[i];
        }
      }
    }
    return batch;
  }

  private static double[] reals(Batch batch, int port) {
    int length = batch.size() * batch.ports().get(port).width();
    double[] result = new double[length];
    for (int i = 0; i < length; i++) {
      result[i] =
          batch.ports().get(port).kind() == Port.Kind.F32
              ? batch.floats(port)[i]
              : batch.doubles(port)[i];
    }
    return result;
  }

  private void compare(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double greatest = 1;
    for (double value : expected) {
      greatest = Double.isFinite(value) ? Math.max(greatest, Math.abs(value)) : greatest;
    }
    double allowed = greatest * (precision == Precision.F32 ? 1e-5 : 1e-12);
    for (int i = 0; i < actual.length; i++) {
      boolean alike =
          Math.abs(actual[i] - expected[i]) <= allowed
              || Double.compare(actual[i], expected[i]) == 0;
      if (!alike) {
        throw new AssertionError(
            "%s, element %d is %s, but must be %s\n%s"
                .formatted(what, i, actual[i], expected[i], source.text()));
      }
    }
  }
}
