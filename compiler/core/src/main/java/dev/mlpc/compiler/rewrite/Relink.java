package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.function.UnaryOperator;

/** The same op over other values. */
public record Relink(UnaryOperator<Value> to) implements Op.Cases<Op> {

  private Value of(Value value) {
    return to.apply(value);
  }

  @Override
  public Op input(Op.Input op) {
    return op;
  }

  @Override
  public Op target(Op.Target op) {
    return op;
  }

  @Override
  public Op parameter(Op.Parameter op) {
    return op;
  }

  @Override
  public Op state(Op.State op) {
    return op;
  }

  @Override
  public Op slot(Op.Slot op) {
    return op;
  }

  @Override
  public Op constant(Op.Constant op) {
    return op;
  }

  @Override
  public Op batchSize(Op.BatchSize op) {
    return op;
  }

  @Override
  public Op rate(Op.Rate op) {
    return op;
  }

  @Override
  public Op biasCorrection(Op.BiasCorrection op) {
    return op;
  }

  @Override
  public Op bernoulli(Op.Bernoulli op) {
    return op;
  }

  @Override
  public Op unary(Op.Unary op) {
    return new Op.Unary(op.function(), of(op.x()));
  }

  @Override
  public Op binary(Op.Binary op) {
    return new Op.Binary(op.function(), of(op.a()), of(op.b()));
  }

  @Override
  public Op compare(Op.Compare op) {
    return new Op.Compare(op.relation(), of(op.a()), of(op.b()));
  }

  @Override
  public Op and(Op.And op) {
    return new Op.And(of(op.a()), of(op.b()));
  }

  @Override
  public Op not(Op.Not op) {
    return new Op.Not(of(op.a()));
  }

  @Override
  public Op select(Op.Select op) {
    return new Op.Select(of(op.condition()), of(op.a()), of(op.b()));
  }

  @Override
  public Op toReal(Op.ToReal op) {
    return new Op.ToReal(of(op.index()));
  }

  @Override
  public Op oneHot(Op.OneHot op) {
    return new Op.OneHot(of(op.index()), op.classes());
  }

  @Override
  public Op argMax(Op.ArgMax op) {
    return new Op.ArgMax(of(op.x()));
  }

  @Override
  public Op broadcast(Op.Broadcast op) {
    return new Op.Broadcast(of(op.x()), op.shape());
  }

  @Override
  public Op reduce(Op.Reduce op) {
    return new Op.Reduce(op.reduction(), of(op.x()), op.rank());
  }

  @Override
  public Op concat(Op.Concat op) {
    return new Op.Concat(op.parts().stream().map(to).toList());
  }

  @Override
  public Op slice(Op.Slice op) {
    return new Op.Slice(of(op.x()), op.from(), op.to());
  }

  @Override
  public Op pad(Op.Pad op) {
    return new Op.Pad(of(op.x()), op.before(), op.after());
  }

  @Override
  public Op reshape(Op.Reshape op) {
    return new Op.Reshape(of(op.x()), op.shape());
  }

  @Override
  public Op transpose(Op.Transpose op) {
    return new Op.Transpose(of(op.x()));
  }

  @Override
  public Op matMul(Op.MatMul op) {
    return new Op.MatMul(of(op.a()), of(op.b()));
  }

  @Override
  public Op outer(Op.Outer op) {
    return new Op.Outer(of(op.a()), of(op.b()));
  }

  @Override
  public Op sumOverBatch(Op.SumOverBatch op) {
    return new Op.SumOverBatch(of(op.x()));
  }

  @Override
  public Op repeatOverBatch(Op.RepeatOverBatch op) {
    return new Op.RepeatOverBatch(of(op.x()));
  }

  @Override
  public Op stopGradient(Op.StopGradient op) {
    return new Op.StopGradient(of(op.x()));
  }
}
