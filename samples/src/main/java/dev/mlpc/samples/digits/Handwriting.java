package dev.mlpc.samples.digits;

import dev.mlpc.samples.digits.Strokes.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws digits that look handwritten, 28 by 28 grey levels: the strokes of a digit, bent, slanted,
 * turned, stretched and shifted at random, with a pen of random width.
 */
final class Handwriting {
  /** Pixels along each side. */
  static final int SIDE = 28;

  /** The height of a digit before it is stretched, in pixels. */
  private static final double HEIGHT = 20;

  private final Random random;

  Handwriting(long seed) {
    this.random = new Random(seed);
  }

  /** One picture, row by row; 0 is paper, 255 is ink. */
  byte[] draw(int digit) {
    List<List<Stroke>> ways = Strokes.of(digit);
    List<Stroke> strokes = ways.get(random.nextInt(ways.size()));
    double slant = 0.22 * random.nextGaussian();
    double turn = 0.1 * random.nextGaussian();
    double width = HEIGHT * (0.85 + 0.3 * random.nextDouble());
    double height = HEIGHT * (0.85 + 0.25 * random.nextDouble());
    double right = SIDE / 2.0 + 1.2 * random.nextGaussian();
    double down = SIDE / 2.0 + 1.2 * random.nextGaussian();
    double pen = 0.8 + 0.9 * random.nextDouble();
    double[] bend = {random.nextGaussian(), random.nextGaussian(), 6 * random.nextDouble()};
    List<double[]> segments = new ArrayList<>();
    for (Stroke stroke : strokes) {
      double[] before = null;
      for (double[] point : stroke.points()) {
        double x = point[0] - 0.5 + 0.03 * bend[0] * StrictMath.sin(bend[2] + 5 * point[1]);
        double y = point[1] - 0.5 + 0.03 * bend[1] * StrictMath.sin(bend[2] + 5 * point[0]);
        double leaning = (x - slant * y) * width;
        double tall = y * height;
        double[] here = {
          right + leaning * StrictMath.cos(turn) - tall * StrictMath.sin(turn),
          down + leaning * StrictMath.sin(turn) + tall * StrictMath.cos(turn)
        };
        if (before != null) {
          segments.add(new double[] {before[0], before[1], here[0], here[1]});
        }
        before = here;
      }
    }
    return ink(segments, pen);
  }

  private static byte[] ink(List<double[]> segments, double pen) {
    byte[] picture = new byte[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] segment : segments) {
          nearest = Math.min(nearest, distance(segment, column + 0.5, row + 0.5));
        }
        double darkness = Math.max(0, Math.min(1, pen + 0.5 - nearest));
        // Sixteen levels are as good to the eye, and pack better.
        picture[row * SIDE + column] = (byte) (17 * Math.round(15 * darkness));
      }
    }
    return picture;
  }

  /** From a point to the nearest point of a segment. */
  private static double distance(double[] segment, double x, double y) {
    double dx = segment[2] - segment[0];
    double dy = segment[3] - segment[1];
    double square = dx * dx + dy * dy;
    double along = square == 0 ? 0 : ((x - segment[0]) * dx + (y - segment[1]) * dy) / square;
    double t = Math.max(0, Math.min(1, along));
    double right = segment[0] + t * dx - x;
    double down = segment[1] + t * dy - y;
    return Math.sqrt(right * right + down * down);
  }
}
