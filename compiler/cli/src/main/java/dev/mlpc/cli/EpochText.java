package dev.mlpc.cli;

import dev.mlpc.runtime.report.FigureValue;
import dev.mlpc.runtime.report.Figures;
import dev.mlpc.runtime.training.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of an epoch. */
final class EpochText {

  private EpochText() {}

  /** {@code loss 0.12, validation 0.13, accuracy 0.95}, part by part. */
  static List<String> parts(EpochResult epoch) {
    List<String> parts = new ArrayList<>();
    parts.add("loss " + Numerals.real(epoch.loss()));
    epoch.validationLoss().ifPresent(loss -> parts.add("validation " + Numerals.real(loss)));
    for (FigureValue figure : epoch.figures().values()) {
      parts.add(figure.name() + " " + Numerals.real(figure.value()));
    }
    return parts;
  }

  static String line(EpochResult epoch, int epochs, int samples) {
    int digits = String.valueOf(epochs).length();
    return ("epoch %" + digits + "d/%d").formatted(epoch.epoch(), epochs)
        + "  "
        + String.join("  ", parts(epoch))
        + "  "
        + speed(samples, epoch.seconds());
  }

  static String speed(long samples, double seconds) {
    return Numerals.whole(Math.round(samples / Math.max(seconds, 1e-9))) + " samples/s";
  }

  static Map<String, Object> object(EpochResult epoch, int samples) {
    return Json.fields()
        .put("epoch", epoch.epoch())
        .put("steps", epoch.steps())
        .put("loss", epoch.loss())
        .put("validation_loss", epoch.validationLoss())
        .put("figures", figures(epoch.figures()))
        .put("rate", epoch.rate())
        .put("seconds", epoch.seconds())
        .put("samples_per_second", samples / Math.max(epoch.seconds(), 1e-9))
        .map();
  }

  static Map<String, Object> figures(Figures figures) {
    Json.Fields fields = Json.fields();
    figures.values().forEach(figure -> fields.put(figure.name(), figure.value()));
    return fields.map();
  }

  static String figuresText(Figures figures) {
    return figures.values().stream()
        .map(figure -> ", " + figure.name() + " " + Numerals.real(figure.value()))
        .collect(Collectors.joining());
  }
}
