package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.syntax.Expression.Argument;
import dev.mlpc.compiler.syntax.Expression.Stage;
import dev.mlpc.compiler.syntax.Name;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code x -> Stage -> Stage}: what one stage gives, the next one takes. */
final class Pipes {
  private final Unfolding unfolding;
  private final Expressions expressions;
  private final Calls calls;

  Pipes(Unfolding unfolding, Expressions expressions, Calls calls) {
    this.unfolding = unfolding;
    this.expressions = expressions;
    this.calls = calls;
  }

  Meaning pipe(Expression.Pipe pipe, Site site) {
    Given current = expressions.given(pipe.source(), site);
    for (Stage stage : pipe.stages()) {
      if (stage.as().filter(name -> isDefined(name, site)).isPresent()) {
        return Meaning.broken();
      }
      Meaning meaning = repeated(stage, current, site);
      Span span = pipe.source().span().to(stage.layer().span());
      stage.as().ifPresent(name -> bind(name, meaning, site));
      current = new Given(meaning, span, Optional.empty(), site.frame());
    }
    return current.meaning();
  }

  private Meaning repeated(Stage stage, Given input, Site site) {
    if (stage.repetitions().isEmpty()) {
      return stage(stage, input, site);
    }
    OptionalInt count = count(stage.repetitions().get(), site);
    if (count.isEmpty()) {
      return Meaning.broken();
    }
    Span use = stage.layer().span();
    Given current = input;
    for (int i = 0; i < count.getAsInt(); i++) {
      Site copy = new Site(site.frame(), site.origin(), site.instances().copy(use, i));
      Meaning meaning = stage(stage, current, copy);
      if (meaning.isBroken()) {
        return meaning;
      }
      current = new Given(meaning, input.span().to(use), Optional.empty(), site.frame());
    }
    return current.meaning();
  }

  private OptionalInt count(Expression expression, Site site) {
    OptionalInt count =
        unfolding
            .reports()
            .constants(
                site.frame(),
                constants -> constants.wholeNumber(expression, "the number of repetitions", 0));
    if (count.isPresent() && count.getAsInt() > Limits.REPETITIONS) {
      throw unfolding.limit(
          site.frame(),
          expression.span(),
          "a stage is repeated at most %,d times, not %,d"
              .formatted(Limits.REPETITIONS, count.getAsInt()));
    }
    return count;
  }

  private Meaning stage(Stage stage, Given input, Site site) {
    Span layer = stage.layer().span();
    Name callee;
    List<Argument> arguments;
    if (stage.layer() instanceof Expression.Call call) {
      callee = call.callee();
      arguments = call.arguments();
    } else if (stage.layer() instanceof Expression.Reference reference) {
      callee = reference.name();
      arguments = List.of();
    } else {
      throw new IllegalStateException("no stage: " + layer.text());
    }
    return calls.invoke(
        new Calls.Invocation(callee, arguments, layer, layer, Optional.of(input)), site);
  }

  /** Whether a name is taken; reports if it is. */
  private boolean isDefined(Name name, Site site) {
    Optional<Frame.Binding> before = site.frame().binding(name.text());
    before.ifPresent(
        binding ->
            unfolding
                .reports()
                .report(
                    site.frame(),
                    Diagnostic.error(
                            Code.REDEFINED, name.span(), "`%s` is defined already".formatted(name))
                        .withNote(binding.span(), "`%s` is defined here".formatted(name))
                        .withHelp("a name is defined once: choose another")));
    return before.isPresent();
  }

  private void bind(Name name, Meaning meaning, Site site) {
    Frame frame = site.frame();
    if (meaning instanceof Meaning.Tensor tensor) {
      Origin origin =
          new Origin(frame.qualified(name.text()), site.origin().span(), Origin.Role.NAMED);
      unfolding.name(tensor.value(), origin, frame);
    }
    frame.bind(name.text(), meaning, name.span());
  }
}
