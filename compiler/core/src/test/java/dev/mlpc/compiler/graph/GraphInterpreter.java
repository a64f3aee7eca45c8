package dev.mlpc.compiler.graph;

import dev.mlpc.compiler.tensor.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Computes the values of a graph by plain loops in double: the oracle by which rewritten graphs and
 * generated code are judged. Slow, and meant to be seen to be right: each op says what one element
 * of its result is.
 *
 * <p>An array holds the elements of a value row-major; of a batched value, sample after sample. A
 * truth is 1 or 0, an index a whole number. Only what is asked for is computed.
 */
public final class GraphInterpreter {
  private final Graph graph;
  private final Leaves leaves;

  /** By the value's number; null until it is computed. */
  private final double[][] known;

  public GraphInterpreter(Graph graph, Leaves leaves) {
    this.graph = graph;
    this.leaves = leaves;
    this.known = new double[graph.nodes().size()][];
  }

  /** The elements of any value of the graph. */
  public double[] value(Value value) {
    BitSet needed = new BitSet();
    needed.set(value.id());
    for (int id = value.id(); id >= 0; id--) {
      Node node = graph.nodes().get(id);
      if (needed.get(id) && known[id] == null) {
        node.op().operands().forEach(operand -> needed.set(operand.id()));
      }
    }
    needed.stream()
        .filter(id -> known[id] == null)
        .forEach(id -> known[id] = compute(graph.nodes().get(id)));
    return elements(value).clone();
  }

  /** The elements of an output. */
  public double[] output(String name) {
    return value(graph.output(name));
  }

  /** The elements of all outputs, by name. */
  public Map<String, double[]> outputs() {
    Map<String, double[]> result = new LinkedHashMap<>();
    graph.outputs().keySet().forEach(name -> result.put(name, output(name)));
    return result;
  }

  /** The leaves after the graph's updates, for the next step. */
  public Leaves update() {
    Leaves result = leaves.withStep(leaves.step() + 1);
    for (Graph.Update update : graph.updates()) {
      result = result.with((Op.Leaf) graph.op(update.target()), value(update.value()));
    }
    return result;
  }

  private double[] compute(Node node) {
    Value value = node.value();
    Formulas formulas = new Formulas(value);
    Optional<double[]> given = formulas.given(node.op());
    int samples = value.batched() ? leaves.samples() : 1;
    int size = value.shape().size();
    if (given.isPresent()) {
      if (given.get().length != samples * size) {
        throw new IllegalArgumentException(
            "%s is %s: %d samples have %d elements, not %d"
                .formatted(node.op(), value.type(), samples, samples * size, given.get().length));
      }
      return given.get();
    }
    Element formula = node.op().match(formulas);
    double[] result = new double[samples * size];
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < size; i++) {
        result[s * size + i] = formula.at(s, i);
      }
    }
    return result;
  }

  private double[] elements(Value value) {
    return Objects.requireNonNull(known[value.id()], "computed before its readers");
  }

  /** Element i, counted row-major, of sample s; s counts for nothing where a value exists once. */
  private double at(Value value, int s, int i) {
    return elements(value)[value.batched() ? s * value.shape().size() + i : i];
  }

  private boolean holds(Value truth, int s, int i) {
    return at(truth, s, i) != 0;
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }

  /** What element i of sample s is. */
  private interface Element {
    double at(int s, int i);
  }

  /** What one element of an op's result is: one formula an op. */
  private final class Formulas implements Op.Cases<Element> {
    private final Shape shape;

    /** Of how many elements an entry of the first axis consists. */
    private final int entry;

    Formulas(Value value) {
      this.shape = value.shape();
      this.entry = shape.isScalar() ? 1 : shape.suffix(1).size();
    }

    /** The elements of a leaf that are told, not computed. */
    Optional<double[]> given(Op op) {
      boolean told =
          op instanceof Op.Input
              || op instanceof Op.Target
              || op instanceof Op.Parameter
              || op instanceof Op.State
              || op instanceof Op.Slot;
      return told ? Optional.of(leaves.of((Op.Leaf) op)) : Optional.empty();
    }

    private Element told(Op op) {
      throw new IllegalStateException("the elements of " + op + " are given");
    }

    @Override
    public Element input(Op.Input op) {
      return told(op);
    }

    @Override
    public Element target(Op.Target op) {
      return told(op);
    }

    @Override
    public Element parameter(Op.Parameter op) {
      return told(op);
    }

    @Override
    public Element state(Op.State op) {
      return told(op);
    }

    @Override
    public Element slot(Op.Slot op) {
      return told(op);
    }

    @Override
    public Element constant(Op.Constant op) {
      return (s, i) -> op.value();
    }

    @Override
    public Element batchSize(Op.BatchSize op) {
      return (s, i) -> leaves.samples();
    }

    @Override
    public Element rate(Op.Rate op) {
      return (s, i) -> leaves.rate();
    }

    @Override
    public Element biasCorrection(Op.BiasCorrection op) {
      return (s, i) -> 1 - StrictMath.pow(op.beta(), (double) leaves.step());
    }

    @Override
    public Element bernoulli(Op.Bernoulli op) {
      return (s, i) ->
          truth(leaves.draws().keeps(op.keep(), op.stream(), (long) s * shape.size() + i));
    }

    @Override
    public Element unary(Op.Unary op) {
      return (s, i) -> ReferenceFunctions.unary(op.function(), at(op.x(), s, i));
    }

    @Override
    public Element binary(Op.Binary op) {
      return (s, i) -> ReferenceFunctions.binary(op.function(), at(op.a(), s, i), at(op.b(), s, i));
    }

    @Override
    public Element compare(Op.Compare op) {
      return (s, i) ->
          truth(ReferenceFunctions.compare(op.relation(), at(op.a(), s, i), at(op.b(), s, i)));
    }

    @Override
    public Element and(Op.And op) {
      return (s, i) -> truth(holds(op.a(), s, i) && holds(op.b(), s, i));
    }

    @Override
    public Element not(Op.Not op) {
      return (s, i) -> truth(!holds(op.a(), s, i));
    }

    @Override
    public Element select(Op.Select op) {
      return (s, i) -> holds(op.condition(), s, i) ? at(op.a(), s, i) : at(op.b(), s, i);
    }

    @Override
    public Element toReal(Op.ToReal op) {
      return (s, i) -> at(op.index(), s, i);
    }

    @Override
    public Element oneHot(Op.OneHot op) {
      return (s, i) -> truth(at(op.index(), s, 0) == i);
    }

    @Override
    public Element argMax(Op.ArgMax op) {
      return (s, i) -> {
        int best = 0;
        for (int k = 1; k < op.x().shape().size(); k++) {
          best = at(op.x(), s, k) > at(op.x(), s, best) ? k : best;
        }
        return best;
      };
    }

    @Override
    public Element broadcast(Op.Broadcast op) {
      int times = shape.size() / op.x().shape().size();
      return (s, i) -> at(op.x(), s, i / times);
    }

    @Override
    public Element reduce(Op.Reduce op) {
      int count = op.x().shape().size() / shape.size();
      return (s, i) -> {
        double[] all = new double[count];
        Arrays.setAll(all, k -> at(op.x(), s, i * count + k));
        return switch (op.reduction()) {
          case SUM -> Arrays.stream(all).sum();
          case MAXIMUM -> Arrays.stream(all).reduce(StrictMath::max).orElseThrow();
          case MINIMUM -> Arrays.stream(all).reduce(StrictMath::min).orElseThrow();
          case LOG_SUM_EXP -> logSumExp(all);
        };
      };
    }

    /** ln Σ eˣ = m + ln Σ eˣ⁻ᵐ, where m is the greatest. */
    private double logSumExp(double[] all) {
      double greatest = Arrays.stream(all).reduce(StrictMath::max).orElseThrow();
      if (Double.isInfinite(greatest)) {
        return greatest;
      }
      double sum = Arrays.stream(all).map(x -> StrictMath.exp(x - greatest)).sum();
      return greatest + StrictMath.log(sum);
    }

    @Override
    public Element concat(Op.Concat op) {
      return (s, i) -> {
        int place = i;
        for (Value part : op.parts()) {
          if (place < part.shape().size()) {
            return at(part, s, place);
          }
          place -= part.shape().size();
        }
        throw new IllegalStateException("element " + i + " of " + op);
      };
    }

    @Override
    public Element slice(Op.Slice op) {
      return (s, i) -> at(op.x(), s, op.from() * entry + i);
    }

    @Override
    public Element pad(Op.Pad op) {
      return (s, i) -> {
        int place = i - op.before() * entry;
        return place < 0 || place >= op.x().shape().size() ? 0 : at(op.x(), s, place);
      };
    }

    @Override
    public Element reshape(Op.Reshape op) {
      return (s, i) -> at(op.x(), s, i);
    }

    @Override
    public Element transpose(Op.Transpose op) {
      int rows = shape.dimension(0);
      int columns = shape.dimension(1);
      return (s, i) -> at(op.x(), s, i % columns * rows + i / columns);
    }

    @Override
    public Element matMul(Op.MatMul op) {
      List<Integer> right = op.b().shape().dimensions();
      int inner = right.get(0);
      int columns = right.size() == 2 ? right.get(1) : 1;
      return (s, i) -> {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += at(op.a(), s, i / columns * inner + k) * at(op.b(), s, k * columns + i % columns);
        }
        return sum;
      };
    }

    @Override
    public Element outer(Op.Outer op) {
      int columns = shape.dimension(1);
      return (s, i) -> at(op.a(), s, i / columns) * at(op.b(), s, i % columns);
    }

    @Override
    public Element sumOverBatch(Op.SumOverBatch op) {
      return (once, i) -> {
        double sum = 0;
        for (int s = 0; s < leaves.samples(); s++) {
          sum += at(op.x(), s, i);
        }
        return sum;
      };
    }

    @Override
    public Element repeatOverBatch(Op.RepeatOverBatch op) {
      return (s, i) -> at(op.x(), s, i);
    }

    @Override
    public Element stopGradient(Op.StopGradient op) {
      return (s, i) -> at(op.x(), s, i);
    }
  }
}
