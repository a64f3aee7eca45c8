package dev.mlpc.cli;

import dev.mlpc.data.DataLoader.Loaded;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.training.Ending;
import dev.mlpc.runtime.training.Evaluation;
import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingLoop;
import dev.mlpc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that training needs, checked and in memory.
 *
 * @param name the network's
 * @param loaded what the training data held
 * @param split its samples: what to learn from, and what to judge by
 * @param test samples for the end
 */
record TrainingRun(
    String name,
    Network network,
    Trainer trainer,
    TrainingSettings settings,
    Loaded loaded,
    Samples.Split split,
    Optional<Samples> test) {

  /** Trains, and writes parameters and plots. */
  int train(Console console, Path parameters) throws IOException {
    console.message(announcement());
    try (Interruption interruption = new Interruption()) {
      TrainingLoop loop =
          new TrainingLoop(
              network, trainer, settings, split.training(), Optional.of(split.validation()));
      long began = System.nanoTime();
      TrainingResult result;
      try (ProgressView view = new ProgressView(console, interruption)) {
        result = loop.run(view);
      }
      double seconds = (System.nanoTime() - began) * 1e-9;
      boolean learned = result.ending() != Ending.DIVERGED || !result.epochs().isEmpty();
      if (learned) {
        ParameterFile.save(network, loaded.facts(), parameters);
      }
      Optional<Evaluation.Result> tested = test.map(this::evaluate);
      TrainingReport report =
          new TrainingReport(name, settings, split, loaded.dropped(), result, tested, seconds);
      report.write(
          console,
          learned ? Optional.of(parameters) : Optional.empty(),
          report.plot(console, parameters));
      return report.status();
    }
  }

  private String announcement() {
    StringBuilder text = new StringBuilder(name + ": ");
    text.append(Numerals.count(split.training().size(), "sample"));
    if (split.validation().size() > 0) {
      text.append(", ").append(Numerals.whole(split.validation().size())).append(" for validation");
    }
    test.ifPresent(
        samples ->
            text.append(", ").append(Numerals.whole(samples.size())).append(" for the test"));
    if (loaded.dropped() > 0) {
      text.append("; ").append(Numerals.count(loaded.dropped(), "row"));
      text.append(" with missing cells left out");
    }
    return text.toString();
  }

  private Evaluation.Result evaluate(Samples samples) {
    return new Evaluation(network, trainer, settings.figures(), settings.batch()).of(samples);
  }
}
