package dev.mlpc.samples.digits;

import java.util.ArrayList;
import java.util.List;

/**
 * The digits as a hand draws them: lines through points of the unit square, x to the right and y
 * down, some digits in more than one way.
 */
final class Strokes {

  /** One line through its points, without lifting the pen. */
  record Stroke(List<double[]> points) {
    Stroke {
      points = List.copyOf(points);
    }
  }

  /** The ways to write each digit. */
  private static final List<List<List<Stroke>>> DIGITS =
      List.of(
          List.of(List.of(arc(0.5, 0.5, 0.27, 0.42, 0, 360))),
          List.of(
              List.of(line(0.5, 0.08, 0.5, 0.92)),
              List.of(line(0.32, 0.26, 0.52, 0.08, 0.52, 0.92)),
              List.of(line(0.34, 0.26, 0.52, 0.08, 0.52, 0.92), line(0.34, 0.92, 0.7, 0.92))),
          List.of(
              List.of(
                  join(
                      arc(0.5, 0.3, 0.25, 0.22, 190, 380),
                      line(0.72, 0.4, 0.24, 0.91, 0.78, 0.91))),
              List.of(
                  join(
                      arc(0.48, 0.28, 0.24, 0.2, 200, 400),
                      line(0.62, 0.5, 0.34, 0.82),
                      arc(0.3, 0.86, 0.08, 0.06, 300, 60),
                      line(0.4, 0.86, 0.8, 0.92)))),
          List.of(
              List.of(
                  join(arc(0.46, 0.29, 0.24, 0.2, 200, 450), arc(0.46, 0.7, 0.27, 0.22, 270, 510))),
              List.of(
                  join(
                      line(0.26, 0.1, 0.74, 0.1, 0.46, 0.42),
                      arc(0.46, 0.67, 0.26, 0.25, 270, 510)))),
          List.of(
              List.of(line(0.6, 0.08, 0.2, 0.62, 0.82, 0.62), line(0.62, 0.34, 0.62, 0.93)),
              List.of(line(0.3, 0.1, 0.26, 0.52, 0.74, 0.52), line(0.7, 0.1, 0.68, 0.93))),
          List.of(
              List.of(
                  join(
                      line(0.74, 0.1, 0.34, 0.1, 0.3, 0.45),
                      arc(0.47, 0.66, 0.27, 0.25, 235, 510))),
              List.of(
                  join(line(0.34, 0.12, 0.3, 0.45), arc(0.47, 0.66, 0.27, 0.25, 235, 510)),
                  line(0.34, 0.12, 0.78, 0.1))),
          List.of(
              List.of(
                  join(
                      curve(0.66, 0.06, 0.34, 0.28, 0.25, 0.66),
                      arc(0.49, 0.69, 0.24, 0.22, 180, -185)))),
          List.of(
              List.of(line(0.22, 0.1, 0.78, 0.1, 0.42, 0.92)),
              List.of(line(0.22, 0.12, 0.76, 0.1, 0.44, 0.92), line(0.34, 0.5, 0.7, 0.5))),
          List.of(List.of(arc(0.5, 0.28, 0.2, 0.19, 90, 450), arc(0.5, 0.7, 0.25, 0.22, -90, 270))),
          List.of(
              List.of(
                  join(
                      arc(0.5, 0.31, 0.23, 0.22, 0, -360),
                      curve(0.73, 0.31, 0.72, 0.6, 0.56, 0.94))),
              List.of(join(arc(0.5, 0.31, 0.23, 0.22, 0, -360), line(0.73, 0.31, 0.7, 0.93)))));

  private Strokes() {}

  /** The ways to write a digit. */
  static List<List<Stroke>> of(int digit) {
    return DIGITS.get(digit);
  }

  private static Stroke line(double... coordinates) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new double[] {coordinates[i], coordinates[i + 1]});
    }
    return new Stroke(points);
  }

  /** Part of an ellipse, from one angle in degrees to another, clockwise from the right. */
  private static Stroke arc(
      double x, double y, double width, double height, double from, double to) {
    int steps = (int) Math.max(4, Math.abs(to - from) / 15);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / steps);
      points.add(
          new double[] {x + width * StrictMath.cos(angle), y + height * StrictMath.sin(angle)});
    }
    return new Stroke(points);
  }

  /** A quadratic Bézier curve. */
  private static Stroke curve(double x0, double y0, double x1, double y1, double x2, double y2) {
    List<double[]> points = new ArrayList<>();
    int steps = 10;
    for (int i = 0; i <= steps; i++) {
      double t = (double) i / steps;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      double c = t * t;
      points.add(new double[] {a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2});
    }
    return new Stroke(points);
  }

  private static Stroke join(Stroke... parts) {
    List<double[]> points = new ArrayList<>();
    for (Stroke part : parts) {
      points.addAll(part.points());
    }
    return new Stroke(points);
  }
}
