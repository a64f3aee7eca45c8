package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.TrainingSettings;
import dev.mlpc.runtime.report.Figures;
import dev.mlpc.runtime.training.EpochResult;
import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingListener;
import dev.mlpc.runtime.training.TrainingLoop;
import dev.mlpc.runtime.training.TrainingResult;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of what {@code train} says beyond loss and optimiser. */
final class RunTest {
  private static final String CLASSES =
      """
      network Signs(x: f32[2]) -> (p: f32[3]) {
        logits = x -> Dense(3);
        p = softmax(logits);
      }
      train Signs { target y: class[3]; loss = crossEntropy(logits, y); epochs = 4; batch = 8; %s }
      """;

  private static final String NUMBERS =
      """
      network Line(x: f32[2]) -> (y: f32) { y = x -> Dense(1, useBias = false); }
      train Line { target t: f32; loss = mse(y, t); epochs = 7; batch = 8; %s }
      """;

  private static Network network(String spec, String settings) {
    Source source = new Source("run.mlp", spec.formatted(settings));
    CompilerOptions options = CompilerOptions.defaults().withPrecision(Precision.F64);
    CompileResult result = new Compiler(options).compile(source);
    assertThat(result.diagnostics()).isEmpty();
    return Compiler.load(result.networks().get(0)).apply(1);
  }

  private static TrainingSettings settings(String spec, String settings) {
    return network(spec, settings).newTrainer().settings();
  }

  private static TrainingResult run(Network network, Samples samples) {
    Trainer trainer = network.newTrainer();
    return new TrainingLoop(network, trainer, trainer.settings(), samples, Optional.of(samples))
        .run(TrainingListener.NONE);
  }

  /** The class is told by the sign of the first input, and by whether the second is the greater. */
  private static Samples classes(Network network) {
    Samples samples = Samples.zeros(network.signature(), 24);
    for (int i = 0; i < 24; i++) {
      double first = Math.sin(i + 1);
      double second = Math.cos(3 * i);
      samples.inputs().doubles(0)[2 * i] = first;
      samples.inputs().doubles(0)[2 * i + 1] = second;
      samples.targets().indices(0)[i] = first < 0 ? 0 : second > first ? 1 : 2;
    }
    return samples;
  }

  private static Samples numbers(Network network, double scale) {
    Samples samples = Samples.zeros(network.signature(), 16);
    for (int i = 0; i < 16; i++) {
      samples.inputs().doubles(0)[2 * i] = scale * Math.sin(i + 1);
      samples.inputs().doubles(0)[2 * i + 1] = scale * Math.cos(3 * i);
      samples.targets().doubles(0)[i] = 1 + Math.sin(i);
    }
    return samples;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd(0.1, momentum = 0.9)",
        "adam",
        "adamw(0.01)",
        "nadam(0.01)",
        "rmsprop",
        "adagrad(0.1)",
        "adadelta",
        "lion(0.01)"
      })
  void everyOptimizer_lowersTheLoss(String optimizer) {
    Network network = network(CLASSES, "optimizer = " + optimizer + ";");
    TrainingResult result = run(network, classes(network));
    assertThat(result.epochs().get(3).loss()).isLessThan(result.epochs().get(0).loss());
  }

  @Test
  void everyFigureOfClasses_isReported() {
    Network network =
        network(
            CLASSES,
            "optimizer = adam(0.1); "
                + "report accuracy, precision, recall, f1, auc, topK(2), confusion;");
    Figures figures = run(network, classes(network)).epochs().get(3).figures();
    for (String name : new String[] {"accuracy", "precision", "recall", "f1", "auc", "topK(2)"}) {
      assertThat(figures.value(name).orElseThrow())
          .as(name)
          .isGreaterThan(0)
          .isLessThanOrEqualTo(1);
    }
    assertThat(figures.confusions()).hasSize(1);
  }

  @Test
  void everyFigureOfNumbers_isReported() {
    Network network = network(NUMBERS, "optimizer = adam(0.1); report rmse, mae, r2;");
    EpochResult last = run(network, numbers(network, 1)).epochs().get(6);
    double rmse = last.figures().value("rmse").orElseThrow();
    assertThat(rmse * rmse).isCloseTo(last.validationLoss().orElseThrow(), Offset.offset(1e-12));
    assertThat(last.figures().value("mae").orElseThrow()).isPositive().isLessThanOrEqualTo(rmse);
    assertThat(last.figures().value("r2").orElseThrow()).isLessThan(1);
  }

  /** All inputs are zero: no step changes the loss, which is best after the first epoch. */
  @Test
  void plateau_lowersTheRateOfARunThatLearnsNothing() {
    Network network = network(NUMBERS, "optimizer = sgd(rate = plateau(0.1, 0.5, patience = 1));");
    TrainingResult result = run(network, numbers(network, 0));
    assertThat(result.epochs().stream().map(EpochResult::rate))
        .containsExactly(0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025);
  }

  @Test
  void plateau_leavesTheRateOfARunThatLearns() {
    Network network = network(NUMBERS, "optimizer = sgd(rate = plateau(0.1, 0.5, patience = 0));");
    TrainingResult result = run(network, numbers(network, 1));
    assertThat(result.epochs().stream().map(EpochResult::rate)).containsOnly(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, ACCURACY, 0",
    "precision, PRECISION, 0",
    "recall, RECALL, 0",
    "f1, F1, 0",
    "auc, AUC, 0",
    "topK(2), TOP_K, 2"
  })
  void aFigureOfClasses_canBeWatched(String text, Figure figure, int argument) {
    TrainingSettings settings =
        settings(
            CLASSES,
            "optimizer = adam; report confusion; stop = early(patience = 3, on = " + text + ");");
    FigureRequest watched = new FigureRequest(figure, argument, 0, 0);
    assertThat(settings.watched()).contains(watched);
    assertThat(settings.figures()).hasSize(2).contains(watched);
    assertThat(settings.patience()).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({"rmse, RMSE", "mae, MAE", "r2, R2"})
  void aFigureOfNumbers_canBeWatched(String text, Figure figure) {
    TrainingSettings settings =
        settings(
            NUMBERS,
            "optimizer = adam; report mae; stop = early(patience = 3, on = " + text + ");");
    assertThat(settings.watched()).contains(new FigureRequest(figure, 0, 0, 0));
    assertThat(settings.figures()).hasSize(figure == Figure.MAE ? 1 : 2);
  }

  @Test
  void theBestEpochByAFigure_isTheFirstOfItsGreatest() {
    Network network =
        network(CLASSES, "optimizer = sgd(2); stop = early(patience = 9, on = accuracy);");
    TrainingResult result = run(network, classes(network));
    double best = 0;
    int epoch = 0;
    for (EpochResult each : result.epochs()) {
      double accuracy = each.figures().value("accuracy").orElseThrow();
      if (accuracy > best) {
        best = accuracy;
        epoch = each.epoch();
      }
    }
    assertThat(result.best()).hasValue(epoch);
    assertThat(result.restored()).isTrue();
  }

  /** What is validated is the average, and that is what the network ends with. */
  @Test
  void average_isWhatIsJudgedAndKept() {
    Network network = network(NUMBERS, "optimizer = sgd(0.1); average = ema(0.9); report mae;");
    Samples samples = numbers(network, 1);
    Trainer trainer = network.newTrainer();
    TrainingResult result =
        new TrainingLoop(network, trainer, trainer.settings(), samples, Optional.of(samples))
            .run(TrainingListener.NONE);
    double last = result.epochs().get(6).validationLoss().orElseThrow();
    assertThat(trainer.loss(samples.inputs(), samples.targets()))
        .isCloseTo(last, Offset.offset(1e-12));
    trainer.useAverages(false);
    assertThat(trainer.loss(samples.inputs(), samples.targets())).isLessThan(last);
  }
}
