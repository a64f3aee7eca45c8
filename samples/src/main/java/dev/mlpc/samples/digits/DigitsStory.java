package dev.mlpc.samples.digits;

import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingListener;
import dev.mlpc.runtime.training.TrainingLoop;
import java.util.Optional;

/** Learns to read digits that it draws itself, and then reads some that it never saw. */
public final class DigitsStory {
  private static final int PIXELS = Handwriting.SIDE * Handwriting.SIDE;
  private static final String GREYS = " .:-=+*#%@";

  private DigitsStory() {}

  /** Digits as samples of the network, each as often as the others. */
  static Samples draw(Digits network, int count, long seed) {
    Handwriting hand = new Handwriting(seed);
    Samples samples = Samples.zeros(network.signature(), count);
    float[] images = samples.inputs().floats(0);
    int[] truths = samples.targets().indices(0);
    for (int i = 0; i < count; i++) {
      truths[i] = i % 10;
      byte[] picture = hand.draw(truths[i]);
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        images[i * PIXELS + pixel] = (picture[pixel] & 0xff) / 255f;
      }
    }
    return samples;
  }

  /** Trains a network as its spec says. */
  static void train(Digits network, Samples samples) {
    Digits.Trainer trainer = network.newTrainer();
    new TrainingLoop(network, trainer, trainer.settings(), samples, Optional.empty())
        .run(TrainingListener.NONE);
  }

  /** The share of digits that it reads right. */
  static double accuracy(Digits network, Samples samples) {
    float[] digits = new float[10 * samples.size()];
    network.predict(samples.inputs().floats(0), digits, samples.size(), network.newScratch());
    int right = 0;
    for (int i = 0; i < samples.size(); i++) {
      right += greatest(digits, 10 * i) == samples.targets().indices(0)[i] ? 1 : 0;
    }
    return (double) right / samples.size();
  }

  private static int greatest(float[] digits, int from) {
    int best = 0;
    for (int digit = 1; digit < 10; digit++) {
      best = digits[from + digit] > digits[from + best] ? digit : best;
    }
    return best;
  }

  private static String picture(float[] image) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < Handwriting.SIDE; row += 2) {
      for (int column = 0; column < Handwriting.SIDE; column++) {
        float ink =
            (image[row * Handwriting.SIDE + column] + image[(row + 1) * Handwriting.SIDE + column])
                / 2;
        text.append(GREYS.charAt(Math.round(ink * (GREYS.length() - 1))));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Trains, prints how well it reads, and shows a few. */
  public static void main(String[] arguments) {
    Digits network = Digits.create(1);
    train(network, draw(network, 2000, 1));
    Samples unseen = draw(network, 500, 2);
    System.out.printf("reads %.1f%% of 500 new digits right%n", 100 * accuracy(network, unseen));
    float[] image = new float[PIXELS];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(unseen.inputs().floats(0), 7 * i * PIXELS, image, 0, PIXELS);
      System.out.printf("%s-> %d%n", picture(image), network.classify(image));
    }
  }
}
