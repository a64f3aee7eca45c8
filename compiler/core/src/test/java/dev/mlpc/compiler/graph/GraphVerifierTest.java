package dev.mlpc.compiler.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.compiler.graph.Graph.Update;
import dev.mlpc.compiler.graph.TensorType.Element;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GraphVerifierTest {
  private static final TensorType BATCH = TensorType.real(Shape.vector(2), true);
  private static final TensorType ONCE = TensorType.real(Shape.vector(2), false);

  private static Node node(int id, TensorType type, Op op) {
    return new Node(new Value(id, type), op, new Origin("v", Optional.empty(), Origin.Role.NAMED));
  }

  private static Graph graph(Node... nodes) {
    return new Graph(List.of(nodes), Map.of(), List.of());
  }

  private static void assertBroken(Graph graph, String fault) {
    assertThatThrownBy(() -> GraphVerifier.verify(graph, "foldConstants"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("after foldConstants the graph is broken at ")
        .hasMessageContaining(fault);
  }

  @Test
  void soundGraph_isGivenBack() {
    Node w = node(0, ONCE, new Op.Parameter("w"));
    Node m = node(1, ONCE, new Op.Slot("momentum", "w"));
    Node y = node(2, ONCE, new Op.Unary(UnaryFunction.EXP, w.value()));
    Graph graph =
        new Graph(
            List.of(w, m, y),
            Map.of("y", y.value()),
            List.of(new Update(w.value(), y.value()), new Update(m.value(), w.value())));
    assertThat(GraphVerifier.verify(graph, "analysis")).isSameAs(graph);
  }

  @Test
  void message_showsTheFaultAndWhatItUses() {
    Node x = node(0, BATCH, new Op.Input("x"));
    Node y = node(1, ONCE, new Op.Unary(UnaryFunction.EXP, x.value()));
    assertThatThrownBy(() -> GraphVerifier.verify(graph(x, y), "foldConstants"))
        .hasMessage(
            """
            after foldConstants the graph is broken at %1: its type is wrong
            %0 v: batch real[2] = input x
            %1 v: real[2] = exp(%0)
            """);
  }

  @Test
  void numbersOutOfOrder_areFound() {
    assertBroken(graph(node(1, BATCH, new Op.Input("x"))), "at %0: it is numbered 1");
  }

  @Test
  void useBeforeComputation_isFound() {
    Value later = new Value(1, BATCH);
    assertBroken(
        graph(
            node(0, BATCH, new Op.Unary(UnaryFunction.EXP, later)),
            node(1, BATCH, new Op.Input("x"))),
        "it uses %1, which comes later");
    assertBroken(
        graph(node(0, BATCH, new Op.Unary(UnaryFunction.EXP, new Value(0, BATCH)))),
        "it uses %0, which comes later");
  }

  @Test
  void operandOfAnotherType_isFound() {
    assertBroken(
        graph(
            node(0, BATCH, new Op.Input("x")),
            node(1, ONCE, new Op.Unary(UnaryFunction.EXP, new Value(0, ONCE)))),
        "it takes %0 for real[2]");
  }

  @Test
  void operandsThatDoNotFit_areFound() {
    Node x = node(0, BATCH, new Op.Input("x"));
    assertBroken(graph(x, node(1, BATCH, new Op.Transpose(x.value()))), "its operands do not fit");
  }

  @Test
  void leavesThatCannotBe_areFound() {
    assertBroken(graph(node(0, ONCE, new Op.Input("x"))), "it cannot be real[2]");
    assertBroken(graph(node(0, BATCH, new Op.Parameter("w"))), "it cannot be batch real[2]");
    TensorType index = new TensorType(Element.INDEX, Shape.SCALAR, false);
    assertBroken(graph(node(0, index, new Op.State("s"))), "it cannot be index");
    TensorType truth = new TensorType(Element.TRUTH, Shape.SCALAR, true);
    assertBroken(graph(node(0, truth, new Op.Target("t"))), "it cannot be batch truth");
  }

  @Test
  void leavesThatCannotBeToldApart_areFound() {
    assertBroken(
        graph(node(0, BATCH, new Op.Input("x")), node(1, BATCH, new Op.Input("x"))),
        "at %1: it is there twice");
    assertBroken(
        graph(node(0, ONCE, new Op.Parameter("w")), node(1, ONCE, new Op.State("w"))),
        "at %1: its name is taken");
    assertBroken(
        graph(
            node(0, BATCH, new Op.Bernoulli(0.5, Shape.vector(2), 1)),
            node(1, BATCH, new Op.Bernoulli(0.9, Shape.vector(2), 1))),
        "at %1: its stream is taken");
  }

  @Test
  void slotOfAnotherShape_isFound() {
    assertBroken(
        graph(
            node(0, ONCE, new Op.Parameter("w")),
            node(1, TensorType.real(Shape.vector(7), false), new Op.Slot("momentum", "w"))),
        "at %1: its parameter has another shape");
  }

  @Test
  void slotOfOneNumber_isValid() {
    GraphVerifier.verify(
        graph(
            node(0, ONCE, new Op.Parameter("w")),
            node(1, TensorType.real(Shape.SCALAR, false), new Op.Slot("product", "w"))),
        "a test");
  }

  @Test
  void outputThatDoesNotExist_isFound() {
    Graph graph =
        new Graph(
            List.of(node(0, BATCH, new Op.Input("x"))),
            Map.of("y", new Value(7, BATCH)),
            List.of());
    assertBroken(graph, "at %7: output y");
  }

  @Test
  void updatesThatCannotBe_areFound() {
    Node x = node(0, BATCH, new Op.Input("x"));
    Node w = node(1, ONCE, new Op.Parameter("w"));
    Node c = node(2, TensorType.real(Shape.SCALAR, false), new Op.Constant(1));
    List<Node> nodes = List.of(x, w, c);
    Update sound = new Update(w.value(), w.value());
    assertBroken(
        new Graph(nodes, Map.of(), List.of(new Update(x.value(), x.value()))),
        "at %0: it is updated, but is not kept");
    assertBroken(
        new Graph(nodes, Map.of(), List.of(new Update(w.value(), c.value()))),
        "at %1: it would become %2");
    assertBroken(
        new Graph(nodes, Map.of(), List.of(new Update(w.value(), new Value(9, ONCE)))),
        "at %9: the value of an update does not exist");
    assertBroken(
        new Graph(nodes, Map.of(), List.of(new Update(new Value(9, ONCE), w.value()))),
        "at %9: the target of an update does not exist");
    assertBroken(new Graph(nodes, Map.of(), List.of(sound, sound)), "at %1: it is updated twice");
  }
}
