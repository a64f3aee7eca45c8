package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class HoistRepeatsTest {
  private final RuleScene scene = new RuleScene(new HoistRepeats());

  @Test
  void whatExistsOnce_servesEverySample() {
    scene.assertRewrites(
        scene.plus(scene.x(), scene.repeat(scene.w())), scene.plus(scene.x(), scene.w()));
    scene.assertRewrites(
        scene.add(new Op.MatMul(scene.repeat(scene.m()), scene.x())),
        scene.add(new Op.MatMul(scene.m(), scene.x())));
  }

  @Test
  void whatFollowsFromItAlone_isComputedOnce() {
    scene.assertRewrites(
        scene.unary(UnaryFunction.EXP, scene.repeat(scene.w())),
        scene.repeat(scene.unary(UnaryFunction.EXP, scene.w())));
    scene.assertRewrites(
        scene.times(scene.repeat(scene.w()), scene.repeat(scene.u())),
        scene.repeat(scene.times(scene.w(), scene.u())));
  }

  @Test
  void sumsOverTheBatch_stay() {
    scene.assertLeaves(scene.add(new Op.SumOverBatch(scene.repeat(scene.w()))));
  }
}
