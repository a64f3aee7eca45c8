package dev.mlpc.samples.spirals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Points on three arms of a spiral, with some noise: the data of {@code spirals.mlp}. */
public final class SpiralPoints {
  /** The arms' names, in the order of the classes. */
  static final List<String> COLOURS = List.of("crimson", "gold", "teal");

  private static final int POINTS_PER_ARM = 120;
  private static final double TURNS = 0.75;

  private SpiralPoints() {}

  /** A point of the plane, -1 to 1 both ways, and the arm that it lies on. */
  public record Point(double x, double y, int arm) {}

  /** All points, arm after arm; the same for the same seed. */
  public static List<Point> draw(long seed) {
    Random random = new Random(seed);
    List<Point> points = new ArrayList<>();
    for (int arm = 0; arm < COLOURS.size(); arm++) {
      for (int i = 0; i < POINTS_PER_ARM; i++) {
        double radius = 0.08 + 0.87 * i / (POINTS_PER_ARM - 1);
        double noise = 0.13 * random.nextGaussian();
        double angle = 2 * Math.PI * ((double) arm / COLOURS.size() + TURNS * radius) + noise;
        points.add(new Point(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), arm));
      }
    }
    return points;
  }

  /** The points as a table with a header. */
  public static String csv(List<Point> points) {
    StringBuilder text = new StringBuilder("x,y,colour\n");
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT, "%.4f,%.4f,%s\n", point.x(), point.y(), COLOURS.get(point.arm())));
    }
    return text.toString();
  }

  /** Writes the table to the file that is named. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), csv(draw(1)));
  }
}
