package dev.mlpc.samples.spirals;

import dev.mlpc.samples.spirals.SpiralPoints.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Paints which class a network gives to each place of the plane, and the points it learned from.
 */
final class RegionPainter {
  /** Pixels along each side. */
  private static final int SIDE = 520;

  /** The plane is shown from -EDGE to EDGE. */
  private static final double EDGE = 1.15;

  private static final List<Color> COLOURS =
      List.of(
          new Color(0xC2, 0x3B, 0x4E), new Color(0xE3, 0xA5, 0x2B), new Color(0x1F, 0x86, 0x8C));

  private RegionPainter() {}

  /**
   * Writes the picture as PNG.
   *
   * @throws IOException if the file cannot be written
   */
  static void paint(Spirals network, List<Point> points, Path file) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    paintRegions(network, picture);
    paintPoints(points, picture);
    ImageIO.write(picture, "png", file.toFile());
  }

  private static void paintRegions(Spirals network, BufferedImage picture) {
    float[] places = new float[2 * SIDE];
    float[] probabilities = new float[COLOURS.size() * SIDE];
    Spirals.Scratch scratch = network.newScratch();
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        places[2 * column] = (float) (EDGE * (2.0 * column / (SIDE - 1) - 1));
        places[2 * column + 1] = (float) (EDGE * (1 - 2.0 * row / (SIDE - 1)));
      }
      network.predict(places, probabilities, SIDE, scratch);
      for (int column = 0; column < SIDE; column++) {
        picture.setRGB(column, row, blend(probabilities, COLOURS.size() * column));
      }
    }
  }

  /** The classes' colours, each as far as the network believes in it, on white paper. */
  private static int blend(float[] probabilities, int from) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int i = 0; i < COLOURS.size(); i++) {
      Color colour = COLOURS.get(i);
      red += probabilities[from + i] * colour.getRed();
      green += probabilities[from + i] * colour.getGreen();
      blue += probabilities[from + i] * colour.getBlue();
    }
    return new Color(paper(red), paper(green), paper(blue)).getRGB();
  }

  private static int paper(double level) {
    return (int) Math.round(255 - 0.55 * (255 - level));
  }

  private static void paintPoints(List<Point> points, BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setStroke(new BasicStroke(1.2f));
    for (Point point : points) {
      double x = (point.x() / EDGE + 1) / 2 * (SIDE - 1);
      double y = (1 - point.y() / EDGE) / 2 * (SIDE - 1);
      Ellipse2D dot = new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7);
      graphics.setColor(COLOURS.get(point.arm()));
      graphics.fill(dot);
      graphics.setColor(Color.WHITE);
      graphics.draw(dot);
    }
    graphics.dispose();
  }
}
