package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class StabiliseLogarithmsTest {
  private final RuleScene scene = new RuleScene(new StabiliseLogarithms());

  @Test
  void logarithmOfAnExponential_isWhatThatTook() {
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.unary(UnaryFunction.EXP, scene.x())), scene.x());
  }

  @Test
  void logarithmOfOnePlusAnExponential_isSoftplus() {
    Value exp = scene.unary(UnaryFunction.EXP, scene.x());
    Value softplus = scene.unary(UnaryFunction.SOFTPLUS, scene.x());
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.plus(exp, scene.number(1))), softplus);
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.plus(scene.number(1), exp)), softplus);
    scene.assertRewrites(scene.unary(UnaryFunction.LOG1P, exp), softplus);
  }

  @Test
  void logarithmsOfASigmoid_areSoftplus() {
    Value sigmoid = scene.unary(UnaryFunction.SIGMOID, scene.x());
    Value minusX = scene.minus(scene.x());
    Value ofX = scene.minus(scene.unary(UnaryFunction.SOFTPLUS, scene.x()));
    Value ofMinusX = scene.minus(scene.unary(UnaryFunction.SOFTPLUS, minusX));
    scene.assertRewrites(scene.unary(UnaryFunction.LOG, sigmoid), ofMinusX);
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.minus(scene.number(1), sigmoid)), ofX);
    scene.assertRewrites(scene.unary(UnaryFunction.LOG1P, scene.minus(sigmoid)), ofX);
  }

  @Test
  void otherLogarithms_stay() {
    scene.assertLeaves(
        scene.unary(UnaryFunction.LOG, scene.unary(UnaryFunction.SOFTPLUS, scene.x())));
    scene.assertLeaves(
        scene.unary(UnaryFunction.LOG1P, scene.unary(UnaryFunction.SIGMOID, scene.x())));
  }

  @Test
  void logarithmOfASoftmax_isADifference() {
    Value exp = scene.unary(UnaryFunction.EXP, scene.x());
    Value sum = scene.spread(scene.sum(exp), RuleScene.THREE);
    scene.assertRewrites(
        scene.unary(UnaryFunction.LOG, scene.over(exp, sum)),
        scene.minus(scene.x(), scene.unary(UnaryFunction.LOG, sum)));
  }
}
