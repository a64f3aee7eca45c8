package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Value;
import org.junit.jupiter.api.Test;

final class RemoveNeutralElementsTest {
  private final RuleScene scene = new RuleScene(new RemoveNeutralElements());

  @Test
  void zero_isNeutralToSums() {
    scene.assertRewrites(scene.plus(scene.x(), scene.number(0)), scene.x());
    scene.assertRewrites(scene.plus(scene.number(0), scene.x()), scene.x());
    scene.assertRewrites(scene.minus(scene.x(), scene.number(0)), scene.x());
  }

  @Test
  void one_isNeutralToProducts() {
    scene.assertRewrites(scene.times(scene.x(), scene.number(1)), scene.x());
    scene.assertRewrites(scene.times(scene.number(1), scene.x()), scene.x());
    scene.assertRewrites(scene.over(scene.x(), scene.number(1)), scene.x());
  }

  @Test
  void whatZeroIsReducedBy_isNegated() {
    scene.assertRewrites(scene.minus(scene.number(0), scene.x()), scene.minus(scene.x()));
  }

  @Test
  void twiceTheSame_isAProduct() {
    scene.assertRewrites(scene.plus(scene.x(), scene.x()), scene.times(scene.number(2), scene.x()));
  }

  @Test
  void aValueThatExistsOnce_isRepeatedWhereTheOpWasBatched() {
    Value ones = scene.repeat(scene.number(1));
    scene.assertRewrites(scene.times(scene.u(), ones), scene.repeat(scene.u()));
  }

  @Test
  void productsWithZero_mayBeNaN() {
    scene.assertLeaves(scene.times(scene.x(), scene.number(0)));
    scene.assertLeaves(scene.times(scene.number(0), scene.x()));
    scene.assertLeaves(scene.over(scene.number(0), scene.x()));
    scene.assertLeaves(scene.minus(scene.x(), scene.x()));
    scene.assertLeaves(scene.over(scene.x(), scene.x()));
    scene.assertLeaves(scene.over(scene.number(1), scene.x()));
  }
}
