package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.definition.Measurement;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Declaration;
import dev.mlpc.compiler.syntax.Declaration.Entry;
import dev.mlpc.compiler.syntax.Declaration.Port;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Unfolds a network into its graphs. */
final class NetworkGraphs {
  private final Library library;
  private final Reports reports;
  private final Precision precision;
  private final Declaration.Network network;

  NetworkGraphs(
      Library library, Reports reports, Precision precision, Declaration.Network network) {
    this.library = library;
    this.reports = reports;
    this.precision = precision;
    this.network = network;
  }

  /**
   * What a network comes to.
   *
   * @param tensors parameters and states, in the order of the spec
   * @param loss in training; there if a loss was given
   * @param evaluation the loss in inference; there if a loss was given
   */
  record Graphs(
      Graph inference,
      List<TensorDefinition> tensors,
      List<Measurement> measurements,
      Optional<Graph> loss,
      Optional<Graph> evaluation) {}

  /**
   * A loss as it is written.
   *
   * @param declared all targets, also those whose types are wrong
   * @param targets those whose types are right
   */
  record Loss(Expression expression, List<Entry.Target> declared, List<PortDefinition> targets) {
    Loss {
      declared = List.copyOf(declared);
      targets = List.copyOf(targets);
    }
  }

  /** The graphs; none if there is a mistake, which is reported. */
  Optional<Graphs> unfold(
      List<PortDefinition> inputs, List<PortDefinition> outputs, Optional<Loss> loss) {
    try {
      Pass inference = new Pass(false, inputs);
      Optional<Map<String, Value>> values = inference.outputs(outputs);
      Optional<Graph> forward = values.map(inference.unfolding::graph);
      Optional<Graph> evaluation = loss.flatMap(inference::loss);
      if (forward.isEmpty() || (loss.isPresent() && evaluation.isEmpty())) {
        return Optional.empty();
      }
      Pass training = new Pass(true, inputs);
      training.outputs(outputs);
      Optional<Graph> step = loss.flatMap(training::loss);
      Map<String, TensorDefinition> tensors = new LinkedHashMap<>(inference.unfolding.tensors());
      training.unfolding.tensors().forEach(tensors::putIfAbsent);
      return Optional.of(
          new Graphs(
              forward.get(),
              List.copyOf(tensors.values()),
              inference.unfolding.measurements(),
              step,
              evaluation));
    } catch (LimitReached e) {
      return Optional.empty();
    }
  }

  /** The network unfolded once: as it is in training, or as it is in inference. */
  private final class Pass {
    private final Unfolding unfolding;
    private final Expressions expressions;
    private final Frame frame = new Frame(library, "");

    Pass(boolean training, List<PortDefinition> inputs) {
      unfolding = new Unfolding(reports, precision, training);
      expressions = new Expressions(unfolding);
      for (PortDefinition input : inputs) {
        bind(frame, new Op.Input(input.name()), input, nameSpan(input.name(), network.inputs()));
      }
      for (Port port : network.inputs()) {
        if (frame.binding(port.name().text()).isEmpty()) {
          frame.bind(port.name().text(), Meaning.broken(), port.name().span());
        }
      }
      expressions.bodies().unfoldNetwork(network.body(), frame);
      unfolding.halfMeasured().forEach(this::refuseHalf);
    }

    private static Span nameSpan(String name, List<Port> ports) {
      return ports.stream()
          .filter(port -> port.name().text().equals(name))
          .findFirst()
          .orElseThrow()
          .name()
          .span();
    }

    private void refuseHalf(TensorDefinition state) {
      reports.fail(
          frame,
          Code.NOT_SUPPORTED,
          state.span(),
          "the state `%s` needs its counterpart: meanOf and deviationOf of a value go together"
              .formatted(state.name()));
    }

    private void bind(Frame into, Op.Leaf op, PortDefinition port, Span span) {
      Element element = port.kind() == PortDefinition.Kind.REAL ? Element.REAL : Element.INDEX;
      Origin origin = new Origin(port.name(), Optional.of(port.span()), Origin.Role.NAMED);
      Value value = unfolding.leaf(op, new TensorType(element, port.shape(), true), origin);
      Optional<Meaning.Category> category =
          switch (port.kind()) {
            case REAL -> Optional.empty();
            case INDEX -> Optional.of(new Meaning.Category("index", port.classes()));
            case CLASS -> Optional.of(new Meaning.Category("class", port.classes()));
          };
      into.bind(port.name(), new Meaning.Tensor(value, category), span);
    }

    /** The values of the outputs by name; none if one is not as it must be. */
    Optional<Map<String, Value>> outputs(List<PortDefinition> outputs) {
      Map<String, Value> values = new LinkedHashMap<>();
      for (Port port : network.outputs()) {
        for (PortDefinition output : outputs) {
          if (output.name().equals(port.name().text())) {
            output(port, output).ifPresent(value -> values.put(output.name(), value));
          }
        }
      }
      return values.size() == network.outputs().size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Value> output(Port port, PortDefinition output) {
      Origin origin = new Origin(output.name(), Optional.of(port.span()), Origin.Role.STEP);
      Site site = new Site(frame, origin, Instances.none(frame));
      Ports ports = new Ports(unfolding);
      Optional<Value> value =
          ports
              .defined(port, frame, site)
              .flatMap(found -> ports.shaped(port, found, output.shape(), frame, site))
              .map(
                  found ->
                      found.batched() ? found : unfolding.add(new Op.RepeatOverBatch(found), site));
      Span span = frame.binding(output.name()).map(Frame.Binding::span).orElse(port.name().span());
      Meaning meaning = value.<Meaning>map(Meaning.Tensor::of).orElse(Meaning.broken());
      frame.bind(output.name(), meaning, span);
      value.ifPresent(found -> unfolding.name(found, origin.withRole(Origin.Role.NAMED), frame));
      return value;
    }

    /** The graph of the loss of a batch; none if there is a mistake in it. */
    Optional<Graph> loss(Loss written) {
      Expression expression = written.expression();
      unfolding.beginLoss();
      Frame names = new Frame(library, "");
      names.bindAll(frame);
      written.declared().forEach(target -> bindTarget(target.name(), written.targets(), names));
      Origin origin = new Origin("loss", Optional.of(expression.span()), Origin.Role.STEP);
      Site site = new Site(names, origin, Instances.ofStatement(expression, "loss", names));
      Given loss = expressions.given(expression, site);
      Operands operands = new Operands(unfolding);
      return operands
          .real(loss, site)
          .flatMap(value -> scalar(value, loss, operands, site))
          .map(value -> new BatchMean(unfolding, site).of(value))
          .map(
              value -> {
                unfolding.name(value, origin.withRole(Origin.Role.NAMED), names);
                return unfolding.graph(Map.of("loss", value));
              });
    }

    private void bindTarget(Name name, List<PortDefinition> targets, Frame names) {
      Optional<Frame.Binding> before = names.binding(name.text());
      if (before.isPresent()) {
        reports.report(
            frame,
            Diagnostic.error(
                    Code.REDEFINED,
                    name.span(),
                    "the target `%s` has the name of a value of the network".formatted(name))
                .withNote(before.get().span(), "`%s` is defined here".formatted(name))
                .withHelp("give the target another name"));
      }
      names.bind(name.text(), Meaning.broken(), name.span());
      for (PortDefinition target : targets) {
        if (before.isEmpty() && target.name().equals(name.text())) {
          bind(names, new Op.Target(target.name()), target, name.span());
        }
      }
    }

    private Optional<Value> scalar(Value value, Given loss, Operands operands, Site site) {
      if (value.shape().size() == 1) {
        return Optional.of(operands.reshaped(value, Shape.SCALAR, site));
      }
      reports.report(
          frame,
          Diagnostic.error(
                  Code.LOSS_NOT_SCALAR,
                  loss.span(),
                  "the loss must be one number for each sample, but `%s` is %s"
                      .formatted(Excerpt.of(loss.span()), Types.real(value.shape(), precision)))
              .withHelp("mean(…) makes one number of it"));
      return Optional.empty();
    }
  }
}
