package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.Measurement;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One graph on its way: what a network comes to in inference, or in training. */
final class Unfolding {
  private final Reports reports;
  private final Precision precision;
  private final boolean training;
  private final GraphBuilder builder = new GraphBuilder();
  private final Map<String, TensorDefinition> tensors = new LinkedHashMap<>();
  private final Map<Value, Name> names = new HashMap<>();
  private final Map<Value, Value> softmaxInputs = new HashMap<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<Value, String> measuredMeans = new LinkedHashMap<>();
  private final Map<Value, String> measuredDeviations = new LinkedHashMap<>();
  private final Map<Value, Value> updates = new LinkedHashMap<>();
  private long elements;
  private int uses;
  private int depth;
  private int streams;
  private boolean inLoss;

  /** A name, and how many uses deep it was given: the outermost stays. */
  private record Name(Origin origin, int depth) {}

  Unfolding(Reports reports, Precision precision, boolean training) {
    this.reports = reports;
    this.precision = precision;
    this.training = training;
  }

  Reports reports() {
    return reports;
  }

  Precision precision() {
    return precision;
  }

  boolean isTraining() {
    return training;
  }

  /** From here on the loss is unfolded: it has penalties, and nothing of its own to learn. */
  void beginLoss() {
    inLoss = true;
  }

  boolean isInLoss() {
    return inLoss;
  }

  GraphBuilder builder() {
    return builder;
  }

  /** Adds what {@code op} computes. */
  Value add(Op op, Site site) {
    return counted(builder.add(op, site.origin()), site.frame(), site.origin().span());
  }

  /** Adds an input or target. */
  Value leaf(Op.Leaf op, TensorType type, Origin origin) {
    return builder.leaf(op, type, origin);
  }

  private Value counted(Value value, Frame frame, Optional<Span> span) {
    if (value.id() >= Limits.NODES) {
      throw limit(
          frame,
          span.orElseThrow(),
          "the network has more than %,d operations".formatted(Limits.NODES));
    }
    return value;
  }

  /** Adds a parameter or state, or finds the one that a shared layer made before. */
  Optional<Value> tensor(
      Frame frame,
      dev.mlpc.compiler.syntax.Name name,
      boolean learned,
      Shape shape,
      InitializerDefinition initializer,
      Span span) {
    String qualified = frame.qualified(name.text());
    TensorDefinition before = tensors.get(qualified);
    if (before != null && !mayShare(frame, name.span(), before, shape)) {
      return Optional.empty();
    }
    if (before == null) {
      elements += shape.size();
      if (elements > Limits.PARAMETERS) {
        throw limit(
            frame, span, "the network has more than %,d parameters".formatted(Limits.PARAMETERS));
      }
      tensors.put(qualified, new TensorDefinition(qualified, learned, shape, initializer, span));
    }
    Op.Leaf op = learned ? new Op.Parameter(qualified) : new Op.State(qualified);
    Origin origin = new Origin(qualified, Optional.of(span), Origin.Role.NAMED);
    return Optional.of(
        counted(builder.leaf(op, TensorType.real(shape, false), origin), frame, Optional.of(span)));
  }

  private boolean mayShare(Frame frame, Span span, TensorDefinition before, Shape shape) {
    if (!frame.isShared()) {
      reports.report(
          frame,
          Diagnostic.error(
                  Code.REDEFINED,
                  span,
                  "there is a parameter `%s` already".formatted(before.name()))
              .withNote(before.span(), "`%s` is made here".formatted(before.name())));
      return false;
    }
    if (!before.shape().equals(shape)) {
      reports.report(
          frame,
          Diagnostic.error(
                  Code.SHAPE_MISMATCH,
                  span,
                  "`%s` is shared, but would be %s here and %s there"
                      .formatted(
                          before.name(),
                          Types.real(shape, precision),
                          Types.real(before.shape(), precision)))
              .withNote(before.span(), "`%s` gets its shape here".formatted(before.name())));
      return false;
    }
    return true;
  }

  /** Says what a body calls a value. Names of the prelude's own bodies are nobody's. */
  void name(Value value, Origin origin, Frame frame) {
    if (frame.library().isPrelude()) {
      return;
    }
    Name name = new Name(origin, frame.depth());
    names.merge(value, name, (a, b) -> b.depth < a.depth ? b : a);
  }

  /** Remembers that a value is the softmax of another. */
  void rememberSoftmax(Value softmax, Value input) {
    softmaxInputs.put(softmax, input);
  }

  Optional<Value> softmaxInput(Value value) {
    return Optional.ofNullable(softmaxInputs.get(value));
  }

  /** What a state is by now: what an earlier use of a shared layer made of it, or what it was. */
  Value current(Value state) {
    return updates.getOrDefault(state, state);
  }

  /** Lets a state be another after this training step. */
  void update(Value state, Value value) {
    updates.put(state, value);
  }

  /** A number that tells the draws of one dropout from those of another. */
  int newStream() {
    return streams++;
  }

  /** Remembers that a state becomes the mean or deviation of a value when training begins. */
  void measure(String state, Meaning.Measured measured) {
    (measured.deviation() ? measuredDeviations : measuredMeans).put(measured.value(), state);
    String mean = measuredMeans.get(measured.value());
    String deviation = measuredDeviations.get(measured.value());
    if (mean != null && deviation != null) {
      Value x = measured.value();
      measurements.add(new Measurement(graph(Map.of("x", x)), mean, deviation));
    }
  }

  /** The states that are measured alone: the mean without the deviation, or the other way round. */
  List<TensorDefinition> halfMeasured() {
    List<TensorDefinition> states = new ArrayList<>();
    measuredMeans.forEach(
        (x, state) -> {
          if (!measuredDeviations.containsKey(x)) {
            states.add(tensors.get(state));
          }
        });
    measuredDeviations.forEach(
        (x, state) -> {
          if (!measuredMeans.containsKey(x)) {
            states.add(tensors.get(state));
          }
        });
    return states;
  }

  /** The parameters that penalties are of: weights, and not biases. */
  List<Value> weights() {
    List<Value> weights = new ArrayList<>();
    for (TensorDefinition tensor : tensors.values()) {
      if (tensor.learned() && tensor.shape().rank() >= 2) {
        weights.add(
            builder.leaf(
                new Op.Parameter(tensor.name()),
                TensorType.real(tensor.shape(), false),
                new Origin(tensor.name(), Optional.of(tensor.span()), Origin.Role.NAMED)));
      }
    }
    return weights;
  }

  List<Measurement> measurements() {
    return measurements;
  }

  Map<String, TensorDefinition> tensors() {
    return tensors;
  }

  /** Counts a use of a layer, activation or loss. */
  void use(Frame frame, Span call) {
    if (++uses > Limits.USES) {
      throw limit(
          frame,
          call,
          "the network uses more than %,d layers and functions".formatted(Limits.USES));
    }
    if (frame.depth() >= Limits.NESTING) {
      throw limit(frame, call, "layers are nested more than %d deep".formatted(Limits.NESTING));
    }
  }

  /** One expression deeper; {@link #leave} again. */
  void enter(Frame frame, Span span) {
    if (++depth > Limits.DEPTH) {
      depth = 0;
      throw limit(frame, span, "the network is nested too deeply");
    }
  }

  void leave() {
    depth--;
  }

  LimitReached limit(Frame frame, Span span, String message) {
    reports.report(frame, Diagnostic.error(Code.LIMIT, span, message));
    return new LimitReached();
  }

  /**
   * The graph as far as it has come, with these outputs, and in training what becomes of states.
   */
  Graph graph(Map<String, Value> outputs) {
    names.forEach((value, name) -> builder.name(value, name.origin));
    List<Graph.Update> changes = new ArrayList<>();
    updates.forEach((state, value) -> changes.add(new Graph.Update(state, value)));
    return new Graph(builder.build().nodes(), outputs, changes);
  }
}
