package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Both;
import dev.mlpc.compiler.explain.Formula.Branch;
import dev.mlpc.compiler.explain.Formula.Choice;
import dev.mlpc.compiler.explain.Formula.Relation;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.tensor.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Rewrites a function of one number as cases: the line is cut wherever a comparison changes its
 * answer, each piece is simplified by itself, and pieces that say the same are joined.
 */
final class Piecewise {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Symbol x;
  private final List<Piece> pieces = new ArrayList<>();

  /** What a function is on an interval. An infinite end is open. */
  private record Piece(double from, boolean fromIn, double to, boolean toIn, Formula formula) {

    static Piece open(double from, double to, Formula formula) {
      return new Piece(from, false, to, false, formula);
    }

    static Piece point(double at, Formula formula) {
      return new Piece(at, true, at, true, formula);
    }

    boolean isPoint() {
      return from == to;
    }

    Piece with(Formula newFormula) {
      return new Piece(from, fromIn, to, toIn, newFormula);
    }

    /** Together with the next one, of which it takes the formula. */
    Piece upTo(Piece next, Formula of) {
      return new Piece(from, fromIn, next.to, next.toIn, of);
    }

    /** Some number of the piece, inside where it has an inside. */
    double sample() {
      if (Double.isInfinite(from)) {
        return Double.isInfinite(to) ? 0 : to - 1;
      }
      return Double.isInfinite(to) ? from + 1 : (from + to) / 2;
    }
  }

  private Piecewise(Symbol x) {
    this.x = x;
  }

  /** The same function as cases; itself, where it compares nothing, or what is not understood. */
  static Formula simplify(Formula formula, Symbol x) {
    return Decisions.comparisons(formula).isEmpty() ? formula : new Piecewise(x).simplify(formula);
  }

  private Formula simplify(Formula formula) {
    cut(Piece.open(-INFINITY, INFINITY, formula));
    boolean isUnderstood =
        pieces.stream().allMatch(piece -> Decisions.comparisons(piece.formula()).isEmpty());
    return isUnderstood ? cases() : formula;
  }

  private void cut(Piece piece) {
    OptionalDouble turn = turn(piece);
    if (turn.isPresent()) {
      double t = turn.getAsDouble();
      cut(Piece.open(piece.from(), t, piece.formula()));
      cut(Piece.point(t, piece.formula()));
      cut(Piece.open(t, piece.to(), piece.formula()));
      return;
    }
    Formula decided = new Decisions(x, piece.sample()).of(piece.formula());
    if (decided.equals(piece.formula())) {
      append(piece);
    } else {
      cut(piece.with(decided));
    }
  }

  /** Where inside the piece a comparison of lines changes its answer. */
  private OptionalDouble turn(Piece piece) {
    List<Relation> comparisons = Decisions.comparisons(piece.formula());
    OptionalDouble fold =
        within(piece, comparisons.stream().flatMap(pair -> Decisions.absolutes(pair, x).stream()));
    Decisions decisions = new Decisions(x, piece.sample());
    return fold.isPresent()
        ? fold
        : within(piece, comparisons.stream().flatMap(pair -> decisions.difference(pair).stream()));
  }

  private static OptionalDouble within(Piece piece, Stream<Line> lines) {
    return lines
        .map(Line::zero)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .filter(t -> t > piece.from() && t < piece.to())
        .findFirst();
  }

  /** A point joins a neighbour that has its value; neighbours that say the same become one. */
  private void append(Piece piece) {
    if (!pieces.isEmpty()) {
      int end = pieces.size() - 1;
      Piece last = pieces.get(end);
      if (last.formula().equals(piece.formula())
          || (piece.isPoint() && isSameAt(piece.from(), last, piece))) {
        pieces.set(end, last.upTo(piece, last.formula()));
        return;
      }
      if (last.isPoint() && isSameAt(last.from(), last, piece)) {
        pieces.set(end, last.upTo(piece, piece.formula()));
        return;
      }
    }
    pieces.add(piece);
  }

  private boolean isSameAt(double t, Piece a, Piece b) {
    Map<Formula, Formula> here = Map.of(x, Algebra.number(t));
    Formula left = Rebuild.replace(a.formula(), here);
    Formula right = Rebuild.replace(b.formula(), here);
    if (left instanceof Formula.Number p && right instanceof Formula.Number q) {
      return Math.abs(p.value() - q.value()) <= 1e-14 * Math.max(1, Math.abs(p.value()));
    }
    return left.equals(right);
  }

  private Formula cases() {
    Map<Formula, Integer> counts = new LinkedHashMap<>();
    pieces.forEach(piece -> counts.merge(piece.formula(), 1, Integer::sum));
    Formula otherwise = pieces.get(0).formula();
    for (Map.Entry<Formula, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(otherwise, 0)) {
        otherwise = entry.getKey();
      }
    }
    List<Branch> branches = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!piece.formula().equals(otherwise)) {
        branches.add(new Branch(condition(piece), piece.formula()));
      }
    }
    return branches.isEmpty() ? otherwise : new Choice(branches, otherwise);
  }

  private Formula condition(Piece piece) {
    Formula above =
        new Relation(
            x,
            piece.fromIn() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER,
            Algebra.number(piece.from()));
    Formula below =
        new Relation(
            x,
            piece.toIn() ? Comparison.LESS_OR_EQUAL : Comparison.LESS,
            Algebra.number(piece.to()));
    if (piece.isPoint()) {
      return new Relation(x, Comparison.EQUAL, Algebra.number(piece.from()));
    }
    if (Double.isInfinite(piece.to())) {
      return above;
    }
    return Double.isInfinite(piece.from()) ? below : new Both(above, below);
  }
}
