package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class MoveNegationsTest {
  private final RuleScene scene = new RuleScene(new MoveNegations());

  @Test
  void twoNegations_areNone() {
    scene.assertRewrites(scene.minus(scene.minus(scene.x())), scene.x());
  }

  @Test
  void sums_takeThemIn() {
    scene.assertRewrites(
        scene.plus(scene.x(), scene.minus(scene.y())), scene.minus(scene.x(), scene.y()));
    scene.assertRewrites(
        scene.plus(scene.minus(scene.x()), scene.y()), scene.minus(scene.y(), scene.x()));
    scene.assertRewrites(
        scene.minus(scene.x(), scene.minus(scene.y())), scene.plus(scene.x(), scene.y()));
    scene.assertRewrites(
        scene.minus(scene.minus(scene.x()), scene.y()),
        scene.minus(scene.plus(scene.x(), scene.y())));
    scene.assertRewrites(
        scene.minus(scene.minus(scene.x(), scene.y())), scene.minus(scene.y(), scene.x()));
  }

  @Test
  void products_passThemOn() {
    scene.assertRewrites(
        scene.times(scene.minus(scene.x()), scene.y()),
        scene.minus(scene.times(scene.x(), scene.y())));
    scene.assertRewrites(
        scene.times(scene.x(), scene.minus(scene.y())),
        scene.minus(scene.times(scene.x(), scene.y())));
    scene.assertRewrites(
        scene.over(scene.minus(scene.x()), scene.y()),
        scene.minus(scene.over(scene.x(), scene.y())));
    scene.assertRewrites(
        scene.over(scene.x(), scene.minus(scene.y())),
        scene.minus(scene.over(scene.x(), scene.y())));
    scene.assertRewrites(
        scene.times(scene.minus(scene.x()), scene.minus(scene.y())),
        scene.times(scene.x(), scene.y()));
  }

  @Test
  void minusOne_isANegation() {
    scene.assertRewrites(scene.times(scene.x(), scene.number(-1)), scene.minus(scene.x()));
    scene.assertRewrites(scene.times(scene.number(-1), scene.x()), scene.minus(scene.x()));
    scene.assertRewrites(scene.over(scene.x(), scene.number(-1)), scene.minus(scene.x()));
    scene.assertLeaves(scene.over(scene.number(-1), scene.x()));
  }

  @Test
  void aNegationBelowABroadcast_isSeen() {
    scene.assertRewrites(
        scene.plus(scene.x(), scene.minus(scene.u())), scene.minus(scene.x(), scene.u()));
  }

  @Test
  void reductions_passThemOn() {
    scene.assertRewrites(scene.sum(scene.minus(scene.x())), scene.minus(scene.sum(scene.x())));
  }

  @Test
  void otherFunctions_doNotPassThemOn() {
    Value minusX = scene.minus(scene.x());
    scene.assertLeaves(scene.binary(BinaryFunction.MAX, minusX, scene.y()));
    scene.assertLeaves(scene.power(minusX, scene.y()));
    scene.assertLeaves(scene.add(new Op.Reduce(Reduction.MAXIMUM, minusX, 0)));
    scene.assertLeaves(scene.unary(UnaryFunction.ABS, minusX));
  }
}
