package dev.mlpc.compiler.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphBuilder;
import dev.mlpc.compiler.graph.Node;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Origin;
import dev.mlpc.compiler.graph.TensorType;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DropUnusedTest {
  private static final Origin HERE = new Origin("h", Optional.empty(), Origin.Role.STEP);

  private final GraphBuilder graph = new GraphBuilder();
  private final Value used = parameter("used");
  private final Value unused = parameter("unused");

  private Value parameter(String name) {
    return graph.leaf(new Op.Parameter(name), TensorType.real(Shape.SCALAR, false), HERE);
  }

  @Test
  void whatNoOutputNeeds_isDropped() {
    graph.unary(UnaryFunction.EXP, unused, HERE);
    graph.output("y", graph.unary(UnaryFunction.EXP, used, HERE));
    Graph result = new DropUnused().run(graph.build());
    assertThat(result.nodes()).extracting(Node::op).contains(new Op.Parameter("used")).hasSize(2);
  }

  @Test
  void whatAnUpdateNeeds_stays() {
    graph.update(unused, graph.unary(UnaryFunction.EXP, used, HERE));
    Graph result = new DropUnused().run(graph.build());
    assertThat(result.nodes()).hasSize(3);
    assertThat(result.updates()).hasSize(1);
  }
}
