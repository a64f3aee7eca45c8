package dev.mlpc.samples.spirals;

import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingListener;
import dev.mlpc.runtime.training.TrainingLoop;
import dev.mlpc.runtime.training.TrainingResult;
import dev.mlpc.samples.spirals.SpiralPoints.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trains on the spiral's points inside the application, and paints what was learned. */
public final class SpiralsStory {
  private static final double VALIDATION = 0.2;

  private SpiralsStory() {}

  /** Points as samples of the network. */
  static Samples samples(Spirals network, List<Point> points) {
    Samples samples = Samples.zeros(network.signature(), points.size());
    float[] places = samples.inputs().floats(0);
    int[] colours = samples.targets().indices(0);
    for (int i = 0; i < points.size(); i++) {
      places[2 * i] = (float) points.get(i).x();
      places[2 * i + 1] = (float) points.get(i).y();
      colours[i] = points.get(i).arm();
    }
    return samples;
  }

  /** Trains a network as its spec says. */
  static TrainingResult train(Spirals network, List<Point> points) {
    Spirals.Trainer trainer = network.newTrainer();
    Samples.Split split = samples(network, points).split(VALIDATION, trainer.settings().seed());
    return new TrainingLoop(
            network, trainer, trainer.settings(), split.training(), Optional.of(split.validation()))
        .run(TrainingListener.NONE);
  }

  /** Trains, and writes the picture of the decision regions to the file that is named. */
  public static void main(String[] arguments) throws IOException {
    List<Point> points = SpiralPoints.draw(1);
    Spirals network = Spirals.create(3);
    TrainingResult result = train(network, points);
    System.out.println(result.epochs().get(result.epochs().size() - 1).figures());
    RegionPainter.paint(network, points, Path.of(arguments[0]));
  }
}
