package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Value;
import org.junit.jupiter.api.Test;

final class ShareSwappedTest {
  private final RuleScene scene = new RuleScene(new ShareSwapped());

  @Test
  void sumsAndProducts_areTheSameEitherWay() {
    Value sum = scene.plus(scene.x(), scene.y());
    scene.assertRewrites(scene.plus(scene.y(), scene.x()), sum);
    Value product = scene.times(scene.x(), scene.y());
    scene.assertRewrites(scene.times(scene.y(), scene.x()), product);
  }

  @Test
  void differences_areNot() {
    scene.assertLeaves(
        scene.times(scene.minus(scene.x(), scene.y()), scene.minus(scene.y(), scene.x())));
  }
}
