package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.BinaryFunction;
import dev.mlpc.compiler.tensor.Reduction;
import dev.mlpc.compiler.tensor.Shape;
import org.junit.jupiter.api.Test;

final class SimplifyReductionsTest {
  private final RuleScene scene = new RuleScene(new SimplifyReductions());

  @Test
  void aSumOfTheSame_isAProduct() {
    Value same = scene.spread(scene.z(), RuleScene.THREE);
    scene.assertRewrites(scene.sum(same), scene.times(scene.number(3), scene.z()));
  }

  @Test
  void theGreatestOfTheSame_isIt() {
    Value same = scene.spread(scene.z(), RuleScene.THREE);
    scene.assertRewrites(scene.add(new Op.Reduce(Reduction.MAXIMUM, same, 0)), scene.z());
    scene.assertRewrites(scene.add(new Op.Reduce(Reduction.MINIMUM, same, 0)), scene.z());
  }

  @Test
  void logSumExpOfTheSame_addsALogarithm() {
    Value same = scene.spread(scene.z(), RuleScene.THREE);
    scene.assertRewrites(
        scene.add(new Op.Reduce(Reduction.LOG_SUM_EXP, same, 0)),
        scene.binary(BinaryFunction.ADD, scene.z(), scene.number(StrictMath.log(3))));
  }

  @Test
  void rowsOfTheSame_areReducedApart() {
    Value rows = scene.spread(scene.w(), Shape.matrix(3, 4));
    scene.assertRewrites(
        scene.add(new Op.Reduce(Reduction.SUM, rows, 1)), scene.times(scene.number(4), scene.w()));
    scene.assertRewrites(scene.sum(rows), scene.times(scene.number(4), scene.sum(scene.w())));
    Value all = scene.spread(scene.u(), Shape.matrix(3, 4));
    scene.assertRewrites(
        scene.add(new Op.Reduce(Reduction.SUM, all, 1)),
        scene.times(scene.number(4), scene.spread(scene.u(), RuleScene.THREE)));
  }

  @Test
  void sumsOfSums_areOne() {
    Value rows = scene.add(new Op.Reduce(Reduction.SUM, scene.m(), 1));
    scene.assertRewrites(scene.sum(rows), scene.sum(scene.m()));
    Value greatest = scene.add(new Op.Reduce(Reduction.MAXIMUM, scene.m(), 1));
    scene.assertLeaves(scene.sum(greatest));
  }

  @Test
  void aBatchOfTheSame_isAProduct() {
    scene.assertRewrites(
        scene.add(new Op.SumOverBatch(scene.repeat(scene.w()))),
        scene.times(scene.add(new Op.BatchSize()), scene.w()));
  }

  @Test
  void oneHot_hasTheSumOne() {
    Value oneHot = scene.add(new Op.OneHot(scene.add(new Op.ArgMax(scene.x())), 3));
    scene.assertRewrites(scene.sum(oneHot), scene.repeat(scene.number(1)));
    scene.assertLeaves(scene.add(new Op.Reduce(Reduction.MAXIMUM, oneHot, 0)));
  }
}
