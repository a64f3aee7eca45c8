package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import org.junit.jupiter.api.Test;

final class DropStopGradientTest {
  private final RuleScene scene = new RuleScene(new DropStopGradient());

  @Test
  void stopGradient_isWhatItShows() {
    scene.assertRewrites(scene.add(new Op.StopGradient(scene.x())), scene.x());
  }
}
