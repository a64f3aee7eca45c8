package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Branch;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Choice;
import dev.mlpc.compiler.explain.Formula.Relation;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.tensor.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the decisions in a formula whose answer is known for every x of a piece of the line. */
final class Decisions extends Rebuild {
  private final Symbol x;
  private final double sample;

  /**
   * Decisions for a piece.
   *
   * @param sample some number of the piece: within it no comparison of lines changes its answer
   */
  Decisions(Symbol x, double sample) {
    this.x = x;
    this.sample = sample;
  }

  /** What a formula compares: pairs of sides. */
  static List<Relation> comparisons(Formula formula) {
    List<Relation> found = new ArrayList<>();
    new Rebuild() {
      @Override
      public Formula relation(Relation relation) {
        found.add(relation);
        return super.relation(relation);
      }

      @Override
      public Formula call(Call call) {
        if (isExtreme(call)) {
          found.add(asRelation(call));
        }
        return super.call(call);
      }
    }.of(formula);
    return found;
  }

  private static boolean isExtreme(Call call) {
    return call.is("max") || call.is("min");
  }

  private static Relation asRelation(Call call) {
    return new Relation(
        call.arguments().get(0),
        call.is("max") ? Comparison.GREATER_OR_EQUAL : Comparison.LESS_OR_EQUAL,
        call.arguments().get(1));
  }

  /** The difference of what is compared, as a line, if it is one on this piece. */
  Optional<Line> difference(Relation relation) {
    Rebuild signed =
        new Rebuild() {
          @Override
          public Formula call(Call call) {
            Optional<Line> inner = call.is("abs") ? Line.of(call.argument(), x) : Optional.empty();
            return inner.isEmpty()
                ? super.call(call)
                : inner.get().at(sample) < 0 ? Algebra.negative(call.argument()) : call.argument();
          }
        };
    return Line.difference(signed.of(relation.left()), signed.of(relation.right()), x);
  }

  /** The lines of which a comparison takes the absolute value. */
  static List<Line> absolutes(Relation relation, Symbol x) {
    List<Line> found = new ArrayList<>();
    new Rebuild() {
      @Override
      public Formula call(Call call) {
        if (call.is("abs")) {
          Line.of(call.argument(), x).ifPresent(found::add);
        }
        return super.call(call);
      }
    }.relation(relation);
    return found;
  }

  /** Whether a condition holds, if that is known. */
  private Optional<Boolean> answer(Formula condition) {
    if (condition instanceof Relation relation) {
      return difference(relation).map(line -> holds(relation, line.at(sample)));
    }
    if (condition instanceof Formula.Not not) {
      return answer(not.of()).map(truth -> !truth);
    }
    if (condition instanceof Formula.Both both) {
      Optional<Boolean> left = answer(both.left());
      Optional<Boolean> right = answer(both.right());
      boolean isKnown = left.isPresent() && right.isPresent();
      return isKnown ? Optional.of(left.get() && right.get()) : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(Relation relation, double difference) {
    return switch (relation.relation()) {
      case EQUAL -> difference == 0;
      case NOT_EQUAL -> difference != 0;
      case LESS -> difference < 0;
      case LESS_OR_EQUAL -> difference <= 0;
      case GREATER -> difference > 0;
      case GREATER_OR_EQUAL -> difference >= 0;
    };
  }

  @Override
  public Formula call(Call call) {
    if (isExtreme(call)) {
      Optional<Boolean> first = answer(asRelation(call));
      if (first.isPresent()) {
        return of(call.arguments().get(first.get() ? 0 : 1));
      }
    }
    return super.call(call);
  }

  @Override
  public Formula choice(Choice choice) {
    List<Branch> open = new ArrayList<>();
    for (Branch branch : choice.branches()) {
      Optional<Boolean> answer = answer(branch.condition());
      if (answer.isEmpty()) {
        open.add(new Branch(of(branch.condition()), of(branch.value())));
      } else if (answer.get()) {
        return open.isEmpty() ? of(branch.value()) : new Choice(open, of(branch.value()));
      }
    }
    Formula otherwise = of(choice.otherwise());
    return open.isEmpty() ? otherwise : new Choice(open, otherwise);
  }
}
