package dev.mlpc.compiler.rewrite;

import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import dev.mlpc.compiler.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimplifyViewsTest {
  private final RuleScene scene = new RuleScene(new SimplifyViews());

  @Test
  void twoTranspositions_areNone() {
    Value transposed = scene.add(new Op.Transpose(scene.m()));
    scene.assertRewrites(scene.add(new Op.Transpose(transposed)), scene.m());
  }

  @Test
  void aTransposedOuterProduct_isTheSwappedOne() {
    Value outer = scene.add(new Op.Outer(scene.x(), scene.w()));
    scene.assertRewrites(
        scene.add(new Op.Transpose(outer)), scene.add(new Op.Outer(scene.w(), scene.x())));
  }

  @Test
  void reshapesOfReshapes_areOne() {
    Value flat = scene.add(new Op.Reshape(scene.m(), Shape.vector(6)));
    Shape shape = Shape.matrix(3, 2);
    scene.assertRewrites(
        scene.add(new Op.Reshape(flat, shape)), scene.add(new Op.Reshape(scene.m(), shape)));
    scene.assertRewrites(scene.add(new Op.Reshape(flat, Shape.matrix(2, 3))), scene.m());
    scene.assertRewrites(
        scene.add(new Op.Reshape(scene.spread(scene.u(), Shape.vector(6)), shape)),
        scene.spread(scene.u(), shape));
  }

  @Test
  void broadcastsOfBroadcasts_areOne() {
    Shape shape = Shape.matrix(3, 2);
    scene.assertRewrites(
        scene.spread(scene.spread(scene.u(), RuleScene.THREE), shape),
        scene.spread(scene.u(), shape));
  }

  @Test
  void slicesOfSlices_areOne() {
    Value slice = scene.add(new Op.Slice(scene.x(), 1, 3));
    scene.assertRewrites(
        scene.add(new Op.Slice(slice, 1, 2)), scene.add(new Op.Slice(scene.x(), 2, 3)));
    scene.assertRewrites(scene.add(new Op.Slice(scene.x(), 0, 3)), scene.x());
  }

  @Test
  void aSliceOfOnePart_isOfThatPart() {
    Value joined = scene.add(new Op.Concat(List.of(scene.x(), scene.y())));
    scene.assertRewrites(scene.add(new Op.Slice(joined, 3, 6)), scene.y());
    scene.assertRewrites(
        scene.add(new Op.Slice(joined, 1, 3)), scene.add(new Op.Slice(scene.x(), 1, 3)));
    scene.assertLeaves(scene.add(new Op.Slice(joined, 2, 4)));
  }

  @Test
  void aSliceOfWhatWasPadded_isUnpadded() {
    Value padded = scene.add(new Op.Pad(scene.x(), 2, 1));
    scene.assertRewrites(scene.add(new Op.Slice(padded, 2, 5)), scene.x());
    scene.assertRewrites(
        scene.add(new Op.Slice(padded, 3, 5)), scene.add(new Op.Slice(scene.x(), 1, 3)));
    scene.assertLeaves(scene.add(new Op.Slice(padded, 1, 5)));
  }

  @Test
  void joiningOrPaddingNothing_isNothing() {
    scene.assertRewrites(scene.add(new Op.Concat(List.of(scene.x()))), scene.x());
    scene.assertRewrites(scene.add(new Op.Pad(scene.x(), 0, 0)), scene.x());
  }
}
