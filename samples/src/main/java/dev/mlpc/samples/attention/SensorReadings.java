package dev.mlpc.samples.attention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Sensors of three kinds, drawn at random, six at a time. The data of {@code attention.mlp}. */
public final class SensorReadings {
  static final int SENSORS = 6;
  static final int KINDS = 3;
  private static final int COUNT = 600;

  private SensorReadings() {}

  /**
   * Six sensors.
   *
   * @param kinds of each, 0 … 2
   * @param values what each measures, with two decimals
   */
  record Scene(int[] kinds, float[] values) {

    /** A row for each sensor: its kind as three numbers of which one is 1, and its value. */
    float[] readings() {
      float[] readings = new float[SENSORS * (KINDS + 1)];
      for (int i = 0; i < SENSORS; i++) {
        readings[i * (KINDS + 1) + kinds[i]] = 1;
        readings[i * (KINDS + 1) + KINDS] = values[i];
      }
      return readings;
    }

    /** For each sensor the mean of all that are of its kind. */
    float[] means() {
      float[] sums = new float[KINDS];
      int[] counts = new int[KINDS];
      for (int i = 0; i < SENSORS; i++) {
        sums[kinds[i]] += values[i];
        counts[kinds[i]]++;
      }
      float[] means = new float[SENSORS];
      for (int i = 0; i < SENSORS; i++) {
        means[i] = sums[kinds[i]] / counts[kinds[i]];
      }
      return means;
    }
  }

  /** Scenes; the same for the same seed. */
  static List<Scene> draw(long seed) {
    Random random = new Random(seed);
    List<Scene> scenes = new ArrayList<>();
    for (int scene = 0; scene < COUNT; scene++) {
      int[] kinds = new int[SENSORS];
      float[] values = new float[SENSORS];
      for (int i = 0; i < SENSORS; i++) {
        kinds[i] = random.nextInt(KINDS);
        values[i] = (random.nextInt(201) - 100) / 100f;
      }
      scenes.add(new Scene(kinds, values));
    }
    return scenes;
  }

  /** A line for each scene: the readings row by row, and the means. */
  static String csv(List<Scene> scenes) {
    StringBuilder text = new StringBuilder();
    for (Scene scene : scenes) {
      List<String> cells = new ArrayList<>();
      float[] readings = scene.readings();
      for (int i = 0; i < readings.length; i++) {
        cells.add(
            i % (KINDS + 1) == KINDS
                ? String.format(Locale.ROOT, "%.2f", readings[i])
                : Integer.toString((int) readings[i]));
      }
      for (float mean : scene.means()) {
        cells.add(String.format(Locale.ROOT, "%.4f", mean));
      }
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }

  /** Writes the table to the file that is named. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), csv(draw(1)));
  }
}
