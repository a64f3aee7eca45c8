package dev.mlpc.samples.spirals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.report.Figures;
import dev.mlpc.runtime.training.EpochResult;
import dev.mlpc.runtime.training.TrainingResult;
import dev.mlpc.samples.Tool;
import dev.mlpc.samples.spirals.SpiralPoints.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpiralsStoryTest {

  @Test
  void thePoints_areThoseOfTheFile() throws IOException {
    assertThat(Files.readString(Tool.sample("spirals/spirals.csv")))
        .isEqualTo(SpiralPoints.csv(SpiralPoints.draw(1)));
  }

  @Test
  void theArms_areTold_andPainted(@TempDir Path directory) throws IOException {
    List<Point> points = SpiralPoints.draw(1);
    Spirals network = Spirals.create(3);
    TrainingResult result = SpiralsStory.train(network, points);
    EpochResult last = result.epochs().get(result.epochs().size() - 1);
    Figures figures = last.figures();
    assertThat(figures.values()).hasSize(1);
    assertThat(figures.values().get(0).value()).isGreaterThan(0.95);

    Path file = directory.resolve("regions.png");
    RegionPainter.paint(network, points, file);
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(picture.getHeight()).isGreaterThan(200);
  }
}
