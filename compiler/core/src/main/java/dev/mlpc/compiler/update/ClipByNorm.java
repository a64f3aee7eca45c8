package dev.mlpc.compiler.update;

import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * Shrinks all gradients together so that their norm is at most the limit: PyTorch's {@code
 * clip_grad_norm_}.
 *
 * <pre>
 * norm = √ Σ g²        over all elements of all gradients
 * g ← g · min(1, limit / (norm + 10⁻⁶))
 * </pre>
 */
record ClipByNorm(GraphBuilder graph, double limit) implements Clipping {
  private static final Origin ORIGIN =
      new Origin("gradientNorm", Optional.empty(), Origin.Role.STEP);

  @Override
  public List<Learned> clip(List<Learned> parameters) {
    if (parameters.isEmpty()) {
      return parameters;
    }
    Terms terms = new Terms(graph, ORIGIN);
    Value norm =
        terms.root(
            parameters.stream()
                .map(parameter -> terms.total(terms.square(parameter.gradient())))
                .reduce(terms::plus)
                .orElseThrow());
    Value factor =
        terms.min(
            terms.number(1), terms.over(terms.number(limit), terms.plus(norm, terms.number(1e-6))));
    return parameters.stream()
        .map(
            parameter ->
                parameter.withGradient(parameter.terms().times(parameter.gradient(), factor)))
        .toList();
  }
}
