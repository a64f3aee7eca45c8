package dev.mlpc.compiler.generated;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Planner;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A classifier of dense layers with its derivative and its update, written by hand as the phases
 * before the planner would write them: relu inside, softmax at the end, crossEntropy for the loss.
 */
final class Perceptron {

  /** How it learns. */
  enum Optimizer {
    SGD,
    ADAM
  }

  private final String name;
  private final int[] widths;
  private final Optimizer optimizer;
  private final Span span;
  private final List<TensorDefinition> tensors = new ArrayList<>();

  private Perceptron(String name, Optimizer optimizer, int[] widths) {
    this.name = name;
    this.widths = widths.clone();
    this.optimizer = optimizer;
    String text = text();
    this.span = new Span(new Source(name.toLowerCase(java.util.Locale.ROOT) + ".mlp", text), 0, 7);
    for (int layer = 1; layer < widths.length; layer++) {
      int fanIn = widths[layer - 1];
      int fanOut = widths[layer];
      tensors.add(
          new TensorDefinition(
              layerName(layer) + ".weight",
              true,
              Shape.matrix(fanOut, fanIn),
              initializer(InitializerDefinition.Kind.GLOROT_UNIFORM, fanIn, fanOut),
              span));
      tensors.add(
          new TensorDefinition(
              layerName(layer) + ".bias",
              true,
              Shape.vector(fanOut),
              initializer(InitializerDefinition.Kind.ZEROS, fanIn, fanOut),
              span));
    }
  }

  /** A network of so many inputs, units in each layer, and classes. */
  static Perceptron of(String name, Optimizer optimizer, int... widths) {
    return new Perceptron(name, optimizer, widths);
  }

  /** The plan of its class. */
  Plan plan(Precision precision) {
    NetworkDefinition definition = definition(precision);
    return Planner.plan(definition, GeneratedNetworks.expand(graphs(definition)), precision);
  }

  NetworkDefinition definition(Precision precision) {
    Graph inference = inference();
    TrainingDefinition training =
        new TrainingDefinition(
            List.of(port("y", PortDefinition.Kind.CLASS, Shape.SCALAR, classes())),
            loss().build(),
            loss().build(),
            optimizer(),
            Optional.empty(),
            OptionalDouble.empty(),
            10,
            16,
            42,
            true,
            OptionalInt.empty(),
            Optional.empty(),
            List.of(new ReportDefinition("accuracy", 0, 0, 0)));
    return new NetworkDefinition(
        "com.acme",
        name,
        Optional.of("Tells " + classes() + " classes apart."),
        precision,
        List.of(port("x", PortDefinition.Kind.REAL, Shape.vector(widths[0]), 0)),
        List.of(port("p", PortDefinition.Kind.REAL, Shape.vector(classes()), 0)),
        tensors,
        inference,
        List.of(),
        Optional.of(training),
        Optional.empty(),
        span);
  }

  private OptimizerDefinition optimizer() {
    RateDefinition constant = RateDefinition.constant(rate());
    return optimizer == Optimizer.SGD
        ? new OptimizerDefinition.Sgd(constant, 0, false, 0)
        : new OptimizerDefinition.Adam(constant, 0.9, 0.999, 1e-8, 0, false);
  }

  Planner.Graphs graphs(NetworkDefinition definition) {
    TrainingDefinition training = definition.training().orElseThrow();
    return new Planner.Graphs(
        definition.inference(),
        Optional.of(
            new Planner.TrainingGraphs(
                step(), training.evaluation(), List.of(), Optional.of(gradients()))));
  }

  double rate() {
    return optimizer == Optimizer.SGD ? 0.1 : 0.01;
  }

  Graph inference() {
    GraphBuilder graph = new GraphBuilder();
    List<Value> sums = forward(graph);
    graph.output("p", probabilities(graph, sums.get(sums.size() - 1), named("p")));
    return graph.build();
  }

  private GraphBuilder loss() {
    GraphBuilder graph = new GraphBuilder();
    List<Value> sums = forward(graph);
    graph.output("loss", crossEntropy(graph, sums.get(sums.size() - 1)));
    return graph;
  }

  Graph gradients() {
    GraphBuilder graph = loss();
    List<Value> gradients = backward(graph);
    for (int i = 0; i < tensors.size(); i++) {
      graph.output("gradient." + tensors.get(i).name(), gradients.get(i));
    }
    return graph.build();
  }

  Graph step() {
    GraphBuilder graph = loss();
    List<Value> gradients = backward(graph);
    for (int i = 0; i < tensors.size(); i++) {
      Origin origin = new Origin(tensors.get(i).name(), Optional.of(span), Origin.Role.UPDATE);
      Value parameter = parameter(graph, i);
      if (optimizer == Optimizer.SGD) {
        sgd(graph, parameter, gradients.get(i), origin);
      } else {
        adam(graph, parameter, gradients.get(i), origin);
      }
    }
    return graph.build();
  }

  private void sgd(GraphBuilder graph, Value parameter, Value gradient, Origin origin) {
    Value rate = graph.leaf(new Op.Rate(), TensorType.real(Shape.SCALAR, false), origin);
    Value step = graph.binary(BinaryFunction.MULTIPLY, rate, gradient, origin);
    graph.update(parameter, graph.binary(BinaryFunction.SUBTRACT, parameter, step, origin));
  }

  private void adam(GraphBuilder graph, Value parameter, Value gradient, Origin origin) {
    TensorType once = TensorType.real(Shape.SCALAR, false);
    Value mean = moment(graph, "mean", parameter, gradient, 0.9, origin);
    Value square = graph.binary(BinaryFunction.MULTIPLY, gradient, gradient, origin);
    Value variance = moment(graph, "variance", parameter, square, 0.999, origin);
    Value first = graph.add(new Op.BiasCorrection(0.9), origin);
    Value second = graph.add(new Op.BiasCorrection(0.999), origin);
    Value rate = graph.leaf(new Op.Rate(), once, origin);
    Value size = graph.binary(BinaryFunction.DIVIDE, rate, first, origin);
    Value root =
        graph.binary(
            BinaryFunction.DIVIDE,
            graph.unary(UnaryFunction.SQRT, variance, origin),
            graph.unary(UnaryFunction.SQRT, second, origin),
            origin);
    Value divisor = graph.binary(BinaryFunction.ADD, root, graph.constant(1e-8, origin), origin);
    Value step =
        graph.binary(
            BinaryFunction.DIVIDE,
            graph.binary(BinaryFunction.MULTIPLY, size, mean, origin),
            divisor,
            origin);
    graph.update(parameter, graph.binary(BinaryFunction.SUBTRACT, parameter, step, origin));
  }

  /** m = β m + (1 - β) g. */
  private Value moment(
      GraphBuilder graph, String kind, Value parameter, Value g, double beta, Origin origin) {
    Value slot = graph.leaf(new Op.Slot(kind, origin.name()), parameter.type(), origin);
    Value kept = graph.binary(BinaryFunction.MULTIPLY, graph.constant(beta, origin), slot, origin);
    Value fresh =
        graph.binary(BinaryFunction.MULTIPLY, graph.constant(1 - beta, origin), g, origin);
    Value next = graph.binary(BinaryFunction.ADD, kept, fresh, origin);
    graph.update(slot, next);
    return next;
  }

  /** The sums z of each layer, and relu between them. */
  private List<Value> forward(GraphBuilder graph) {
    List<Value> sums = new ArrayList<>();
    for (int layer = 1; layer < widths.length; layer++) {
      Origin step = new Origin(layerName(layer), Optional.of(span), Origin.Role.STEP);
      Value in = input(graph, layer, sums);
      Value product = graph.add(new Op.MatMul(parameter(graph, 2 * layer - 2), in), step);
      Value sum = graph.binary(BinaryFunction.ADD, product, parameter(graph, 2 * layer - 1), step);
      if (layer == widths.length - 1) {
        graph.name(sum, named(layerName(layer)));
      }
      sums.add(sum);
    }
    return sums;
  }

  /** What flows into a layer. */
  private Value input(GraphBuilder graph, int layer, List<Value> sums) {
    if (layer == 1) {
      return graph.leaf(
          new Op.Input("x"), TensorType.real(Shape.vector(widths[0]), true), named("x"));
    }
    Origin origin = named(layerName(layer - 1));
    Value zero = graph.constant(0, origin);
    Value result = graph.binary(BinaryFunction.MAX, sums.get(layer - 2), zero, origin);
    graph.name(result, origin);
    return result;
  }

  private Value probabilities(GraphBuilder graph, Value sum, Origin origin) {
    Origin step = origin.withRole(Origin.Role.STEP);
    Value normalizer = graph.add(new Op.Reduce(Reduction.LOG_SUM_EXP, sum, 0), step);
    Value distance = graph.binary(BinaryFunction.SUBTRACT, sum, normalizer, step);
    return graph.unary(UnaryFunction.EXP, distance, origin);
  }

  private Value target(GraphBuilder graph) {
    TensorType type = new TensorType(TensorType.Element.INDEX, Shape.SCALAR, true);
    Value y = graph.leaf(new Op.Target("y"), type, named("y"));
    return graph.add(new Op.OneHot(y, classes()), named("y").withRole(Origin.Role.STEP));
  }

  private Value crossEntropy(GraphBuilder graph, Value sum) {
    Origin loss = named("loss");
    Origin step = loss.withRole(Origin.Role.STEP);
    Value normalizer = graph.add(new Op.Reduce(Reduction.LOG_SUM_EXP, sum, 0), step);
    Value hit =
        graph.add(
            new Op.Reduce(
                Reduction.SUM, graph.binary(BinaryFunction.MULTIPLY, sum, target(graph), step), 0),
            step);
    Value each = graph.binary(BinaryFunction.SUBTRACT, normalizer, hit, step);
    Value total = graph.add(new Op.SumOverBatch(each), step);
    return graph.binary(BinaryFunction.DIVIDE, total, graph.add(new Op.BatchSize(), step), loss);
  }

  /** The gradient of each tensor, in their order. */
  private List<Value> backward(GraphBuilder graph) {
    List<Value> sums = forward(graph);
    List<Value> gradients = new ArrayList<>();
    int last = widths.length - 1;
    Origin origin = gradient(layerName(last));
    Value missed =
        graph.binary(
            BinaryFunction.SUBTRACT,
            probabilities(graph, sums.get(last - 1), origin),
            target(graph),
            origin);
    Value size = graph.add(new Op.BatchSize(), origin);
    Value dz = graph.binary(BinaryFunction.DIVIDE, missed, size, origin);
    for (int layer = last; layer >= 1; layer--) {
      Origin ofWeight = gradient(layerName(layer) + ".weight");
      Origin ofBias = gradient(layerName(layer) + ".bias");
      Value in = input(graph, layer, sums);
      Value outer = graph.add(new Op.Outer(dz, in), ofWeight);
      gradients.add(0, graph.add(new Op.SumOverBatch(dz), ofBias));
      gradients.add(0, graph.add(new Op.SumOverBatch(outer), ofWeight));
      if (layer > 1) {
        Origin ofInput = gradient(layerName(layer - 1));
        Value turned = graph.add(new Op.Transpose(parameter(graph, 2 * layer - 2)), ofInput);
        Value da = graph.add(new Op.MatMul(turned, dz), ofInput);
        Value z = sums.get(layer - 2);
        Value zero = graph.constant(0, ofInput);
        Value zeros = graph.broadcast(zero, z.shape(), ofInput);
        Value active = graph.compare(Comparison.GREATER, z, zero, ofInput);
        dz = graph.add(new Op.Select(active, da, zeros), ofInput);
      }
    }
    return gradients;
  }

  private Value parameter(GraphBuilder graph, int number) {
    TensorDefinition tensor = tensors.get(number);
    return graph.leaf(
        new Op.Parameter(tensor.name()),
        TensorType.real(tensor.shape(), false),
        named(tensor.name()));
  }

  private int classes() {
    return widths[widths.length - 1];
  }

  private String layerName(int layer) {
    return layer == widths.length - 1 ? "logits" : widths.length == 3 ? "hidden" : "h" + layer;
  }

  private Origin named(String value) {
    return new Origin(value, Optional.of(span), Origin.Role.NAMED);
  }

  private Origin gradient(String value) {
    return new Origin(value, Optional.of(span), Origin.Role.GRADIENT);
  }

  private static InitializerDefinition initializer(
      InitializerDefinition.Kind kind, int fanIn, int fanOut) {
    return new InitializerDefinition(kind, List.of(), fanIn, fanOut);
  }

  private PortDefinition port(String port, PortDefinition.Kind kind, Shape shape, int classes) {
    return new PortDefinition(port, kind, shape, classes, List.of(), Optional.empty(), span);
  }

  /** What the spec would say. */
  private String text() {
    return "network " + name + "(x: f32[" + widths[0] + "]) -> (p: f32[" + classes() + "])\n";
  }
}
