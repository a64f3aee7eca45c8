package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class FoldConstantsTest {
  private final RuleScene scene = new RuleScene(new FoldConstants());

  @Test
  void arithmetic_isDone() {
    scene.assertRewrites(scene.plus(scene.number(2), scene.number(3)), scene.number(5));
    scene.assertRewrites(scene.minus(scene.number(2), scene.number(3)), scene.number(-1));
    scene.assertRewrites(scene.times(scene.number(2), scene.number(3)), scene.number(6));
    scene.assertRewrites(scene.over(scene.number(3), scene.number(2)), scene.number(1.5));
    scene.assertRewrites(scene.power(scene.number(2), scene.number(10)), scene.number(1024));
    scene.assertRewrites(
        scene.binary(BinaryFunction.MAX, scene.number(2), scene.number(3)), scene.number(3));
    scene.assertRewrites(
        scene.binary(BinaryFunction.MIN, scene.number(2), scene.number(3)), scene.number(2));
  }

  @Test
  void functions_areEvaluated() {
    scene.assertRewrites(scene.unary(UnaryFunction.EXP, scene.number(0)), scene.number(1));
    scene.assertRewrites(scene.unary(UnaryFunction.SQRT, scene.number(6.25)), scene.number(2.5));
    scene.assertRewrites(scene.unary(UnaryFunction.SIGMOID, scene.number(0)), scene.number(0.5));
    scene.assertRewrites(
        scene.unary(UnaryFunction.SOFTPLUS, scene.number(0)), scene.number(StrictMath.log(2)));
    scene.assertRewrites(scene.unary(UnaryFunction.FLOOR, scene.number(-1.5)), scene.number(-2));
    scene.assertRewrites(
        scene.unary(UnaryFunction.RECIPROCAL, scene.number(4)), scene.number(0.25));
  }

  @Test
  void extremes_areWhatTheyAreAtRunTime() {
    scene.assertRewrites(
        scene.over(scene.number(1), scene.number(0)), scene.number(Double.POSITIVE_INFINITY));
    scene.assertRewrites(
        scene.over(scene.number(1), scene.number(-0.0)), scene.number(Double.NEGATIVE_INFINITY));
    scene.assertRewrites(
        scene.times(scene.number(0), scene.number(Double.POSITIVE_INFINITY)),
        scene.number(Double.NaN));
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.number(-1)), scene.number(Double.NaN));
    scene.assertRewrites(
        scene.unary(UnaryFunction.SIGMOID, scene.number(-720)), scene.number(StrictMath.exp(-720)));
  }

  @Test
  void repeatedConstants_stayRepeated() {
    scene.assertRewrites(
        scene.plus(scene.spread(scene.number(2), RuleScene.THREE), scene.number(3)),
        scene.spread(scene.number(5), RuleScene.THREE));
    scene.assertRewrites(
        scene.unary(UnaryFunction.NEGATE, scene.repeat(scene.number(2))),
        scene.repeat(scene.number(-2)));
  }

  @Test
  void parameters_areLeftAlone() {
    scene.assertLeaves(scene.plus(scene.u(), scene.number(3)));
    scene.assertLeaves(scene.unary(UnaryFunction.EXP, scene.u()));
  }

  @Test
  void erf_isLeftToTheRunTime() {
    scene.assertLeaves(scene.unary(UnaryFunction.ERF, scene.number(1)));
  }
}
