package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.plan.Buffer.Storage;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the graphs of a network into the plan of a class. */
public final class Planner {
  /** Intermediate values of one chunk of samples should stay in the second-level cache. */
  private static final int CHUNK_ELEMENTS = 32_768;

  /** Samples of a batch where a spec does not say it. */
  private static final int USUAL_BATCH = 64;

  private static final int MOST_SAMPLES = 128;

  /** What generated code calls its own fields, parameters and locals: a port gets another name. */
  private static final Set<String> OWN_NAMES =
      Set.of(
          "ENGINES",
          "LABELS",
          "LANES",
          "NUMBERS",
          "SPECIES",
          "SETTINGS",
          "SIGNATURE",
          "all",
          "averaged",
          "begin",
          "best",
          "beta",
          "capacity",
          "differentiated",
          "each",
          "end",
          "engine",
          "lane",
          "own",
          "phase",
          "file",
          "first",
          "i",
          "index",
          "inputs",
          "j",
          "k",
          "l",
          "member",
          "n",
          "network",
          "outputs",
          "power",
          "rate",
          "result",
          "s",
          "schedule",
          "scratch",
          "seed",
          "settings",
          "steps",
          "square",
          "stream",
          "targets",
          "team",
          "tensors",
          "total",
          "used",
          "watched",
          "workspace");

  private final NetworkDefinition definition;
  private final Graphs graphs;
  private final EngineKind engine;
  private final Layouts layouts;
  private final Sharing sharing;
  private final Names fields;
  private final Map<Op, Buffer> given = new HashMap<>();
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final List<StoredTensor> slots = new ArrayList<>();
  private final List<Engine.Average> averages = new ArrayList<>();

  /**
   * The graphs of one network.
   *
   * @param inference from the inputs to the outputs
   * @param training what a trainer needs, if there is one
   */
  public record Graphs(Graph inference, Optional<TrainingGraphs> training) {}

  /**
   * The graphs of a trainer.
   *
   * @param step loss, and updates of parameters and slots
   * @param evaluation the loss in inference
   * @param measurements one a measurement
   * @param gradients loss and gradients, if asked for
   */
  public record TrainingGraphs(
      Graph step, Graph evaluation, List<Graph> measurements, Optional<Graph> gradients) {
    public TrainingGraphs {
      measurements = List.copyOf(measurements);
    }
  }

  private Planner(NetworkDefinition definition, Graphs graphs, EngineKind engine) {
    this.definition = definition;
    this.graphs = graphs;
    this.engine = engine;
    Set<String> own = new HashSet<>(OWN_NAMES);
    own.add(definition.name());
    this.fields = new Names(own);
    List<Graph> all = new ArrayList<>(List.of(graphs.inference()));
    graphs
        .training()
        .ifPresent(
            training -> {
              all.add(training.step());
              all.add(training.evaluation());
              all.addAll(training.measurements());
              training.gradients().ifPresent(all::add);
            });
    this.layouts = Layouts.choose(engine, graphs.inference(), all);
    this.sharing =
        Sharing.of(all, definition.training().map(TrainingDefinition::batch).orElse(USUAL_BATCH));
  }

  /** Plans the class of one network. */
  public static Plan plan(NetworkDefinition definition, Graphs graphs, Precision precision) {
    return new Plan(
        definition,
        precision,
        Fingerprint.of(definition),
        new Planner(definition, graphs, EngineKind.PORTABLE).plan(),
        new Planner(definition, graphs, EngineKind.VECTOR).plan());
  }

  private Engine plan() {
    definition.inputs().forEach(port -> givePort(port, new Op.Input(port.name())));
    Map<String, Buffer> wanted = new LinkedHashMap<>();
    for (PortDefinition port : definition.outputs()) {
      wanted.put(port.name(), portBuffer(port, Storage.WANTED));
    }
    definition
        .training()
        .ifPresent(
            training ->
                training.targets().forEach(port -> givePort(port, new Op.Target(port.name()))));
    definition.tensors().forEach(this::giveTensor);
    graphs.training().ifPresent(training -> giveSlots(training.step()));
    Set<String> reserved = new HashSet<>(Registry.reservedMethods());
    reserved.add(definition.name());
    Names methods = new Names(reserved);
    Registry inWorkspace = new Registry(methods, new Names(fields));
    Program predict =
        new ProgramPlanner(graphs.inference(), engine, layouts, inWorkspace, sharing)
            .plan(given, wanted);
    Optional<Program> predictOne =
        engine == EngineKind.VECTOR && isBySample(graphs.inference())
            ? Optional.of(
                new ProgramPlanner(
                        graphs.inference(),
                        EngineKind.ONE_SAMPLE,
                        layouts,
                        inWorkspace,
                        Sharing.NONE)
                    .plan(given, wanted))
            : Optional.empty();
    Names ofTrainer = new Names(fields);
    wanted.values().forEach(buffer -> ofTrainer.release(buffer.name()));
    Registry inTrainer = new Registry(ofTrainer, inWorkspace);
    return new Engine(
        tensors,
        chunk(predict),
        predict,
        predictOne,
        graphs.training().map(training -> train(training, inTrainer)));
  }

  /** Whether what is predicted for a sample does not depend on the others of its batch. */
  private static boolean isBySample(Graph graph) {
    Uses uses = new Uses(graph);
    return graph.nodes().stream()
        .filter(node -> uses.isLive(node.value()))
        .noneMatch(
            node -> node.op() instanceof Op.SumOverBatch || node.op() instanceof Op.BatchSize);
  }

  private Engine.Training train(TrainingGraphs training, Registry registry) {
    Program step = program(training.step(), registry);
    Program evaluate = program(training.evaluation(), registry);
    List<Program> measure =
        training.measurements().stream().map(graph -> program(graph, registry)).toList();
    Optional<Program> gradients = training.gradients().map(graph -> program(graph, registry));
    return new Engine.Training(slots, averages, step, evaluate, measure, gradients);
  }

  private Program program(Graph graph, Registry registry) {
    return new ProgramPlanner(graph, engine, layouts, registry, sharing).plan(given, Map.of());
  }

  private void givePort(PortDefinition port, Op op) {
    given.put(op, portBuffer(port, Storage.GIVEN));
  }

  private Buffer portBuffer(PortDefinition port, Storage storage) {
    String name = fields.claim(port.name());
    fields.claim(Names.join(name, "offset"));
    return new Buffer(
        name,
        storage,
        port.name(),
        port.kind() != PortDefinition.Kind.REAL,
        port.shape().size(),
        true,
        Order.ROWS);
  }

  private void giveTensor(TensorDefinition tensor) {
    Shape shape = tensor.shape();
    Order order = Layouts.order(engine, shape, layouts.isTransposed(tensor.name()));
    StoredTensor stored =
        new StoredTensor(
            tensor.name(), fields.claim(tensor.name()), shape, order, order.length(shape));
    tensors.add(stored);
    Op op = tensor.learned() ? new Op.Parameter(tensor.name()) : new Op.State(tensor.name());
    given.put(op, stored.buffer(Storage.TENSOR));
  }

  private void giveSlots(Graph step) {
    for (Node node : step.nodes()) {
      if (node.op() instanceof Op.Slot slot) {
        Shape shape = node.value().shape();
        String name = Names.join(slot.parameter(), slot.kind());
        Order order = Layouts.order(engine, shape, layouts.isTransposed(slot, shape));
        StoredTensor stored =
            new StoredTensor(name, fields.claim(name), shape, order, order.length(shape));
        slots.add(stored);
        if (slot.kind().equals(Op.Slot.AVERAGE)) {
          averages.add(new Engine.Average(tensor(slot.parameter()), stored));
        }
        given.put(slot, stored.buffer(Storage.SLOT));
      }
    }
  }

  private StoredTensor tensor(String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
  }

  private int chunk(Program predict) {
    int width =
        predict.buffers(Storage.SCRATCH).stream()
            .filter(Buffer::batched)
            .mapToInt(Buffer::width)
            .sum();
    boolean vector = engine == EngineKind.VECTOR;
    int weights = tensors.stream().mapToInt(StoredTensor::length).sum();
    // What all samples of a chunk share is read once a chunk: large weights are worth a larger one.
    int elements = vector ? Math.max(CHUNK_ELEMENTS, weights) : CHUNK_ELEMENTS;
    int samples = elements / Math.max(1, width);
    int fewest = vector ? Order.BLOCK : 1;
    return Math.max(fewest, Math.min(MOST_SAMPLES, Integer.highestOneBit(Math.max(1, samples))));
  }
}
