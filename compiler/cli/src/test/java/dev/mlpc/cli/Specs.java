package dev.mlpc.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  private Specs() {}

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
