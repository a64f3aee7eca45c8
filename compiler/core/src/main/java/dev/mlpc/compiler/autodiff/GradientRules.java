package dev.mlpc.compiler.autodiff;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the gradient of a result becomes the gradients of its operands: one rule an op. Each formula
 * stands beside its code, where y is the op's result and dy the gradient of the loss by y. Where a
 * derivative can be written by y it is, since y is known.
 *
 * <p>At a kink the derivative is PyTorch's: |x|' is 0 at 0; at a tie of the greater or lesser of
 * two it goes to the first; at a tie of the greatest or least of many it is split evenly, as {@code
 * amax} does.
 */
final class GradientRules implements Op.Cases<List<Contribution>> {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private final Value y;

  private GradientRules(Value y) {
    this.y = y;
  }

  /** What {@code y}, computed by {@code op}, adds to the gradients of its operands. */
  static List<Contribution> of(Value y, Op op) {
    return op.match(new GradientRules(y));
  }

  private static List<Contribution> none() {
    return List.of();
  }

  private static List<Contribution> to(Value x, Contribution.Formula dx) {
    return List.of(new Contribution(x, dx));
  }

  private static List<Contribution> to(
      Value a, Contribution.Formula da, Value b, Contribution.Formula db) {
    return List.of(new Contribution(a, da), new Contribution(b, db));
  }

  @Override
  public List<Contribution> unary(Op.Unary op) {
    Value x = op.x();
    return switch (op.function()) {
      // y = -x   ⇒   dx = -dy
      case NEGATE -> to(x, (e, dy) -> e.negative(dy));
      // y = eˣ   ⇒   dx = dy y
      case EXP -> to(x, (e, dy) -> e.times(dy, y));
      // y = eˣ - 1   ⇒   dx = dy (y + 1)
      case EXPM1 -> to(x, (e, dy) -> e.times(dy, e.plus(y, e.number(1))));
      // y = ln x   ⇒   dx = dy / x
      case LOG -> to(x, (e, dy) -> e.over(dy, x));
      // y = ln(1 + x)   ⇒   dx = dy / (1 + x)
      case LOG1P -> to(x, (e, dy) -> e.over(dy, e.plus(x, e.number(1))));
      // y = √x   ⇒   dx = dy / 2y
      case SQRT -> to(x, (e, dy) -> e.over(dy, e.times(e.number(2), y)));
      // y = |x|   ⇒   dx = dy sign(x)
      case ABS -> to(x, (e, dy) -> e.times(dy, e.unary(UnaryFunction.SIGN, x)));
      // y = sin x   ⇒   dx = dy cos x
      case SIN -> to(x, (e, dy) -> e.times(dy, e.unary(UnaryFunction.COS, x)));
      // y = cos x   ⇒   dx = -dy sin x
      case COS -> to(x, (e, dy) -> e.negative(e.times(dy, e.unary(UnaryFunction.SIN, x))));
      // y = tanh x   ⇒   dx = dy (1 - y²)
      case TANH -> to(x, (e, dy) -> e.times(dy, e.minus(e.number(1), e.times(y, y))));
      // y = 1 / (1 + e⁻ˣ)   ⇒   dx = dy y (1 - y)
      case SIGMOID -> to(x, (e, dy) -> e.times(dy, e.times(y, e.minus(e.number(1), y))));
      // y = ln(1 + eˣ)   ⇒   dx = dy / (1 + e⁻ˣ)
      case SOFTPLUS -> to(x, (e, dy) -> e.times(dy, e.unary(UnaryFunction.SIGMOID, x)));
      // y = 2/√π ∫₀ˣ exp(-t²) dt   ⇒   dx = dy 2/√π exp(-x²)
      case ERF -> to(x, (e, dy) -> e.times(dy, bell(e, x)));
      // y = 1 / x   ⇒   dx = -dy y²
      case RECIPROCAL -> to(x, (e, dy) -> e.negative(e.times(dy, e.times(y, y))));
      // constant wherever they are continuous
      case SIGN, FLOOR -> none();
    };
  }

  private static Value bell(Expressions e, Value x) {
    Value power = e.unary(UnaryFunction.EXP, e.negative(e.times(x, x)));
    return e.times(e.number(TWO_OVER_SQRT_PI), power);
  }

  @Override
  public List<Contribution> binary(Op.Binary op) {
    Value a = op.a();
    Value b = op.b();
    return switch (op.function()) {
      // y = a + b   ⇒   da = dy,   db = dy
      case ADD -> to(a, (e, dy) -> dy, b, (e, dy) -> dy);
      // y = a - b   ⇒   da = dy,   db = -dy
      case SUBTRACT -> to(a, (e, dy) -> dy, b, (e, dy) -> e.negative(dy));
      // y = a ⊙ b   ⇒   da = dy ⊙ b,   db = dy ⊙ a
      case MULTIPLY -> to(a, (e, dy) -> e.times(dy, b), b, (e, dy) -> e.times(dy, a));
      // y = a / b   ⇒   da = dy / b,   db = -(dy / b) y
      case DIVIDE ->
          to(a, (e, dy) -> e.over(dy, b), b, (e, dy) -> e.negative(e.times(e.over(dy, b), y)));
      // y = aᵇ   ⇒   da = dy b aᵇ⁻¹,   db = dy y ln a
      case POWER ->
          to(
              a,
              (e, dy) -> e.times(dy, slopeByBase(e, a, b)),
              b,
              (e, dy) -> e.times(dy, slopeByExponent(e, a, b)));
      // y = max(a, b)   ⇒   da = dy where a ≥ b, else 0;   db = 0 where a ≥ b, else dy
      case MAX -> choose(op, Comparison.GREATER_OR_EQUAL);
      // y = min(a, b)   ⇒   da = dy where a ≤ b, else 0;   db = 0 where a ≤ b, else dy
      case MIN -> choose(op, Comparison.LESS_OR_EQUAL);
    };
  }

  /**
   * b aᵇ⁻¹, and 0 for b = 0 even where a⁻¹ is not finite; a known small exponent needs no power.
   */
  private static Value slopeByBase(Expressions e, Value a, Value b) {
    OptionalDouble exponent = e.knownNumber(b);
    if (exponent.isPresent()) {
      double n = exponent.getAsDouble();
      return n == 0 || n == 1
          ? e.filled(n, a.type())
          : e.times(e.number(n), n == 2 ? a : e.power(a, e.number(n - 1)));
    }
    Value slope = e.times(b, e.power(a, e.minus(b, e.number(1))));
    return e.where(e.compare(b, Comparison.EQUAL, e.number(0)), e.number(0), slope);
  }

  /** aᵇ ln a, and 0 for 0ᵇ with b ≥ 0, where the logarithm is not finite. */
  private Value slopeByExponent(Expressions e, Value a, Value b) {
    Value slope = e.times(y, e.unary(UnaryFunction.LOG, a));
    Value flat =
        e.both(
            e.compare(a, Comparison.EQUAL, e.number(0)),
            e.compare(b, Comparison.GREATER_OR_EQUAL, e.number(0)));
    return e.where(flat, e.number(0), slope);
  }

  /** Where the relation holds the first was taken, elsewhere the second. */
  private static List<Contribution> choose(Op.Binary op, Comparison first) {
    return to(
        op.a(),
        (e, dy) -> e.where(e.compare(op.a(), first, op.b()), dy, e.number(0)),
        op.b(),
        (e, dy) -> e.where(e.compare(op.a(), first, op.b()), e.number(0), dy));
  }

  // y = a where c holds, else b   ⇒   da = dy where c holds, else 0;   db = 0 where it does, else
  // dy
  @Override
  public List<Contribution> select(Op.Select op) {
    return to(
        op.a(),
        (e, dy) -> e.where(op.condition(), dy, e.number(0)),
        op.b(),
        (e, dy) -> e.where(op.condition(), e.number(0), dy));
  }

  // y_ij = x_i   ⇒   dx_i = Σ_j dy_ij
  @Override
  public List<Contribution> broadcast(Op.Broadcast op) {
    return to(op.x(), (e, dy) -> e.sum(dy, op.x().shape().rank()));
  }

  @Override
  public List<Contribution> reduce(Op.Reduce op) {
    Value x = op.x();
    return switch (op.reduction()) {
      // y_i = Σ_j x_ij   ⇒   dx_ij = dy_i
      case SUM -> to(x, (e, dy) -> e.broadcast(dy, x.shape()));
      // y_i = max_j x_ij   ⇒   dx_ij = dy_i / n_i where x_ij = y_i, else 0;   n_i: how often it is
      case MAXIMUM, MINIMUM -> to(x, (e, dy) -> split(e, op, dy));
      // y_i = ln Σ_j exp x_ij   ⇒   dx_ij = dy_i exp(x_ij - y_i), the softmax
      case LOG_SUM_EXP ->
          to(
              x,
              (e, dy) -> {
                Value softmax = e.unary(UnaryFunction.EXP, e.minus(x, e.broadcast(y, x.shape())));
                return e.times(e.broadcast(dy, x.shape()), softmax);
              });
    };
  }

  private Value split(Expressions e, Op.Reduce op, Value dy) {
    Value x = op.x();
    Value extreme = e.compare(x, Comparison.EQUAL, e.broadcast(y, x.shape()));
    Value count = e.sum(e.where(extreme, e.number(1), e.number(0)), op.rank());
    return e.where(extreme, e.broadcast(e.over(dy, count), x.shape()), e.number(0));
  }

  // y = (a, b, …)   ⇒   da, db, … are the parts of dy
  @Override
  public List<Contribution> concat(Op.Concat op) {
    List<Contribution> result = new ArrayList<>();
    int place = 0;
    for (Value part : op.parts()) {
      int from = place;
      int to = from + part.shape().dimension(0);
      result.add(new Contribution(part, (e, dy) -> e.slice(dy, from, to)));
      place = to;
    }
    return result;
  }

  // y = x[from .. to]   ⇒   dx = dy between zeros
  @Override
  public List<Contribution> slice(Op.Slice op) {
    int after = op.x().shape().dimension(0) - op.to();
    return to(op.x(), (e, dy) -> e.add(new Op.Pad(dy, op.from(), after)));
  }

  // y = x between zeros   ⇒   dx = dy without its ends
  @Override
  public List<Contribution> pad(Op.Pad op) {
    int length = op.x().shape().dimension(0);
    return to(op.x(), (e, dy) -> e.slice(dy, op.before(), op.before() + length));
  }

  // y = x under another shape   ⇒   dx = dy under x's
  @Override
  public List<Contribution> reshape(Op.Reshape op) {
    return to(op.x(), (e, dy) -> e.add(new Op.Reshape(dy, op.x().shape())));
  }

  // y = xᵀ   ⇒   dx = dyᵀ
  @Override
  public List<Contribution> transpose(Op.Transpose op) {
    return to(op.x(), (e, dy) -> e.transpose(dy));
  }

  @Override
  public List<Contribution> matMul(Op.MatMul op) {
    Value a = op.a();
    Value b = op.b();
    if (a.shape().rank() == 1 && b.shape().rank() == 1) {
      // y = aᵀ b   ⇒   da = dy b,   db = dy a
      return to(a, (e, dy) -> e.times(dy, b), b, (e, dy) -> e.times(dy, a));
    }
    if (a.shape().rank() == 1) {
      // y = Bᵀ a   ⇒   da = B dy,   dB = a dyᵀ
      return to(a, (e, dy) -> e.product(b, dy), b, (e, dy) -> e.outer(a, dy));
    }
    if (b.shape().rank() == 1) {
      // y = A b   ⇒   dA = dy bᵀ,   db = Aᵀ dy
      return to(a, (e, dy) -> e.outer(dy, b), b, (e, dy) -> e.product(e.transpose(a), dy));
    }
    // Y = A B   ⇒   dA = dY Bᵀ,   dB = Aᵀ dY
    return to(
        a, (e, dy) -> e.product(dy, e.transpose(b)), b, (e, dy) -> e.product(e.transpose(a), dy));
  }

  // Y = a bᵀ   ⇒   da = dY b,   db = dYᵀ a
  @Override
  public List<Contribution> outer(Op.Outer op) {
    return to(op.a(), (e, dy) -> e.product(dy, op.b()), op.b(), (e, dy) -> e.product(op.a(), dy));
  }

  // y = Σ_s x_s over the samples   ⇒   dx_s = dy
  @Override
  public List<Contribution> sumOverBatch(Op.SumOverBatch op) {
    return to(op.x(), (e, dy) -> e.add(new Op.RepeatOverBatch(dy)));
  }

  // y_s = x for every sample   ⇒   dx = Σ_s dy_s
  @Override
  public List<Contribution> repeatOverBatch(Op.RepeatOverBatch op) {
    return to(op.x(), (e, dy) -> e.add(new Op.SumOverBatch(dy)));
  }

  // By definition.
  @Override
  public List<Contribution> stopGradient(Op.StopGradient op) {
    return none();
  }

  // What follows depends on no real number, or changes by jumps alone.

  @Override
  public List<Contribution> compare(Op.Compare op) {
    return none();
  }

  @Override
  public List<Contribution> and(Op.And op) {
    return none();
  }

  @Override
  public List<Contribution> not(Op.Not op) {
    return none();
  }

  @Override
  public List<Contribution> toReal(Op.ToReal op) {
    return none();
  }

  @Override
  public List<Contribution> oneHot(Op.OneHot op) {
    return none();
  }

  @Override
  public List<Contribution> argMax(Op.ArgMax op) {
    return none();
  }

  // Leaves have no operands.

  @Override
  public List<Contribution> input(Op.Input op) {
    return none();
  }

  @Override
  public List<Contribution> target(Op.Target op) {
    return none();
  }

  @Override
  public List<Contribution> parameter(Op.Parameter op) {
    return none();
  }

  @Override
  public List<Contribution> state(Op.State op) {
    return none();
  }

  @Override
  public List<Contribution> slot(Op.Slot op) {
    return none();
  }

  @Override
  public List<Contribution> constant(Op.Constant op) {
    return none();
  }

  @Override
  public List<Contribution> batchSize(Op.BatchSize op) {
    return none();
  }

  @Override
  public List<Contribution> rate(Op.Rate op) {
    return none();
  }

  @Override
  public List<Contribution> biasCorrection(Op.BiasCorrection op) {
    return none();
  }

  @Override
  public List<Contribution> bernoulli(Op.Bernoulli op) {
    return none();
  }
}
