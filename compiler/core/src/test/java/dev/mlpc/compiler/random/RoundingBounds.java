package dev.mlpc.compiler.random;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.ReferenceFunctions;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;

/**
 * How far from the exact values those may be that a program computes with rounded numbers: running
 * error analysis as in Higham, "Accuracy and Stability of Numerical Algorithms", chapter 3. Each op
 * carries the errors of its operands on and adds its own rounding, with u the unit roundoff; sums
 * may be taken in any order. Leaves are exact.
 *
 * <p>Where operands are too near to one another to say which way a comparison goes, it may go
 * either way: a truth or an index has the bound 0, or 1 for unknown. So a bound is infinite or
 * large where the formula itself jumps, or divides by what may be zero, and of no use there; it is
 * never chosen.
 */
final class RoundingBounds {
  /** Values that are so small lose digits, or become 0. */
  private static final double LEAST_FLOAT = 8 * Float.MIN_NORMAL;

  private final Graph graph;
  private final Leaves leaves;
  private final GraphInterpreter exact;
  private final double unit;
  private final double least;
  private final double greatest;
  private final double[][] values;
  private final double[][] bounds;

  /** By how many units an elementary function is wrong at most. */
  private final double ofFunctions;

  private RoundingBounds(Graph graph, Leaves leaves, boolean single) {
    this.graph = graph;
    this.leaves = leaves;
    this.exact = new GraphInterpreter(graph, leaves);
    this.unit = single ? 0x1p-24 : 0x1p-53;
    this.least = single ? LEAST_FLOAT : 8 * Double.MIN_NORMAL;
    this.greatest = single ? Float.MAX_VALUE / 8 : Double.MAX_VALUE / 8;
    this.ofFunctions = single ? 4 : 16;
    this.values = new double[graph.nodes().size()][];
    this.bounds = new double[graph.nodes().size()][];
  }

  /** Bounds of a program that computes in f32. */
  static RoundingBounds single(Graph graph, Leaves leaves) {
    return new RoundingBounds(graph, leaves, true);
  }

  /** Bounds of a program that computes in f64, as the interpreter does. */
  static RoundingBounds twofold(Graph graph, Leaves leaves) {
    return new RoundingBounds(graph, leaves, false);
  }

  /** The exact elements of a value. */
  double[] exact(Value value) {
    double[] known = values[value.id()];
    if (known == null) {
      known = exact.value(value);
      values[value.id()] = known;
    }
    return known;
  }

  /** The bound of each element of a value. */
  double[] of(Value wanted) {
    boolean[] needed = new boolean[wanted.id() + 1];
    needed[wanted.id()] = true;
    for (int id = wanted.id(); id >= 0; id--) {
      if (needed[id] && bounds[id] == null) {
        graph.nodes().get(id).op().operands().forEach(operand -> needed[operand.id()] = true);
      }
    }
    for (int id = 0; id <= wanted.id(); id++) {
      if (needed[id] && bounds[id] == null) {
        bounds[id] = compute(graph.nodes().get(id));
      }
    }
    return bounds[wanted.id()];
  }

  private double[] compute(Node node) {
    Value value = node.value();
    double[] results = exact(value);
    Rule rule = node.op().match(new Rules(value));
    int size = value.shape().size();
    double[] result = new double[results.length];
    for (int k = 0; k < result.length; k++) {
      double bound = rule.at(k / size, k % size, results[k]);
      boolean finite = !Double.isNaN(bound) && Math.abs(results[k]) + bound < greatest;
      result[k] = finite ? bound : Double.POSITIVE_INFINITY;
    }
    return result;
  }

  private int place(Value value, int s, int i) {
    return value.batched() ? s * value.shape().size() + i : i;
  }

  private double at(Value value, int s, int i) {
    return exact(value)[place(value, s, i)];
  }

  private double bound(Value value, int s, int i) {
    return bounds[value.id()][place(value, s, i)];
  }

  /** The bound of element i of sample s, whose exact value is known. */
  private interface Rule {
    double at(int s, int i, double value);
  }

  private static double ofProduct(double a, double boundOfA, double b, double boundOfB) {
    return times(Math.abs(a), boundOfB) + times(Math.abs(b), boundOfA) + times(boundOfA, boundOfB);
  }

  /** What is exactly zero stays so, however little is known of the other. */
  private static double times(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }

  /** One rule an op. */
  private final class Rules implements Op.Cases<Rule> {
    private final Value result;
    private final int entry;

    Rules(Value result) {
      this.result = result;
      this.entry = result.shape().isScalar() ? 1 : result.shape().suffix(1).size();
    }

    private double rounding(double value) {
      return unit * Math.abs(value) + least;
    }

    private Rule nothing() {
      return (s, i, value) -> 0;
    }

    @Override
    public Rule input(Op.Input op) {
      return nothing();
    }

    @Override
    public Rule target(Op.Target op) {
      return nothing();
    }

    @Override
    public Rule parameter(Op.Parameter op) {
      return nothing();
    }

    @Override
    public Rule state(Op.State op) {
      return nothing();
    }

    @Override
    public Rule slot(Op.Slot op) {
      return nothing();
    }

    @Override
    public Rule constant(Op.Constant op) {
      return (s, i, value) -> value == (float) value ? 0 : rounding(value);
    }

    @Override
    public Rule batchSize(Op.BatchSize op) {
      return nothing();
    }

    @Override
    public Rule rate(Op.Rate op) {
      return (s, i, value) -> rounding(value);
    }

    /** It is computed in double and then rounded. */
    @Override
    public Rule biasCorrection(Op.BiasCorrection op) {
      return (s, i, value) -> 2 * rounding(value) + 0x1p-50;
    }

    @Override
    public Rule bernoulli(Op.Bernoulli op) {
      return nothing();
    }

    @Override
    public Rule unary(Op.Unary op) {
      return (s, i, value) -> {
        double x = at(op.x(), s, i);
        double e = bound(op.x(), s, i);
        return unary(op.function(), x, e, value);
      };
    }

    private double unary(UnaryFunction function, double x, double e, double value) {
      return switch (function) {
        case NEGATE, ABS -> e;
        case SIGN -> e >= Math.abs(x) && e > 0 ? 2 : 0;
        case FLOOR -> Math.floor(x + e) - Math.floor(x - e);
        case SIN, COS -> Math.min(2, e + ofFunctions * rounding(1));
        case ERF -> Math.min(2, 2 / Math.sqrt(Math.PI) * e + ofFunctions * rounding(value));
        case RECIPROCAL ->
            e >= Math.abs(x)
                ? Double.POSITIVE_INFINITY
                : e / (Math.abs(x) * (Math.abs(x) - e)) + rounding(value);
        case EXP, EXPM1, LOG, LOG1P, SQRT, TANH, SIGMOID, SOFTPLUS ->
            slope(function, x, e, value) + ofFunctions * rounding(value);
      };
    }

    /** These functions rise everywhere; beyond their domains nothing is known. */
    private double slope(UnaryFunction function, double x, double e, double value) {
      if (e == 0) {
        return 0;
      }
      double lowest = function == UnaryFunction.SQRT ? Math.max(0, x - e) : x - e;
      double up = ReferenceFunctions.unary(function, x + e) - value;
      double down = value - ReferenceFunctions.unary(function, lowest);
      return Math.max(up, down);
    }

    @Override
    public Rule binary(Op.Binary op) {
      return (s, i, value) -> {
        double a = at(op.a(), s, i);
        double b = at(op.b(), s, i);
        double ofA = bound(op.a(), s, i);
        double ofB = bound(op.b(), s, i);
        return switch (op.function()) {
          case ADD ->
              ofA
                  + ofB
                  + rounding(Math.abs(value) + ofA + ofB)
                  + asFirst(op.a(), b)
                  + asFirst(op.b(), a);
          case SUBTRACT -> ofA + ofB + rounding(Math.abs(value) + ofA + ofB);
          case MULTIPLY -> {
            double carried = ofProduct(a, ofA, b, ofB);
            yield carried + rounding(Math.abs(value) + carried);
          }
          case DIVIDE -> {
            double rest = Math.abs(b) - ofB;
            double carried = (ofA + times(Math.abs(value), ofB)) / rest;
            yield rest <= 0
                ? Double.POSITIVE_INFINITY
                : carried + rounding(Math.abs(value) + carried);
          }
          case MAX, MIN -> Math.max(ofA, ofB);
          case POWER -> power(a, ofA, b, ofB, value) + ofFunctions * rounding(value);
        };
      };
    }

    /**
     * What is added to a product may as well be the first of its terms, a bias for one: then each
     * of the others is rounded beside it.
     */
    private double asFirst(Value product, double term) {
      return graph.op(product) instanceof Op.MatMul matMul
          ? matMul.b().shape().dimension(0) * rounding(term)
          : 0;
    }

    /** A power of a positive base is monotone in both; one of a negative base by steps. */
    private double power(double a, double ofA, double b, double ofB, double value) {
      if (ofB > 0 && a - ofA <= 0) {
        return Double.POSITIVE_INFINITY;
      }
      double worst = 0;
      for (double base : new double[] {a - ofA, a + ofA}) {
        for (double exponent : new double[] {b - ofB, b + ofB}) {
          double other = ReferenceFunctions.binary(BinaryFunction.POWER, base, exponent);
          worst = Math.max(worst, Math.abs(other - value));
        }
      }
      return worst;
    }

    @Override
    public Rule compare(Op.Compare op) {
      return (s, i, value) -> {
        double gap = Math.abs(at(op.a(), s, i) - at(op.b(), s, i));
        double error = bound(op.a(), s, i) + bound(op.b(), s, i);
        return error > 0 && gap <= error ? 1 : 0;
      };
    }

    @Override
    public Rule and(Op.And op) {
      return (s, i, value) -> {
        boolean ruledOut =
            (at(op.a(), s, i) == 0 && bound(op.a(), s, i) == 0)
                || (at(op.b(), s, i) == 0 && bound(op.b(), s, i) == 0);
        return ruledOut ? 0 : Math.max(bound(op.a(), s, i), bound(op.b(), s, i));
      };
    }

    @Override
    public Rule not(Op.Not op) {
      return (s, i, value) -> bound(op.a(), s, i);
    }

    @Override
    public Rule select(Op.Select op) {
      return (s, i, value) -> {
        double ofA = bound(op.a(), s, i);
        double ofB = bound(op.b(), s, i);
        if (bound(op.condition(), s, i) == 0) {
          return at(op.condition(), s, i) != 0 ? ofA : ofB;
        }
        return Math.abs(at(op.a(), s, i) - at(op.b(), s, i)) + Math.max(ofA, ofB);
      };
    }

    @Override
    public Rule toReal(Op.ToReal op) {
      return (s, i, value) -> bound(op.index(), s, i) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public Rule oneHot(Op.OneHot op) {
      return (s, i, value) -> bound(op.index(), s, 0);
    }

    @Override
    public Rule argMax(Op.ArgMax op) {
      return (s, i, value) -> {
        int best = (int) value;
        double error = bound(op.x(), s, best);
        for (int k = 0; k < op.x().shape().size(); k++) {
          double both = error + bound(op.x(), s, k);
          double gap = at(op.x(), s, best) - at(op.x(), s, k);
          if (k != best && both > 0 && gap <= both) {
            return 1;
          }
        }
        return 0;
      };
    }

    @Override
    public Rule broadcast(Op.Broadcast op) {
      int times = result.shape().size() / op.x().shape().size();
      return (s, i, value) -> bound(op.x(), s, i / times);
    }

    @Override
    public Rule reduce(Op.Reduce op) {
      int count = op.x().shape().size() / result.shape().size();
      return (s, i, value) -> {
        double sum = 0;
        double errors = 0;
        double worst = 0;
        for (int k = i * count; k < (i + 1) * count; k++) {
          sum += Math.abs(at(op.x(), s, k));
          errors += bound(op.x(), s, k);
          worst = Math.max(worst, bound(op.x(), s, k));
        }
        if (op.reduction() == Reduction.SUM) {
          return errors + (count + 1) * rounding(sum + errors);
        }
        // The greatest, the least and the logarithm move no further than what moves furthest.
        return op.reduction() == Reduction.LOG_SUM_EXP
            ? worst + (count + 2 * ofFunctions) * rounding(1 + Math.abs(value) + worst)
            : worst;
      };
    }

    @Override
    public Rule concat(Op.Concat op) {
      return (s, i, value) -> {
        int place = i;
        for (Value part : op.parts()) {
          if (place < part.shape().size()) {
            return bound(part, s, place);
          }
          place -= part.shape().size();
        }
        throw new IllegalStateException("element " + i + " of " + op);
      };
    }

    @Override
    public Rule slice(Op.Slice op) {
      return (s, i, value) -> bound(op.x(), s, op.from() * entry + i);
    }

    @Override
    public Rule pad(Op.Pad op) {
      return (s, i, value) -> {
        int place = i - op.before() * entry;
        return place < 0 || place >= op.x().shape().size() ? 0 : bound(op.x(), s, place);
      };
    }

    @Override
    public Rule reshape(Op.Reshape op) {
      return (s, i, value) -> bound(op.x(), s, i);
    }

    @Override
    public Rule transpose(Op.Transpose op) {
      int rows = result.shape().dimension(0);
      int columns = result.shape().dimension(1);
      return (s, i, value) -> bound(op.x(), s, i % columns * rows + i / columns);
    }

    @Override
    public Rule matMul(Op.MatMul op) {
      int inner = op.b().shape().dimension(0);
      int columns = op.b().shape().rank() == 2 ? op.b().shape().dimension(1) : 1;
      return (s, i, value) -> {
        double sum = 0;
        double errors = 0;
        for (int k = 0; k < inner; k++) {
          int left = i / columns * inner + k;
          int right = k * columns + i % columns;
          double a = at(op.a(), s, left);
          double b = at(op.b(), s, right);
          sum += Math.abs(a * b);
          errors += ofProduct(a, bound(op.a(), s, left), b, bound(op.b(), s, right));
        }
        return errors + (inner + 2) * rounding(sum + errors);
      };
    }

    @Override
    public Rule outer(Op.Outer op) {
      int columns = result.shape().dimension(1);
      return (s, i, value) -> {
        double carried =
            ofProduct(
                at(op.a(), s, i / columns),
                bound(op.a(), s, i / columns),
                at(op.b(), s, i % columns),
                bound(op.b(), s, i % columns));
        return carried + rounding(Math.abs(value) + carried);
      };
    }

    @Override
    public Rule sumOverBatch(Op.SumOverBatch op) {
      return (once, i, value) -> {
        double sum = 0;
        double errors = 0;
        for (int s = 0; s < leaves.samples(); s++) {
          sum += Math.abs(at(op.x(), s, i));
          errors += bound(op.x(), s, i);
        }
        return errors + (leaves.samples() + 1) * rounding(sum + errors);
      };
    }

    @Override
    public Rule repeatOverBatch(Op.RepeatOverBatch op) {
      return (s, i, value) -> bound(op.x(), s, i);
    }

    @Override
    public Rule stopGradient(Op.StopGradient op) {
      return (s, i, value) -> bound(op.x(), s, i);
    }
  }
}
