package dev.mlpc.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.diagnostic.Span;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Comparison;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GraphPrinterTest {
  private static final Source SPEC =
      new Source(
          "pricer.mlp",
          """
          network Pricer(x: f32[2]) -> (price: f32) {
            hidden = x -> Dense(3, relu);
            price = hidden -> Dense(1);
          }
          """);

  private final GraphBuilder graph = new GraphBuilder();

  private static Origin origin(String name, Role role, String statement) {
    int start = SPEC.text().indexOf(statement);
    return new Origin(name, Optional.of(new Span(SPEC, start, start + statement.length())), role);
  }

  private static Origin origin(String name) {
    return new Origin(name, Optional.empty(), Role.NAMED);
  }

  private Value leaf(Op.Leaf op, String name, TensorType type) {
    return graph.leaf(op, type, origin(name));
  }

  @Test
  void everyNode_saysNameTypeFormulaAndLine() {
    String hidden = "hidden = x -> Dense(3, relu)";
    Value x =
        graph.leaf(
            new Op.Input("x"),
            TensorType.real(Shape.vector(2), true),
            origin("x", Role.NAMED, "x: f32[2]"));
    Value w =
        graph.leaf(
            new Op.Parameter("hidden.weight"),
            TensorType.real(Shape.matrix(3, 2), false),
            origin("hidden.weight", Role.NAMED, hidden));
    Origin step = origin("hidden", Role.STEP, hidden);
    Value z = graph.add(new Op.MatMul(w, x), step);
    Value zero = graph.constant(0, step);
    Value h = graph.binary(BinaryFunction.MAX, zero, z, origin("hidden", Role.NAMED, hidden));
    Value slope = graph.add(new Op.SumOverBatch(h), origin("hidden", Role.GRADIENT, hidden));
    Value next =
        graph.add(
            new Op.Broadcast(slope, Shape.matrix(3, 2)),
            origin("hidden.weight", Role.UPDATE, hidden));
    graph.output("price", h);
    graph.output("nothing", zero);
    graph.update(w, next);
    assertThat(GraphPrinter.print(graph.build()))
        .isEqualTo(
            """
            %0 x: batch real[2] = input x  // pricer.mlp:1
            %1 hidden.weight: real[3, 2] = parameter hidden.weight  // pricer.mlp:2
            %2 hidden~: batch real[3] = %1 @ %0  // pricer.mlp:2
            %3 hidden~: real = 0  // pricer.mlp:2
            %5 hidden: batch real[3] = max(0, %2)  // pricer.mlp:2
            %6 ∂hidden: real[3] = sumOverBatch(%5)  // pricer.mlp:2
            %7 hidden.weight': real[3, 2] = broadcast(%6)  // pricer.mlp:2
            output price = %5
            output nothing = %3
            update parameter hidden.weight := %7
            """);
  }

  @Test
  void everyOp_hasAForm() {
    Value x = leaf(new Op.Input("x"), "x", TensorType.real(Shape.vector(3), true));
    Value t = leaf(new Op.Target("t"), "t", new TensorType(Element.INDEX, Shape.SCALAR, true));
    Value s = leaf(new Op.State("s"), "s", TensorType.real(Shape.matrix(3, 3), false));
    Value m = leaf(new Op.Slot("momentum", "w"), "m", TensorType.real(Shape.SCALAR, false));
    assertForm(x, "input x");
    assertForm(t, "target t");
    assertForm(s, "state s");
    assertForm(m, "momentum of w");
    assertForm(new Op.Constant(0.5), "0.5");
    assertForm(new Op.Constant(-3), "-3");
    assertForm(new Op.Constant(-0.0), "-0.0");
    assertForm(new Op.BatchSize(), "batchSize");
    assertForm(new Op.Rate(), "rate");
    assertForm(new Op.BiasCorrection(0.9), "1 - 0.9 ^ step");
    assertForm(new Op.Bernoulli(0.9, Shape.vector(3), 2), "bernoulli(0.9, stream 2)");
    assertForm(new Op.Unary(UnaryFunction.NEGATE, x), "-%0");
    assertForm(new Op.Unary(UnaryFunction.RECIPROCAL, x), "1 / %0");
    assertForm(new Op.Unary(UnaryFunction.LOG1P, x), "log1p(%0)");
    assertForm(new Op.Binary(BinaryFunction.ADD, x, x), "%0 + %0");
    assertForm(new Op.Binary(BinaryFunction.SUBTRACT, x, x), "%0 - %0");
    assertForm(new Op.Binary(BinaryFunction.MULTIPLY, x, x), "%0 * %0");
    assertForm(new Op.Binary(BinaryFunction.DIVIDE, x, x), "%0 / %0");
    assertForm(new Op.Binary(BinaryFunction.POWER, x, x), "%0 ^ %0");
    assertForm(new Op.Binary(BinaryFunction.MIN, x, x), "min(%0, %0)");
    Value truth = assertForm(new Op.Compare(Comparison.LESS_OR_EQUAL, x, x), "%0 <= %0");
    String condition = "%" + truth.id();
    assertForm(new Op.And(truth, truth), condition + " and " + condition);
    assertForm(new Op.Not(truth), "not " + condition);
    assertForm(new Op.Select(truth, x, x), "if " + condition + " then %0 else %0");
    assertForm(new Op.ToReal(t), "real(%1)");
    assertForm(new Op.OneHot(t, 4), "oneHot(%1)");
    assertForm(new Op.ArgMax(x), "argMax(%0)");
    assertForm(new Op.Broadcast(x, Shape.matrix(3, 2)), "broadcast(%0)");
    assertForm(new Op.Reduce(Reduction.LOG_SUM_EXP, x, 0), "logSumExp(%0)");
    assertForm(new Op.Reduce(Reduction.MAXIMUM, s, 1), "maximum(%2, rank = 1)");
    assertForm(new Op.Concat(List.of(x, x)), "concat(%0, %0)");
    assertForm(new Op.Slice(x, 1, 3), "%0[1..3]");
    assertForm(new Op.Pad(x, 1, 2), "pad(%0, before = 1, after = 2)");
    assertForm(new Op.Reshape(x, Shape.matrix(3, 1)), "reshape(%0)");
    assertForm(new Op.Transpose(s), "transpose(%2)");
    assertForm(new Op.MatMul(s, x), "%2 @ %0");
    assertForm(new Op.Outer(x, x), "outer(%0, %0)");
    assertForm(new Op.SumOverBatch(x), "sumOverBatch(%0)");
    assertForm(new Op.RepeatOverBatch(m), "repeatOverBatch(%3)");
    assertForm(new Op.StopGradient(x), "stopGradient(%0)");
  }

  private Value assertForm(Op op, String form) {
    return assertForm(graph.add(op, origin("v")), form);
  }

  private Value assertForm(Value value, String form) {
    assertThat(GraphPrinter.excerpt(graph.build(), List.of(value.id())))
        .isEqualTo(
            "%%%d %s: %s = %s\n"
                .formatted(value.id(), graph.node(value).origin().name(), value.type(), form));
    return value;
  }
}
