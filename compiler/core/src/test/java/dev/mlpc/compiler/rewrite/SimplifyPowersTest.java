package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Value;
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
    Value square = scene.times(scene.x(), scene.x());
    scene.assertRewrites(scene.power(scene.x(), scene.number(4)), scene.times(square, square));
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
    Value inverse = scene.unary(UnaryFunction.RECIPROCAL, scene.x());
    scene.assertRewrites(scene.power(scene.x(), scene.number(-2)), scene.times(inverse, inverse));
    scene.assertRewrites(
        scene.power(scene.u(), scene.number(-0.5)),
        scene.unary(UnaryFunction.RECIPROCAL, scene.unary(UnaryFunction.SQRT, scene.u())));
  }

  @Test
  void wholePowersOfExtremes_areWhatThePowerIs() {
    for (double exponent : new double[] {0, 1, 2, 3, 4, -1, -2}) {
      scene.assertEqualAt(
          scene.power(scene.z(), scene.number(exponent)),
          0,
          -0.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          1e-160,
          1e160);
    }
  }

  @Test
  void rootsOfExtremes_areThoseOfPyTorch() {
    scene.assertEqualAt(
        scene.power(scene.z(), scene.number(-0.5)), 0, Double.NaN, Double.POSITIVE_INFINITY, -1);
    scene.assertEqualAt(
        scene.power(scene.z(), scene.number(0.5)), 0, Double.NaN, Double.POSITIVE_INFINITY, -1);
  }

  @Test
  void otherPowers_stay() {
    scene.assertLeaves(scene.power(scene.x(), scene.number(2.5)));
    scene.assertLeaves(scene.power(scene.x(), scene.number(5)));
    scene.assertLeaves(scene.power(scene.x(), scene.number(-3)));
    scene.assertLeaves(scene.power(scene.x(), scene.y()));
  }
}
