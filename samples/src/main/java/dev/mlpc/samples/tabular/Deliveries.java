package dev.mlpc.samples.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Deliveries by bicycle: how long they took, which distance, rush hour, rain and weight explain in
 * part. The longer a delivery, the less certain its time. The data of {@code delivery.mlp}.
 */
public final class Deliveries {
  private static final int COUNT = 1200;

  private Deliveries() {}

  /** A table with a header; the same for the same seed. */
  public static String csv(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("distance_km,hour,rain_mm,items,minutes\n");
    for (int i = 0; i < COUNT; i++) {
      double distance = 0.3 + 7.7 * random.nextDouble();
      double hour = 8 + 14 * random.nextDouble();
      double rain = Math.max(0, 3 * random.nextGaussian() - 1);
      int items = 1 + random.nextInt(9);
      double rush = StrictMath.exp(-(hour - 18) * (hour - 18) / 4);
      double expected = 5 + 3.4 * distance * (1 + 0.5 * rush) + 1.2 * rain + 0.4 * items;
      double delay = 0.12 * expected * Math.abs(random.nextGaussian());
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.1f,%.1f,%d,%.1f\n",
              distance,
              hour,
              rain,
              items,
              expected + delay));
    }
    return text.toString();
  }

  /** Writes the table to the file that is named. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), csv(1));
  }
}
