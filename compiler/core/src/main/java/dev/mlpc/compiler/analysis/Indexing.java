package dev.mlpc.compiler.analysis;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.syntax.Expression;
import dev.mlpc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code x[3]}, {@code x[2..5]}, {@code m[1, 0..2]}: one index an axis, from the first on. */
final class Indexing {
  private final Unfolding unfolding;
  private final Operands operands;

  Indexing(Unfolding unfolding) {
    this.unfolding = unfolding;
    this.operands = new Operands(unfolding);
  }

  /** What is taken of an axis, and whether the axis stays. */
  private record Choice(int from, int to, boolean keep) {}

  Meaning element(Expression.Element element, Given operand, Site site) {
    if (operand.meaning().isBroken()) {
      return Meaning.broken();
    }
    return operands
        .real(operand, site)
        .flatMap(value -> choices(element, value, site).map(choices -> take(value, choices, site)))
        .<Meaning>map(Meaning.Tensor::of)
        .orElse(Meaning.broken());
  }

  private Optional<List<Choice>> choices(Expression.Element element, Value value, Site site) {
    int rank = value.shape().rank();
    if (element.indices().size() > rank) {
      Diagnostic diagnostic =
          Diagnostic.error(
              Code.SHAPE_MISMATCH,
              element.span(),
              "`%s` is %s: there is no axis for %s"
                  .formatted(
                      Excerpt.of(element.value().span()),
                      Types.real(value.shape(), unfolding.precision()),
                      element.indices().size() == 1
                          ? "an index"
                          : element.indices().size() + " indices"));
      unfolding.reports().report(site.frame(), diagnostic);
      return Optional.empty();
    }
    List<Choice> choices = new ArrayList<>();
    for (int axis = 0; axis < element.indices().size(); axis++) {
      choice(element, axis, value.shape().dimension(axis), site).ifPresent(choices::add);
    }
    return choices.size() == element.indices().size() ? Optional.of(choices) : Optional.empty();
  }

  private Optional<Choice> choice(Expression.Element element, int axis, int length, Site site) {
    Expression index = element.indices().get(axis);
    if (index instanceof Expression.Range range) {
      OptionalInt from = number(range.from(), "the begin of a range", site);
      OptionalInt to = number(range.to(), "the end of a range", site);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      if (from.getAsInt() >= to.getAsInt() || to.getAsInt() > length) {
        return outside(index, from.getAsInt() + ".." + to.getAsInt(), length, site);
      }
      return Optional.of(new Choice(from.getAsInt(), to.getAsInt(), true));
    }
    OptionalInt at = number(index, "an index", site);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    return at.getAsInt() >= length
        ? outside(index, Integer.toString(at.getAsInt()), length, site)
        : Optional.of(new Choice(at.getAsInt(), at.getAsInt() + 1, false));
  }

  private OptionalInt number(Expression expression, String what, Site site) {
    return unfolding
        .reports()
        .constants(site.frame(), constants -> constants.wholeNumber(expression, what, 0));
  }

  private Optional<Choice> outside(Expression index, String found, int length, Site site) {
    unfolding
        .reports()
        .report(
            site.frame(),
            Diagnostic.error(
                    Code.OUT_OF_RANGE,
                    index.span(),
                    "%s is not within the %d elements of this axis".formatted(found, length))
                .withHelp(
                    "the first element is 0 and the last is %d; a..b ends before b"
                        .formatted(length - 1)));
    return Optional.empty();
  }

  /** An axis that is not the first is brought to the front, and back again. */
  private Value take(Value value, List<Choice> choices, Site site) {
    Value taken = slice(value, choices.get(0), site);
    if (choices.size() == 2) {
      taken = unfolding.add(new Op.Transpose(taken), site);
      taken = slice(taken, choices.get(1), site);
      taken = unfolding.add(new Op.Transpose(taken), site);
    }
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < taken.shape().rank(); axis++) {
      if (axis >= choices.size() || choices.get(axis).keep) {
        kept.add(taken.shape().dimension(axis));
      }
    }
    return operands.reshaped(taken, new Shape(kept), site);
  }

  private Value slice(Value value, Choice choice, Site site) {
    return choice.from == 0 && choice.to == value.shape().dimension(0)
        ? value
        : unfolding.add(new Op.Slice(value, choice.from, choice.to), site);
  }
}
