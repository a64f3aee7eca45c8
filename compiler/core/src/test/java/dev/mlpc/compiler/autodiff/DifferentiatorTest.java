package dev.mlpc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.GraphPrinter;
import dev.mlpc.compiler.graph.GraphVerifier;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.Origin.Role;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DifferentiatorTest {

  private static Origin origin(String name, Role role) {
    return new Origin(name, Optional.empty(), role);
  }

  /** z = W x + b, h = tanh z, y = V h + c, the loss is the mean of (y - t)². */
  @Test
  void perceptron_hasTheGradientsOfTheTextbook() {
    GraphBuilder g = new GraphBuilder();
    Value x = leaf(g, new Op.Input("x"), Shape.vector(2), true);
    Value w = leaf(g, new Op.Parameter("hidden.weight"), Shape.matrix(3, 2), false);
    Value b = leaf(g, new Op.Parameter("hidden.bias"), Shape.vector(3), false);
    Origin step = origin("hidden", Role.STEP);
    Value z = g.binary(BinaryFunction.ADD, g.add(new Op.MatMul(w, x), step), b, step);
    Value h = g.unary(UnaryFunction.TANH, z, origin("hidden", Role.NAMED));
    Value v = leaf(g, new Op.Parameter("y.weight"), Shape.matrix(1, 3), false);
    Value c = leaf(g, new Op.Parameter("y.bias"), Shape.vector(1), false);
    Value product = g.add(new Op.MatMul(v, h), origin("y", Role.STEP));
    Value y = g.binary(BinaryFunction.ADD, product, c, origin("y", Role.NAMED));
    Value t = leaf(g, new Op.Target("t"), Shape.vector(1), true);
    Origin toLoss = origin("loss", Role.STEP);
    Value error = g.binary(BinaryFunction.SUBTRACT, y, t, toLoss);
    Value square = g.binary(BinaryFunction.MULTIPLY, error, error, toLoss);
    Value sum =
        g.add(new Op.SumOverBatch(g.add(new Op.Reduce(Reduction.SUM, square, 0), toLoss)), toLoss);
    Value size = g.add(new Op.BatchSize(), toLoss);
    g.output("loss", g.binary(BinaryFunction.DIVIDE, sum, size, origin("loss", Role.NAMED)));

    Graph graph = Differentiator.differentiate(g.build(), "loss", List.of(w, b, v, c));

    // %22 is δ = ∂L/∂y = 2 (y - t) / n, and %31 is tanh'(z) ⊙ Vᵀ δ; %17 and %29 are ones.
    assertThat(GraphPrinter.print(GraphVerifier.verify(graph, "differentiation")))
        .isEqualTo(
            """
            %0 x: batch real[2] = input x
            %1 hidden.weight: real[3, 2] = parameter hidden.weight
            %2 hidden.bias: real[3] = parameter hidden.bias
            %3 hidden~: batch real[3] = %1 @ %0
            %4 hidden~: batch real[3] = %3 + %2
            %5 hidden: batch real[3] = tanh(%4)
            %6 y.weight: real[1, 3] = parameter y.weight
            %7 y.bias: real[1] = parameter y.bias
            %8 y~: batch real[1] = %6 @ %5
            %9 y: batch real[1] = %8 + %7
            %10 t: batch real[1] = target t
            %11 loss~: batch real[1] = %9 - %10
            %12 loss~: batch real[1] = %11 * %11
            %13 loss~: batch real = sum(%12)
            %14 loss~: real = sumOverBatch(%13)
            %15 loss~: real = batchSize
            %16 loss: real = %14 / %15
            %18 ∂loss: real = 1 / %15
            %19 ∂loss: batch real = repeatOverBatch(%18)
            %20 ∂loss: batch real[1] = broadcast(%19)
            %21 ∂loss: batch real[1] = %20 * %11
            %22 ∂loss: batch real[1] = %21 + %21
            %23 ∂y.bias: real[1] = sumOverBatch(%22)
            %24 ∂y.weight: batch real[1, 3] = outer(%22, %5)
            %25 ∂y.weight: real[1, 3] = sumOverBatch(%24)
            %26 ∂hidden: real[3, 1] = transpose(%6)
            %27 ∂hidden: batch real[3] = %26 @ %22
            %28 ∂hidden: batch real[3] = %5 * %5
            %30 ∂hidden: batch real[3] = 1 - %28
            %31 ∂hidden: batch real[3] = %27 * %30
            %32 ∂hidden.bias: real[3] = sumOverBatch(%31)
            %33 ∂hidden.weight: batch real[3, 2] = outer(%31, %0)
            %34 ∂hidden.weight: real[3, 2] = sumOverBatch(%33)
            output loss = %16
            output gradient.hidden.weight = %34
            output gradient.hidden.bias = %32
            output gradient.y.weight = %25
            output gradient.y.bias = %23
            """);
  }

  private static Value leaf(GraphBuilder graph, Op.Leaf op, Shape shape, boolean batched) {
    String name =
        op instanceof Op.Input input
            ? input.name()
            : op instanceof Op.Parameter parameter ? parameter.name() : ((Op.Target) op).name();
    return graph.leaf(op, TensorType.real(shape, batched), origin(name, Role.NAMED));
  }

  @Test
  void forward_staysWhatItWas() {
    Experiment e = new Experiment(2);
    Value x = e.spread(Shape.vector(3), true, -1, 1);
    Graph before = e.weighted(e.add(new Op.Unary(UnaryFunction.EXP, x)));
    Graph after = Differentiator.differentiate(before, "loss", List.of(x));
    assertThat(after.nodes()).startsWith(before.nodes().toArray(Node[]::new));
    assertThat(after.output("loss")).isEqualTo(before.output("loss"));
    assertThat(after.nodes().subList(before.nodes().size(), after.nodes().size()))
        .isNotEmpty()
        .allMatch(node -> node.origin().role() == Role.GRADIENT);
  }

  @Test
  void gradient_usesWhatForwardComputed() {
    for (UnaryFunction function :
        List.of(UnaryFunction.EXP, UnaryFunction.TANH, UnaryFunction.SIGMOID, UnaryFunction.SQRT)) {
      Experiment e = new Experiment(2);
      Value x = e.spread(Shape.vector(3), true, 0.5, 1);
      Graph graph = e.differentiated(e.add(new Op.Unary(function, x)));
      assertThat(graph.nodes())
          .extracting(Node::op)
          .filteredOn(Op.Unary.class::isInstance)
          .as("%s", function)
          .containsExactly(new Op.Unary(function, x));
    }
  }

  @Test
  void gradientOfAnInput_isNotComputedForAWeightAlone() {
    Experiment e = new Experiment(3);
    Value x = e.spread(Shape.vector(2), true, -1, 1);
    Value w = e.spread(Shape.matrix(3, 2), false, -1, 1);
    Graph forward = e.weighted(e.add(new Op.Unary(UnaryFunction.TANH, e.add(new Op.MatMul(w, x)))));
    Graph graph = Differentiator.differentiate(forward, "loss", List.of(w));
    assertThat(graph.outputs()).containsOnlyKeys("loss", "gradient.x1");
    assertThat(graph.nodes()).extracting(Node::op).noneMatch(Op.Transpose.class::isInstance);
  }

  @Test
  void variableWithoutInfluence_hasAGradientOfZeros() {
    Experiment e = new Experiment(4);
    Value x = e.spread(Shape.vector(2), true, -1, 1);
    Value stopped = e.spread(Shape.vector(2), true, -1, 1);
    e.spread(Shape.matrix(2, 3), false, -1, 1);
    e.spread(Shape.SCALAR, true, -1, 1);
    Value y = e.add(new Op.Binary(BinaryFunction.ADD, x, e.add(new Op.StopGradient(stopped))));
    Graph graph = e.differentiated(y);
    assertThat(e.gradient(graph, 1)).containsExactly(new double[6]);
    assertThat(e.gradient(graph, 2)).containsExactly(new double[6]);
    assertThat(e.gradient(graph, 3)).containsExactly(new double[3]);
    for (Value variable : e.variables()) {
      String name = "gradient.x" + e.variables().indexOf(variable);
      assertThat(graph.output(name).type()).isEqualTo(variable.type());
    }
  }

  @Test
  void lossThatIsAVariable_hasTheGradientOne() {
    GraphBuilder graph = new GraphBuilder();
    Value w = leaf(graph, new Op.Parameter("w"), Shape.SCALAR, false);
    graph.output("loss", w);
    Graph differentiated = Differentiator.differentiate(graph.build(), "loss", List.of(w));
    assertThat(differentiated.op(differentiated.output("gradient.w")))
        .isEqualTo(new Op.Constant(1));
  }

  @Test
  void valueUsedOften_getsTheSumOfAllUses() {
    Experiment e = new Experiment(5);
    Value x = e.spread(Shape.vector(3), false, 0.2, 1);
    Value y = x;
    for (UnaryFunction function :
        List.of(UnaryFunction.EXP, UnaryFunction.SIN, UnaryFunction.LOG, UnaryFunction.TANH)) {
      y = e.add(new Op.Binary(BinaryFunction.ADD, y, e.add(new Op.Unary(function, x))));
    }
    e.check(y);
  }

  @Test
  void gradientOfAGradient_isASecondDerivative() {
    Experiment e = new Experiment(6);
    Value x = e.spread(Shape.vector(2), true, -1, 1);
    Value w = e.spread(Shape.matrix(3, 2), false, -1, 1);
    Graph first =
        e.differentiated(e.add(new Op.Unary(UnaryFunction.TANH, e.add(new Op.MatMul(w, x)))));
    GraphBuilder more = new GraphBuilder(first);
    Origin here = origin("steepness", Role.NAMED);
    Value gradient = first.output("gradient.x1");
    Value square = more.binary(BinaryFunction.MULTIPLY, gradient, gradient, here);
    Value steepness = more.add(new Op.Reduce(Reduction.SUM, square, 0), here);
    Graph onward = new Graph(more.build().nodes(), Map.of("steepness", steepness), List.of());
    Graph second = Differentiator.differentiate(onward, "steepness", List.of(x, w));
    Experiment.check(second, "steepness", x, "gradient.x0", e.leaves());
    Experiment.check(second, "steepness", w, "gradient.x1", e.leaves());
  }

  /** h ← h + tanh(W h) / 5000: neither the stack nor the time may grow faster than the depth. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void deepChain_isNoHarderThanAShortOne() {
    int depth = 5000;
    Experiment e = new Experiment(7);
    Value first = e.spread(Shape.matrix(2, 2), false, -1, 1);
    Value h = e.given(new Op.State("start"), Shape.vector(2), 0.5, -0.25);
    Value part = e.add(new Op.Broadcast(e.add(new Op.Constant(1.0 / depth)), Shape.vector(2)));
    for (int layer = 0; layer < depth; layer++) {
      Value w =
          layer == 0
              ? first
              : e.given(new Op.Parameter("w" + layer), Shape.matrix(2, 2), 0.3, -0.2, 0.1, 0.4);
      Value step = e.add(new Op.Unary(UnaryFunction.TANH, e.add(new Op.MatMul(w, h))));
      Value small = e.add(new Op.Binary(BinaryFunction.MULTIPLY, step, part));
      h = e.add(new Op.Binary(BinaryFunction.ADD, h, small));
    }
    Graph graph = e.differentiated(h);
    assertThat(graph.nodes()).hasSizeGreaterThan(10 * depth);
    Experiment.check(graph, "loss", first, "gradient.x0", e.leaves());
  }

  @Test
  void whatCannotBeDerived_isRefused() {
    GraphBuilder g = new GraphBuilder();
    Value x = leaf(g, new Op.Input("x"), Shape.SCALAR, true);
    Value w = leaf(g, new Op.Parameter("w"), Shape.SCALAR, false);
    Value t = leaf(g, new Op.Target("t"), Shape.SCALAR, true);
    Value k =
        g.leaf(
            new Op.Input("k"),
            new TensorType(TensorType.Element.INDEX, Shape.SCALAR, true),
            origin("k", Role.NAMED));
    g.output("batched", x);
    g.output("loss", w);
    g.output("gradient.x", x);
    Graph graph = g.build();
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "batched", List.of(w)))
        .hasMessage("batched is batch real, not one real number");
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "cost", List.of(w)))
        .hasMessageContaining("no output cost");
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "loss", List.of(k)))
        .hasMessageContaining("no gradient by batch index");
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "loss", List.of(t)))
        .hasMessageContaining("no gradient by");
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "loss", List.of(x)))
        .hasMessage("two outputs gradient.x");
    assertThatThrownBy(() -> Differentiator.differentiate(graph, "loss", List.of(w, w)))
        .hasMessage("two outputs gradient.w");
  }
}
