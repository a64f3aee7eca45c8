package dev.mlpc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Small specs with data, written into a directory. */
final class Specs {
  /** Three classes that two numbers tell apart. */
  private static final String FLOWERS =
      """
      /// Tells three flowers apart.
      network Flower(x: f32[2]) -> (p: f32[3]) {
        logits = x -> Dense(8, tanh) -> Dense(3);
        p = softmax(logits);
      }

      train Flower {
        target kind: class[3];
        loss = crossEntropy(logits, kind);
        optimizer = adam(rate = 5e-2);
        epochs = 40; batch = 8; seed = 3;
        report accuracy;
      }

      data Flower {
        source = csv("flowers.csv", header = true);
        x = columns("width", "length");
        kind = column("kind");
        validation = 0.25;
      }
      """;

  /** Large enough for threads to share it. */
  private static final String WIDE =
      """
      network Wide(x: f32[300]) -> (y: f32[2]) {
        y = x -> Dense(200, tanh) -> Dense(2);
      }

      train Wide {
        target t: f32[2];
        loss = mse(y, t);
        optimizer = adam(rate = 1e-3);
        epochs = 2; batch = 40;
      }

      data Wide {
        source = csv("wide.csv", header = false);
        x = columns(0 .. 300);
        t = columns(300, 301);
        validation = 0.25;
      }
      """;

  private Specs() {}

  /** {@code wide.mlp}, and 150 rows of {@code wide.csv} that it trains with. */
  static Path wide(Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < 150; row++) {
      for (int column = 0; column < 302; column++) {
        rows.append(column == 0 ? "" : ",").append((float) random.nextDouble(-1, 1));
      }
      rows.append('\n');
    }
    Files.writeString(directory.resolve("wide.csv"), rows);
    return write(directory, "wide.mlp", WIDE);
  }

  /** A spec of that text. */
  static Path write(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** {@code flowers.mlp}, and 48 rows of {@code flowers.csv} that it trains with. */
  static Path flowers(Path directory) throws IOException {
    StringBuilder rows = new StringBuilder("kind,length,width\n");
    for (int i = 0; i < 48; i++) {
      double wobble = 0.1 * (i % 5) - 0.2;
      switch (i % 3) {
        case 0 -> rows.append("tulip,").append(1 + wobble).append(",1\n");
        case 1 -> rows.append("rose,").append(-1).append(',').append(1 - wobble).append('\n');
        default ->
            rows.append("aster,").append(wobble).append(',').append(-1 + wobble).append('\n');
      }
    }
    Files.writeString(directory.resolve("flowers.csv"), rows);
    return write(directory, "flowers.mlp", FLOWERS);
  }
}
