package dev.mlpc.cli;

import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.training.EpochResult;
import dev.mlpc.runtime.training.Evaluation;
import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code train} says at its end.
 *
 * @param tested how well the network does on the test data, if there is any
 * @param seconds that training took
 */
record TrainingReport(
    String network,
    TrainingSettings settings,
    Samples.Split split,
    long dropped,
    TrainingResult result,
    Optional<Evaluation.Result> tested,
    double seconds) {

  /** Draws the learning curves; a machine without fonts does not spoil the training. */
  List<Path> plot(Console console, Path parameters) throws IOException {
    if (result.epochs().isEmpty()) {
      return List.of();
    }
    try {
      return LearningCurves.write(network, result.epochs(), parameters);
    } catch (RuntimeException | LinkageError | InternalError e) {
      console.warn("the learning curves could not be drawn: " + e);
      return List.of();
    }
  }

  /** The command's exit status. */
  int status() {
    return switch (result.ending()) {
      case COMPLETED, EARLY -> ExitStatus.DONE;
      case STOPPED -> ExitStatus.INTERRUPTED;
      case DIVERGED -> ExitStatus.WRONG_INPUT;
    };
  }

  /**
   * Says it all.
   *
   * @param parameters where they were written, if anything was learned
   */
  void write(Console console, Optional<Path> parameters, List<Path> plots) {
    console.result(headline());
    result.bestEpoch().ifPresent(best -> console.result("  " + bestLine(best)));
    tested.ifPresent(
        test ->
            console.result(
                "  test        loss "
                    + Numerals.real(test.loss())
                    + EpochText.figuresText(test.figures())));
    parameters.ifPresent(path -> console.result("  parameters  " + path));
    if (!plots.isEmpty()) {
      console.result(
          "  curves      " + plots.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    result
        .divergence()
        .ifPresent(
            divergence -> {
              console.error(divergence.message());
              console.help(
                  "lower the rate, clip gradients (`clip = norm(1.0);`), or scale the inputs"
                      + " (`Standardize()`)"
                      + (parameters.isPresent()
                          ? "; the parameters of the best epoch were written"
                          : "; nothing was written"));
            });
    console.object(object(parameters, plots));
  }

  private String headline() {
    int done = result.epochs().size();
    String of = done == settings.epochs() ? "" : " of " + Numerals.whole(settings.epochs());
    String why =
        switch (result.ending()) {
          case COMPLETED -> "";
          case EARLY -> ", ended early: no better epoch for " + settings.patience().orElseThrow();
          case STOPPED -> ", stopped";
          case DIVERGED -> ", diverged";
        };
    return network
        + ": "
        + Numerals.whole(done)
        + of
        + (of.isEmpty() && done == 1 ? " epoch" : " epochs")
        + " in "
        + Numerals.time(seconds)
        + why;
  }

  private String bestLine(EpochResult best) {
    EpochResult last = result.epochs().get(result.epochs().size() - 1);
    EpochResult shown = result.restored() ? best : last;
    return String.format(Locale.ROOT, "%-10s", shown.equals(best) ? "best" : "last")
        + "  epoch "
        + Numerals.whole(shown.epoch())
        + ", "
        + String.join(", ", EpochText.parts(shown));
  }

  private Map<String, Object> object(Optional<Path> parameters, List<Path> plots) {
    int samples = split.training().size();
    return Json.fields()
        .put("status", status())
        .put("network", network)
        .put("parameters", parameters.map(Path::toString))
        .put("curves", plots.stream().map(Path::toString).toList())
        .put(
            "samples",
            Json.fields()
                .put("training", samples)
                .put("validation", split.validation().size())
                .put("dropped", dropped)
                .map())
        .put("batch", settings.batch())
        .put("seed", settings.seed())
        .put("seconds", seconds)
        .put("ending", result.ending().name().toLowerCase(Locale.ROOT))
        .put("best_epoch", result.best())
        .put("restored", result.restored())
        .put(
            "epochs",
            result.epochs().stream().map(epoch -> EpochText.object(epoch, samples)).toList())
        .put(
            "divergence",
            result
                .divergence()
                .map(
                    divergence ->
                        Json.fields()
                            .put("epoch", divergence.epoch())
                            .put("step", divergence.step())
                            .put("message", divergence.message())
                            .map()))
        .put(
            "test",
            tested.map(
                test ->
                    Json.fields()
                        .put("loss", test.loss())
                        .put("figures", EpochText.figures(test.figures()))
                        .map()))
        .map();
  }
}
