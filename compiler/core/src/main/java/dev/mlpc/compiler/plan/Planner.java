package dev.mlpc.compiler.plan;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
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

  /** What generated code calls its own fields, parameters and locals: a port gets another name. */
  private static final Set<String> OWN_NAMES =
      Set.of(
          "LABELS",
          "SETTINGS",
          "SIGNATURE",
          "all",
          "averaged",
          "best",
          "beta",
          "capacity",
          "differentiated",
          "file",
          "first",
          "i",
          "index",
          "inputs",
          "j",
          "k",
          "l",
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
          "tensors",
          "total",
          "used",
          "watched",
          "workspace");

  private final NetworkDefinition definition;
  private final Graphs graphs;
  private final Precision precision;
  private final Layouts layouts;
  private final Names fields = new Names(OWN_NAMES);
  private final Map<Op, Buffer> given = new HashMap<>();
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final List<StoredTensor> slots = new ArrayList<>();
  private final List<Plan.Average> averages = new ArrayList<>();

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

  private Planner(NetworkDefinition definition, Graphs graphs, Precision precision) {
    this.definition = definition;
    this.graphs = graphs;
    this.precision = precision;
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
    this.layouts = Layouts.choose(graphs.inference(), all);
  }

  /** Plans the class of one network. */
  public static Plan plan(NetworkDefinition definition, Graphs graphs, Precision precision) {
    return new Planner(definition, graphs, precision).plan();
  }

  private Plan plan() {
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
        new ProgramPlanner(graphs.inference(), layouts, inWorkspace).plan(given, wanted);
    Names ofTrainer = new Names(fields);
    wanted.values().forEach(buffer -> ofTrainer.release(buffer.name()));
    Registry inTrainer = new Registry(ofTrainer, inWorkspace);
    return new Plan(
        definition,
        precision,
        Fingerprint.of(definition),
        tensors,
        chunk(predict),
        predict,
        graphs.training().map(training -> train(training, inTrainer)));
  }

  private Plan.Training train(TrainingGraphs training, Registry registry) {
    Program step = program(training.step(), registry);
    Program evaluate = program(training.evaluation(), registry);
    List<Program> measure =
        training.measurements().stream().map(graph -> program(graph, registry)).toList();
    Optional<Program> gradients = training.gradients().map(graph -> program(graph, registry));
    return new Plan.Training(slots, averages, step, evaluate, measure, gradients);
  }

  private Program program(Graph graph, Registry registry) {
    return new ProgramPlanner(graph, layouts, registry).plan(given, Map.of());
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
        false);
  }

  private void giveTensor(TensorDefinition tensor) {
    StoredTensor stored =
        new StoredTensor(
            tensor.name(),
            fields.claim(tensor.name()),
            tensor.shape(),
            layouts.isTransposed(tensor.name()));
    tensors.add(stored);
    Op op = tensor.learned() ? new Op.Parameter(tensor.name()) : new Op.State(tensor.name());
    given.put(op, buffer(stored, Storage.TENSOR));
  }

  private void giveSlots(Graph step) {
    for (Node node : step.nodes()) {
      if (node.op() instanceof Op.Slot slot) {
        Shape shape = node.value().shape();
        String name = Names.join(slot.parameter(), slot.kind());
        StoredTensor stored =
            new StoredTensor(name, fields.claim(name), shape, layouts.isTransposed(slot, shape));
        slots.add(stored);
        if (slot.kind().equals(Op.Slot.AVERAGE)) {
          averages.add(new Plan.Average(tensor(slot.parameter()), stored));
        }
        given.put(slot, buffer(stored, Storage.SLOT));
      }
    }
  }

  private StoredTensor tensor(String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
  }

  private static Buffer buffer(StoredTensor stored, Storage storage) {
    return new Buffer(
        stored.field(),
        storage,
        stored.name(),
        false,
        stored.shape().size(),
        false,
        stored.transposed());
  }

  private static int chunk(Program predict) {
    int width =
        predict.buffers(Storage.SCRATCH).stream()
            .filter(Buffer::batched)
            .mapToInt(Buffer::width)
            .sum();
    int samples = CHUNK_ELEMENTS / Math.max(1, width);
    return Math.max(1, Math.min(256, Integer.highestOneBit(Math.max(1, samples))));
  }
}
