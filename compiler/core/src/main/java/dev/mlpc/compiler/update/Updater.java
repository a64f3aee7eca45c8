package dev.mlpc.compiler.update;

import dev.mlpc.compiler.definition.ClipDefinition;
import dev.mlpc.compiler.definition.OptimizerDefinition;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns gradients into updates of parameters and of the optimiser's memory. */
public final class Updater {
  private static final String GRADIENT = "gradient.";

  private final Graph graph;
  private final GraphBuilder builder;

  private Updater(Graph graph) {
    this.graph = graph;
    this.builder = new GraphBuilder(graph);
  }

  /**
   * The graph of one training step.
   *
   * @param withGradients has an output {@code gradient.NAME} for each parameter that is to move;
   *     its other outputs stay. Where the loss does not depend on a parameter, which shows by a
   *     gradient that is the number 0, no decay moves it either, as in PyTorch
   * @param average how much of each parameter's moving average, a slot {@link Op.Slot#AVERAGE},
   *     stays in a step; empty for no average
   * @throws IllegalArgumentException if a gradient is of no parameter
   */
  public static Graph addUpdates(
      Graph withGradients,
      OptimizerDefinition optimizer,
      Optional<ClipDefinition> clip,
      OptionalDouble average) {
    return new Updater(withGradients).add(optimizer, clip, average);
  }

  private Graph add(
      OptimizerDefinition optimizer, Optional<ClipDefinition> clip, OptionalDouble average) {
    Formula formula = averaged(optimizer.match(FORMULAS), average);
    List<Learned> parameters = learned();
    clip.map(this::clipping)
        .map(clipping -> clipping.clip(parameters))
        .orElse(parameters)
        .forEach(formula::update);
    Graph complete = builder.build();
    return new Graph(complete.nodes(), otherOutputs(), complete.updates());
  }

  private static Formula averaged(Formula formula, OptionalDouble average) {
    return average.isPresent() ? new MovingAverage(formula, average.getAsDouble()) : formula;
  }

  private static final OptimizerDefinition.Cases<Formula> FORMULAS =
      new OptimizerDefinition.Cases<>() {
        @Override
        public Formula sgd(OptimizerDefinition.Sgd optimizer) {
          return new GradientDescent(optimizer);
        }

        @Override
        public Formula adam(OptimizerDefinition.Adam optimizer) {
          return new AdaptiveMoments(optimizer);
        }

        @Override
        public Formula nadam(OptimizerDefinition.Nadam optimizer) {
          return new NesterovMoments(optimizer);
        }

        @Override
        public Formula rmsprop(OptimizerDefinition.Rmsprop optimizer) {
          return new RootMeanSquare(optimizer);
        }

        @Override
        public Formula adagrad(OptimizerDefinition.Adagrad optimizer) {
          return new SquareSum(optimizer);
        }

        @Override
        public Formula adadelta(OptimizerDefinition.Adadelta optimizer) {
          return new MatchedSteps(optimizer);
        }

        @Override
        public Formula lion(OptimizerDefinition.Lion optimizer) {
          return new SignOfMomentum(optimizer);
        }
      };

  private Clipping clipping(ClipDefinition clip) {
    return switch (clip.kind()) {
      case VALUE -> new ClipByValue(clip.limit());
      case NORM -> new ClipByNorm(builder, clip.limit());
    };
  }

  private List<Learned> learned() {
    Map<String, Node> parameters = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Parameter parameter) {
        parameters.put(parameter.name(), node);
      }
    }
    List<Learned> learned = new ArrayList<>();
    graph
        .outputs()
        .forEach(
            (output, gradient) -> {
              if (output.startsWith(GRADIENT) && !isZero(gradient)) {
                String name = output.substring(GRADIENT.length());
                learned.add(learned(name, parameters.get(name), gradient));
              }
            });
    return learned;
  }

  private boolean isZero(Value gradient) {
    Op op = graph.op(gradient);
    if (op instanceof Op.Broadcast broadcast) {
      op = graph.op(broadcast.x());
    }
    return op instanceof Op.Constant constant && constant.value() == 0;
  }

  private Learned learned(String name, @Nullable Node parameter, Value gradient) {
    if (parameter == null) {
      throw new IllegalArgumentException("a gradient of " + name + ", which is no parameter");
    }
    Origin origin = new Origin(name, parameter.origin().span(), Origin.Role.UPDATE);
    return new Learned(name, parameter.value(), gradient, new Terms(builder, origin));
  }

  private Map<String, Value> otherOutputs() {
    Map<String, Value> others = new LinkedHashMap<>(graph.outputs());
    others.keySet().removeIf(name -> name.startsWith(GRADIENT));
    return others;
  }
}
