package dev.mlpc.compiler.generated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rates of PyTorch's schedules, step by step, as measured with it. */
final class TorchSchedules {
  private static final Pattern SCHEDULE = Pattern.compile("\"([^\"]+)\": \\[([^\\]]*)\\]");

  private TorchSchedules() {}

  /** The rates by the schedule's name, which is how a spec writes it. */
  static Map<String, double[]> read() throws IOException {
    Map<String, double[]> schedules = new LinkedHashMap<>();
    try (InputStream file =
        Objects.requireNonNull(
            TorchSchedules.class.getResourceAsStream("/dev/mlpc/compiler/torch/schedules.json"))) {
      Matcher matcher = SCHEDULE.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      while (matcher.find()) {
        double[] rates =
            Arrays.stream(matcher.group(2).split(","))
                .mapToDouble(rate -> Double.parseDouble(rate.strip()))
                .toArray();
        schedules.put(matcher.group(1), rates);
      }
    }
    return schedules;
  }
}
