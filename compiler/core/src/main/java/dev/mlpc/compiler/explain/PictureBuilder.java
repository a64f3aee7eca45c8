package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Picture.Direction;
import dev.mlpc.compiler.explain.Picture.Edge;
import dev.mlpc.compiler.explain.Picture.Node;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.List;

/** Draws the computational graph: each variable once, and where values and gradients go. */
final class PictureBuilder {

  private PictureBuilder() {}

  static Picture picture(Derivation derivation) {
    Variables variables = derivation.variables();
    Activations activations = derivation.activations();
    Gradients gradients = derivation.gradients();
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    FormulaPrinter printer = new FormulaPrinter(new UnicodeNotation());
    for (Variable variable : variables.all()) {
      nodes.add(
          new Node(
              id(variable.value()),
              variable.symbol(),
              variable.name() + " · " + variable.shape(),
              kind(variable)));
      for (Value from : variable.from()) {
        String map =
            variable.kind() == Variable.Kind.ACTIVATION && from.batched()
                ? printer
                    .print(activations.value(variable, Formula.Symbol.scalar("·")))
                    .replaceFirst("\\(.*", "")
                : "";
        edges.add(new Edge(id(from), id(variable.value()), map, Direction.FORWARD));
        Variable source = variables.of(from);
        if (gradients.leadsToParameter(source)
            && gradients.of(source).isPresent()
            && gradients.of(variable).isPresent()) {
          String delta = source.kind() == Variable.Kind.AFFINE ? printer.print(source.delta()) : "";
          edges.add(new Edge(id(variable.value()), id(from), delta, Direction.BACKWARD));
        }
      }
    }
    return new Picture(nodes, edges);
  }

  private static String id(Value value) {
    return "v" + value.id();
  }

  private static Picture.Kind kind(Variable variable) {
    return switch (variable.kind()) {
      case INPUT -> Picture.Kind.INPUT;
      case TARGET, TARGET_VECTOR -> Picture.Kind.TARGET;
      case PARAMETER, STATE, MASK -> Picture.Kind.PARAMETER;
      case AFFINE, ACTIVATION, MEAN, VARIANCE, MEAN_SQUARE, NORMALISED, SCORES, OTHER ->
          Picture.Kind.VALUE;
      case LOSS, OBJECTIVE -> Picture.Kind.LOSS;
    };
  }
}
