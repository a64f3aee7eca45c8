package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class SimplifyPowersTest {
  private final RuleScene scene = new RuleScene(new SimplifyPowers());

  @Test
  void smallWholePowers_areProducts() {
    scene.assertRewrites(
        scene.power(scene.x(), scene.number(2)), scene.times(scene.x(), scene.x()));
    scene.assertRewrites(
        scene.power(scene.x(), scene.number(3)),
        scene.times(scene.times(scene.x(), scene.x()), scene.x()));
  }

  @Test
  void powersOfOneAndZero_areNoPowers() {
    scene.assertRewrites(scene.power(scene.x(), scene.number(1)), scene.x());
    scene.assertRewrites(
        scene.power(scene.w(), scene.number(0)), scene.spread(scene.number(1), RuleScene.THREE));
  }

  @Test
  void inversesAndRoots_haveFunctionsOfTheirOwn() {
    scene.assertRewrites(
        scene.power(scene.x(), scene.number(-1)), scene.unary(UnaryFunction.RECIPROCAL, scene.x()));
    scene.assertRewrites(
        scene.power(scene.u(), scene.number(0.5)), scene.unary(UnaryFunction.SQRT, scene.u()));
  }

  @Test
  void otherPowers_stay() {
    scene.assertLeaves(scene.power(scene.x(), scene.number(2.5)));
    scene.assertLeaves(scene.power(scene.x(), scene.y()));
  }
}
