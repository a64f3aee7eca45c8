package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import org.junit.jupiter.api.Test;

final class GatherFactorsTest {
  private final RuleScene scene = new RuleScene(new GatherFactors());

  @Test
  void factorsThatAllShare_meet() {
    scene.assertRewrites(
        scene.times(scene.times(scene.x(), scene.u()), scene.v()),
        scene.times(scene.x(), scene.times(scene.u(), scene.v())));
    scene.assertRewrites(
        scene.times(scene.v(), scene.times(scene.u(), scene.x())),
        scene.times(scene.x(), scene.times(scene.u(), scene.v())));
  }

  @Test
  void aFactorOfBothTerms_leavesTheSum() {
    scene.assertRewrites(
        scene.minus(scene.times(scene.x(), scene.u()), scene.times(scene.u(), scene.y())),
        scene.times(scene.minus(scene.x(), scene.y()), scene.u()));
    scene.assertRewrites(
        scene.plus(scene.times(scene.x(), scene.u()), scene.times(scene.y(), scene.u())),
        scene.times(scene.plus(scene.x(), scene.y()), scene.u()));
  }

  @Test
  void theMeansFactor_isOne() {
    Value each = scene.over(scene.number(1), scene.add(new Op.BatchSize()));
    scene.assertRewrites(
        scene.times(scene.times(scene.number(2), scene.x()), each),
        scene.times(scene.x(), scene.times(scene.number(2), each)));
  }

  @Test
  void factorsThatDiffer_stay() {
    scene.assertLeaves(
        scene.plus(scene.times(scene.x(), scene.u()), scene.times(scene.y(), scene.v())));
    scene.assertLeaves(scene.times(scene.times(scene.x(), scene.z()), scene.u()));
  }

  @Test
  void aFactorOfAllTerms_leavesTheReduction() {
    scene.assertRewrites(
        scene.sum(scene.times(scene.x(), scene.u())), scene.times(scene.sum(scene.x()), scene.u()));
  }
}
