package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Comparison;
import org.junit.jupiter.api.Test;

final class ChooseKnownTest {
  private final RuleScene scene = new RuleScene(new ChooseKnown());

  @Test
  void aKnownCondition_chooses() {
    Value yes = scene.compare(Comparison.GREATER, scene.number(2), scene.number(1));
    Value no = scene.compare(Comparison.EQUAL, scene.number(2), scene.number(1));
    scene.assertRewrites(scene.add(new Op.Select(yes, scene.u(), scene.v())), scene.u());
    scene.assertRewrites(scene.add(new Op.Select(no, scene.u(), scene.v())), scene.v());
    scene.assertRewrites(
        scene.add(new Op.Select(scene.add(new Op.Not(yes)), scene.u(), scene.v())), scene.v());
    scene.assertRewrites(
        scene.add(new Op.Select(scene.spread(yes, RuleScene.THREE), scene.x(), scene.y())),
        scene.x());
  }

  @Test
  void twoEqualBranches_areOne() {
    Value open = scene.compare(Comparison.LESS, scene.x(), scene.y());
    scene.assertRewrites(scene.add(new Op.Select(open, scene.y(), scene.y())), scene.y());
  }

  @Test
  void aNegatedCondition_swapsTheBranches() {
    Value open = scene.compare(Comparison.LESS, scene.x(), scene.y());
    scene.assertRewrites(
        scene.add(new Op.Select(scene.add(new Op.Not(open)), scene.x(), scene.y())),
        scene.add(new Op.Select(open, scene.y(), scene.x())));
  }

  @Test
  void conjunctions_dropWhatIsKnown() {
    Value open = scene.compare(Comparison.LESS, scene.u(), scene.v());
    Value yes = scene.compare(Comparison.NOT_EQUAL, scene.number(2), scene.number(1));
    Value no = scene.compare(Comparison.LESS_OR_EQUAL, scene.number(2), scene.number(1));
    scene.assertRewrites(scene.add(new Op.And(open, yes)), open);
    scene.assertRewrites(scene.add(new Op.And(yes, open)), open);
    scene.assertRewrites(scene.add(new Op.And(open, no)), no);
    scene.assertRewrites(scene.add(new Op.And(open, open)), open);
    scene.assertRewrites(scene.add(new Op.Not(scene.add(new Op.Not(open)))), open);
  }

  @Test
  void openConditions_stay() {
    Value open = scene.compare(Comparison.GREATER_OR_EQUAL, scene.x(), scene.x());
    scene.assertLeaves(scene.add(new Op.Select(open, scene.x(), scene.y())));
  }
}
