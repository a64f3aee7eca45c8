package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Branch;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Choice;
import dev.mlpc.compiler.explain.Formula.Relation;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads formulas off a graph: of any value, in terms of those that have names. */
final class GraphFormulas implements Op.Cases<Formula> {
  /** The index of a sum over the batch. */
  static final String SAMPLES = "s";

  private final Graph graph;
  private final Map<Value, Formula> known;

  /**
   * A reader.
   *
   * @param names what values are called; below them nothing is read
   */
  GraphFormulas(Graph graph, Map<Value, Formula> names) {
    this.graph = graph;
    this.known = new HashMap<>(names);
  }

  /** What a value is called, or else what computes it. */
  Formula of(Value value) {
    Formula before = known.get(value);
    return before != null ? before : definition(value);
  }

  /** What computes a value, even if it has a name. */
  Formula definition(Value value) {
    // In the order of the nodes, so that no depth of a graph is too much for the stack.
    boolean[] needed = new boolean[value.id() + 1];
    needed[value.id()] = true;
    for (int id = value.id(); id >= 0; id--) {
      Value each = graph.nodes().get(id).value();
      if (needed[id] && (id == value.id() || !known.containsKey(each))) {
        graph.op(each).operands().forEach(operand -> needed[operand.id()] = true);
      }
    }
    for (int id = 0; id < value.id(); id++) {
      Value each = graph.nodes().get(id).value();
      if (needed[id] && !known.containsKey(each)) {
        known.put(each, graph.op(each).match(this));
      }
    }
    return graph.op(value).match(this);
  }

  private static Symbol leaf(String name, Value value) {
    return new Symbol(name, "", "", value.shape().rank());
  }

  private Value valueOf(Op op) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(op))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Override
  public Formula input(Op.Input op) {
    return leaf(op.name(), valueOf(op));
  }

  @Override
  public Formula target(Op.Target op) {
    return leaf(op.name(), valueOf(op));
  }

  @Override
  public Formula parameter(Op.Parameter op) {
    return leaf(op.name(), valueOf(op));
  }

  @Override
  public Formula state(Op.State op) {
    return leaf(op.name(), valueOf(op));
  }

  @Override
  public Formula slot(Op.Slot op) {
    return leaf(op.kind(), valueOf(op));
  }

  @Override
  public Formula constant(Op.Constant op) {
    return Algebra.number(op.value());
  }

  @Override
  public Formula batchSize(Op.BatchSize op) {
    return Symbol.scalar("N");
  }

  @Override
  public Formula rate(Op.Rate op) {
    return Symbol.scalar("η");
  }

  @Override
  public Formula biasCorrection(Op.BiasCorrection op) {
    return Algebra.minus(Algebra.ONE, Algebra.power(Algebra.number(op.beta()), Symbol.scalar("t")));
  }

  @Override
  public Formula bernoulli(Op.Bernoulli op) {
    return new Symbol("m", "", "", op.shape().rank());
  }

  @Override
  public Formula unary(Op.Unary op) {
    Formula x = of(op.x());
    return switch (op.function()) {
      case NEGATE -> Algebra.negative(x);
      case EXP -> Algebra.call("exp", x);
      case EXPM1 -> Algebra.minus(Algebra.call("exp", x), Algebra.ONE);
      case LOG -> Algebra.call("ln", x);
      case LOG1P -> Algebra.call("ln", Algebra.sum(Algebra.ONE, x));
      case SQRT -> Algebra.power(x, Algebra.number(0.5));
      case ABS -> Algebra.call("abs", x);
      case SIGN -> Algebra.call("sign", x);
      case SIN -> Algebra.call("sin", x);
      case COS -> Algebra.call("cos", x);
      case TANH -> Algebra.call("tanh", x);
      case SIGMOID -> Algebra.call("σ", x);
      case SOFTPLUS -> Algebra.call("softplus", x);
      case ERF -> Algebra.call("erf", x);
      case FLOOR -> Algebra.call("floor", x);
      case RECIPROCAL -> Algebra.power(x, Algebra.number(-1));
    };
  }

  @Override
  public Formula binary(Op.Binary op) {
    Formula a = of(op.a());
    Formula b = of(op.b());
    return switch (op.function()) {
      case ADD -> Algebra.sum(a, b);
      case SUBTRACT -> Algebra.minus(a, b);
      case MULTIPLY -> Algebra.product(a, b);
      case DIVIDE -> Algebra.quotient(a, b);
      case POWER -> Algebra.power(a, b);
      case MAX -> Algebra.call("max", a, b);
      case MIN -> Algebra.call("min", a, b);
    };
  }

  @Override
  public Formula compare(Op.Compare op) {
    return new Relation(of(op.a()), op.relation(), of(op.b()));
  }

  @Override
  public Formula and(Op.And op) {
    return new Formula.Both(of(op.a()), of(op.b()));
  }

  @Override
  public Formula not(Op.Not op) {
    return new Formula.Not(of(op.a()));
  }

  @Override
  public Formula select(Op.Select op) {
    Formula otherwise = of(op.b());
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(of(op.condition()), of(op.a())));
    if (otherwise instanceof Choice choice) {
      branches.addAll(choice.branches());
      otherwise = choice.otherwise();
    }
    return new Choice(branches, otherwise);
  }

  @Override
  public Formula toReal(Op.ToReal op) {
    return of(op.index());
  }

  @Override
  public Formula oneHot(Op.OneHot op) {
    return Algebra.call("onehot", of(op.index()));
  }

  @Override
  public Formula argMax(Op.ArgMax op) {
    return Algebra.call("argmax", of(op.x()));
  }

  @Override
  public Formula broadcast(Op.Broadcast op) {
    return of(op.x());
  }

  @Override
  public Formula reduce(Op.Reduce op) {
    String name =
        switch (op.reduction()) {
          case SUM -> "sum";
          case MAXIMUM -> "maximum";
          case MINIMUM -> "minimum";
          case LOG_SUM_EXP -> "logSumExp";
        };
    if (op.x().shape().size() == 1) {
      return of(op.x());
    }
    return Algebra.call(op.rank() == 0 ? name : Notions.ofRows(name), of(op.x()));
  }

  @Override
  public Formula concat(Op.Concat op) {
    return new Call("concat", op.parts().stream().map(this::of).toList());
  }

  @Override
  public Formula slice(Op.Slice op) {
    return Call.of("slice", of(op.x()), Algebra.number(op.from()), Algebra.number(op.to()));
  }

  @Override
  public Formula pad(Op.Pad op) {
    return Call.of("pad", of(op.x()), Algebra.number(op.before()), Algebra.number(op.after()));
  }

  /** A vector of one element is a scalar, and is written as that. */
  @Override
  public Formula reshape(Op.Reshape op) {
    Formula x = of(op.x());
    List<Integer> shape = op.shape().dimensions();
    if (op.shape().size() == 1 || shape.equals(op.x().shape().dimensions())) {
      return x;
    }
    if (shape.size() == 1) {
      return x instanceof Call call && call.is("reshape") && Ranks.of(call.argument()) == 1
          ? call.argument()
          : Call.of("flatten", x);
    }
    List<Formula> arguments = new ArrayList<>(List.of(x));
    shape.forEach(dimension -> arguments.add(Algebra.number(dimension)));
    return new Call("reshape", arguments);
  }

  @Override
  public Formula transpose(Op.Transpose op) {
    return Algebra.transpose(of(op.x()));
  }

  /** Vectors are columns: a row times a matrix is the transposed matrix times the column. */
  @Override
  public Formula matMul(Op.MatMul op) {
    boolean isRow = op.a().shape().rank() == 1;
    boolean isMatrix = op.b().shape().rank() == 2;
    if (isRow && isMatrix) {
      return Algebra.matrixProduct(Algebra.transpose(of(op.b())), of(op.a()));
    }
    return Algebra.matrixProduct(isRow ? Algebra.transpose(of(op.a())) : of(op.a()), of(op.b()));
  }

  @Override
  public Formula outer(Op.Outer op) {
    return Algebra.matrixProduct(of(op.a()), Algebra.transpose(of(op.b())));
  }

  @Override
  public Formula sumOverBatch(Op.SumOverBatch op) {
    return Algebra.total(SAMPLES, of(op.x()));
  }

  @Override
  public Formula repeatOverBatch(Op.RepeatOverBatch op) {
    return of(op.x());
  }

  @Override
  public Formula stopGradient(Op.StopGradient op) {
    return of(op.x());
  }
}
