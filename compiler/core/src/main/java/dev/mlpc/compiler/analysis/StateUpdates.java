package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.DidYouMean;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Name;
import dev.mlpc.compiler.syntax.Statement;
import dev.mlpc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Unfolds {@code update mean = 0.9 * mean + 0.1 * batchMean(x);}: what a state becomes in a
 * training step. The step itself still sees what the state was, but for further uses of a shared
 * layer, which go on with what the use before them made of it. Inference changes no state.
 */
final class StateUpdates {
  private final Unfolding unfolding;
  private final Expressions expressions;
  private final Operands operands;
  private final Map<Frame, Map<String, Name>> said = new HashMap<>();

  StateUpdates(Unfolding unfolding, Expressions expressions) {
    this.unfolding = unfolding;
    this.expressions = expressions;
    this.operands = new Operands(unfolding);
  }

  void unfold(Statement.Update statement, Site site) {
    Name name = statement.name();
    Optional<Value> state = state(name, site.frame());
    if (state.isPresent() && isFirst(name, site.frame()) && unfolding.isTraining()) {
      Given given = expressions.given(statement.value(), site);
      operands
          .real(given, site)
          .flatMap(value -> fitted(value, state.get(), name, given, site))
          .ifPresent(value -> unfolding.update(state.get(), value));
    }
  }

  private Optional<Value> state(Name name, Frame frame) {
    Optional<Value> state = frame.state(name.text());
    Optional<Frame.Binding> binding = frame.binding(name.text());
    boolean silent = binding.filter(found -> found.meaning().isBroken()).isPresent();
    if (state.isEmpty() && !silent) {
      Diagnostic missing =
          Diagnostic.error(
              Code.UNKNOWN_NAME,
              name.span(),
              binding.isPresent()
                  ? "only a state can be updated, and `%s` is none".formatted(name)
                  : "there is no state `%s`".formatted(name));
      Diagnostic explained = DidYouMean.addTo(missing, name.text(), frame.stateNames());
      unfolding
          .reports()
          .report(
              frame,
              explained.help().isPresent()
                  ? explained
                  : explained.withHelp(
                      "a state is declared above: `state %s: real[n] = zeros;`".formatted(name)));
    }
    return silent ? Optional.empty() : state;
  }

  private boolean isFirst(Name name, Frame frame) {
    Name first = said.computeIfAbsent(frame, key -> new HashMap<>()).putIfAbsent(name.text(), name);
    if (first != null) {
      unfolding
          .reports()
          .report(
              frame,
              Diagnostic.error(
                      Code.REDEFINED, name.span(), "`%s` is updated already".formatted(name))
                  .withNote(first.span(), "it is updated here first"));
    }
    return first == null;
  }

  /** One value for all samples, of the state's shape; reports what is none. */
  private Optional<Value> fitted(Value value, Value state, Name name, Given given, Site site) {
    if (value.batched()) {
      unfolding
          .reports()
          .report(
              site.frame(),
              Diagnostic.error(
                      Code.TYPE_MISMATCH,
                      given.span(),
                      "`%s` is one for all samples, but `%s` is another for each"
                          .formatted(name, Excerpt.of(given.span())))
                  .withHelp("batchMean(…) is the mean over the samples"));
      return Optional.empty();
    }
    Shape shape = state.shape();
    if (value.shape().equals(shape)) {
      return Optional.of(value);
    }
    if (value.shape().size() == 1) {
      Value scalar = operands.reshaped(value, Shape.SCALAR, site);
      return Optional.of(
          shape.size() == 1
              ? operands.reshaped(scalar, shape, site)
              : unfolding.add(new Op.Broadcast(scalar, shape), site));
    }
    unfolding
        .reports()
        .report(
            site.frame(),
            Diagnostic.error(
                    Code.SHAPE_MISMATCH,
                    given.span(),
                    "`%s` is %s, but would become %s"
                        .formatted(
                            name,
                            Types.real(shape, unfolding.precision()),
                            Types.real(value.shape(), unfolding.precision())))
                .withNote(
                    site.frame().binding(name.text()).orElseThrow().span(),
                    "`%s` gets its shape here".formatted(name)));
    return Optional.empty();
  }
}
