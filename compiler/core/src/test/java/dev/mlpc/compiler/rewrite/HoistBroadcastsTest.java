package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import dev.mlpc.compiler.tensor.UnaryFunction;
import org.junit.jupiter.api.Test;

final class HoistBroadcastsTest {
  private final RuleScene scene = new RuleScene(new HoistBroadcasts());

  @Test
  void functionsOfTheSame_areComputedOnce() {
    scene.assertRewrites(
        scene.unary(UnaryFunction.EXP, scene.spread(scene.z(), RuleScene.THREE)),
        scene.spread(scene.unary(UnaryFunction.EXP, scene.z()), RuleScene.THREE));
    scene.assertRewrites(
        scene.times(
            scene.spread(scene.z(), RuleScene.THREE), scene.spread(scene.u(), RuleScene.THREE)),
        scene.spread(scene.times(scene.z(), scene.u()), RuleScene.THREE));
  }

  @Test
  void broadcastsFromDifferentRanks_meetAtTheHigher() {
    Shape shape = Shape.matrix(3, 2);
    Value scaled = scene.times(scene.spread(scene.x(), shape), scene.spread(scene.u(), shape));
    scene.assertRewrites(
        scene.minus(scaled), scene.spread(scene.minus(scene.times(scene.x(), scene.u())), shape));
  }

  @Test
  void oneBroadcastAlone_stays() {
    scene.assertLeaves(scene.times(scene.x(), scene.spread(scene.u(), RuleScene.THREE)));
  }
}
