package dev.mlpc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.TrainingSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
  private final TinyNetwork network = new TinyNetwork();

  private static TrainingSettings settings(int epochs, int batch) {
    return new TrainingSettings(epochs, batch, 5, true, OptionalInt.empty(), List.of());
  }

  private static TrainingSettings patient(int epochs, int patience) {
    return new TrainingSettings(epochs, 2, 5, true, OptionalInt.of(patience), List.of());
  }

  private TrainingResult run(TrainingSettings settings, Samples training, Samples validation) {
    return run(settings, training, validation, TrainingListener.NONE);
  }

  private TrainingResult run(
      TrainingSettings settings, Samples training, Samples validation, TrainingListener listener) {
    return new TrainingLoop(network, network, settings, training, Optional.of(validation))
        .run(listener);
  }

  private static Samples none() {
    return TinyNetwork.samples();
  }

  @Test
  void eachEpoch_takesEverySampleOnce() {
    run(settings(3, 3), TinyNetwork.samples(1, 2, 3, 4, 5, 6, 7, 8), none());
    assertThat(network.batches).hasSize(9);
    for (int epoch = 0; epoch < 3; epoch++) {
      List<List<Double>> batches = network.batches.subList(3 * epoch, 3 * epoch + 3);
      assertThat(batches.stream().map(List::size)).containsExactly(3, 3, 2);
      assertThat(batches.stream().flatMap(List::stream))
          .containsExactlyInAnyOrder(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
    }
  }

  @Test
  void eachEpoch_hasAnOrderOfItsOwn() {
    run(settings(5, 8), TinyNetwork.samples(1, 2, 3, 4, 5, 6, 7, 8), none());
    assertThat(new HashSet<>(network.batches)).hasSize(5);
  }

  @Test
  void withoutShuffle_theOrderIsThatOfTheSamples() {
    run(
        new TrainingSettings(2, 2, 5, false, OptionalInt.empty(), List.of()),
        TinyNetwork.samples(3, 1, 2),
        none());
    assertThat(network.batches)
        .containsExactly(List.of(3.0, 1.0), List.of(2.0), List.of(3.0, 1.0), List.of(2.0));
  }

  @Test
  void aBatchLargerThanTheData_isOneStep() {
    run(settings(2, Integer.MAX_VALUE), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1));
    assertThat(network.batches.stream().map(List::size)).containsExactly(3, 3);
  }

  @Test
  void theSameSeed_givesTheSameBits() {
    double first = weightAfter(5);
    assertThat(weightAfter(5)).isEqualTo(first);
    assertThat(weightAfter(6)).isNotEqualTo(first);
  }

  private static double weightAfter(long seed) {
    TinyNetwork fresh = new TinyNetwork();
    fresh.update = (w, x) -> 0.9 * w + 0.1 * Math.sin(x);
    TrainingSettings settings =
        new TrainingSettings(3, 2, seed, true, OptionalInt.empty(), List.of());
    new TrainingLoop(fresh, fresh, settings, TinyNetwork.samples(1, 2, 3, 4, 5), Optional.empty())
        .run(TrainingListener.NONE);
    return fresh.weight[0];
  }

  @Test
  void measurements_comeFirstAndSeeEverySample() {
    network.measurements = 2;
    run(settings(4, 2), TinyNetwork.samples(1, 2, 6), none());
    assertThat(network.events)
        .startsWith(
            "measure 0 of 2",
            "measure 0 of 1",
            "finish 0",
            "measure 1 of 2",
            "measure 1 of 1",
            "finish 1",
            "plan 8");
    assertThat(network.mean[0]).isEqualTo(3);
  }

  @Test
  void aTrainerThatHasBegun_isNotMeasuredAgainAndGoesOn() {
    network.measurements = 1;
    run(settings(1, 2), TinyNetwork.samples(1, 2, 3), none());
    network.events.clear();
    List<List<Double>> first = List.copyOf(network.batches);
    network.batches.clear();
    TrainingResult result = run(settings(1, 2), TinyNetwork.samples(1, 2, 3), none());
    assertThat(network.events).containsExactly("plan 4", "epoch " + result.epochs().get(0).loss());
    assertThat(result.epochs().get(0).steps()).isEqualTo(4);
    assertThat(network.batches).isNotEqualTo(first);
  }

  @Test
  void trainingLoss_isTheMeanOverTheSamplesOfWhatTheStepsGave() {
    network.loss = (w, x) -> 10 * w + x;
    network.penalty = 100;
    TrainingResult result = run(settings(2, 2), TinyNetwork.samples(1, 2, 3), none());
    // w is 0 for two samples and 1 for one, then 2 and 3; the mean of x is 2.
    assertThat(result.epochs().get(0).loss()).isCloseTo(100 + 2 + 10 / 3.0, Offset.offset(1e-12));
    assertThat(result.epochs().get(1).loss()).isCloseTo(100 + 2 + 70 / 3.0, Offset.offset(1e-12));
  }

  @Test
  void validationLoss_weighsSamplesAlikeAndPenaltiesOnce() {
    network.loss = (w, x) -> 10 * w + x;
    network.penalty = 100;
    TrainingResult result =
        run(settings(1, 2), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1, 1, 7));
    assertThat(result.epochs().get(0).validationLoss().orElseThrow())
        .isCloseTo(100 + 20 + 3, Offset.offset(1e-12));
  }

  @Test
  void epochs_tellWhatHappened() {
    TrainingSettings settings =
        new TrainingSettings(
            2, 2, 5, true, OptionalInt.empty(), List.of(new FigureRequest(Figure.MAE, 0, 0, 0)));
    TrainingResult result =
        run(settings, TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1, 2, 9));
    assertThat(result.epochs().stream().map(EpochResult::epoch)).containsExactly(1, 2);
    assertThat(result.epochs().stream().map(EpochResult::steps)).containsExactly(2L, 4L);
    // The trainer's rate is the number of the step.
    assertThat(result.epochs().stream().map(EpochResult::rate)).containsExactly(2.0, 4.0);
    assertThat(result.epochs()).allSatisfy(e -> assertThat(e.seconds()).isBetween(0.0, 60.0));
    // y = 2x after two steps, and t = -x: the error is 3x, and the mean of x is 4.
    assertThat(result.epochs().get(0).figures().value("mae")).hasValue(12);
    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(result.restored()).isFalse();
  }

  @Test
  void withoutValidation_thereAreNoFigures() {
    TrainingSettings settings =
        new TrainingSettings(
            1, 2, 5, true, OptionalInt.empty(), List.of(new FigureRequest(Figure.MAE, 0, 0, 0)));
    TrainingResult result = run(settings, TinyNetwork.samples(1, 2, 3), none());
    assertThat(result.epochs().get(0).validationLoss()).isEqualTo(OptionalDouble.empty());
    assertThat(result.epochs().get(0).figures().values()).isEmpty();
  }

  /** The loss falls until w = 6, after epoch 3 of two steps each, and then rises. */
  @Test
  void patience_endsTheRunAndRestoresTheBest() {
    network.loss = (w, x) -> Math.abs(w - 6);
    network.measurements = 1;
    TrainingResult result =
        run(patient(50, 4), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1));
    assertThat(result.ending()).isEqualTo(Ending.EARLY);
    assertThat(result.epochs()).hasSize(7);
    assertThat(result.best()).hasValue(3);
    assertThat(result.bestEpoch().orElseThrow().validationLoss()).hasValue(0);
    assertThat(result.restored()).isTrue();
    assertThat(network.weight[0]).isEqualTo(6);
    assertThat(network.mean[0]).isEqualTo(2);
  }

  @Test
  void patience_restoresTheBestAlsoAtTheLastEpoch() {
    network.loss = (w, x) -> Math.abs(w - 6);
    TrainingResult result =
        run(patient(5, 4), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1));
    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(result.best()).hasValue(3);
    assertThat(result.restored()).isTrue();
    assertThat(network.weight[0]).isEqualTo(6);
  }

  @Test
  void patience_startsAnewWithEachBetterEpoch() {
    // Better at w = 2, 6, 10 and 14 alone; no fourth time after that.
    network.loss = (w, x) -> w % 4 == 2 && w < 15 ? -w : 1;
    TrainingResult result =
        run(patient(50, 3), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1));
    assertThat(result.best()).hasValue(7);
    assertThat(result.epochs()).hasSize(10);
  }

  @Test
  void anEqualLoss_isNoBetter() {
    network.loss = (w, x) -> 1;
    TrainingResult result = run(patient(50, 3), TinyNetwork.samples(1, 2), TinyNetwork.samples(1));
    assertThat(result.best()).hasValue(1);
    assertThat(result.epochs()).hasSize(4);
    assertThat(network.weight[0]).isEqualTo(1);
  }

  @Test
  void withoutPatience_theLastParametersStay() {
    network.loss = (w, x) -> w;
    TrainingResult result = run(settings(5, 2), TinyNetwork.samples(1, 2), TinyNetwork.samples(1));
    assertThat(result.best()).hasValue(1);
    assertThat(network.weight[0]).isEqualTo(5);
  }

  @Test
  void withoutValidation_patienceWatchesTheTrainingLoss() {
    network.loss = (w, x) -> Math.abs(w - 3);
    TrainingResult result = run(patient(50, 2), TinyNetwork.samples(1, 2), none());
    // The loss is 0 in epoch 4, which begins with w = 3 and ends with w = 4.
    assertThat(result.best()).hasValue(4);
    assertThat(network.weight[0]).isEqualTo(4);
  }

  @Test
  void aLossThatIsNotANumber_endsTheRunAndRestores() {
    // Three steps an epoch; the loss is NaN once w = 8, in step 9 of epoch 3.
    network.loss = (w, x) -> w < 8 ? 10 - w : Double.NaN;
    TrainingResult result = run(settings(50, 1), TinyNetwork.samples(1, 2, 3), none());
    assertThat(result.ending()).isEqualTo(Ending.DIVERGED);
    assertThat(result.epochs()).hasSize(2);
    Divergence divergence = result.divergence().orElseThrow();
    assertThat(divergence.epoch()).isEqualTo(3);
    assertThat(divergence.step()).isEqualTo(9);
    assertThat(divergence.message()).isEqualTo("the loss became NaN in epoch 3, at step 9");
    assertThat(result.restored()).isTrue();
    assertThat(network.weight[0]).isEqualTo(6);
  }

  @Test
  void divergence_bringsBackTheBestEpochRatherThanTheLast() {
    // After its second epoch it is worse, and after the third astray.
    network.loss = (w, x) -> w < 4 ? 1 : w < 6 ? 1e30 : Double.POSITIVE_INFINITY;
    TrainingResult result = run(settings(50, 1), TinyNetwork.samples(1, 2), TinyNetwork.samples(1));
    assertThat(result.divergence().orElseThrow().message())
        .isEqualTo("the loss became infinite in epoch 3, at step 6");
    assertThat(result.best()).hasValue(1);
    assertThat(network.weight[0]).isEqualTo(2);
  }

  @Test
  void divergenceInTheFirstEpoch_bringsBackTheBeginning() {
    network.measurements = 1;
    network.weight[0] = 0.5;
    network.update = (w, x) -> Double.NaN;
    network.loss = (w, x) -> w;
    TrainingResult result = run(settings(50, 1), TinyNetwork.samples(1, 2), none());
    assertThat(result.divergence().orElseThrow().message())
        .isEqualTo("the loss became NaN in epoch 1, at step 2");
    assertThat(result.epochs()).isEmpty();
    assertThat(result.best()).isEmpty();
    assertThat(result.bestEpoch()).isEmpty();
    assertThat(network.weight[0]).isEqualTo(0.5);
    // The measurement is not undone.
    assertThat(network.mean[0]).isEqualTo(1.5);
  }

  @Test
  void aParameterThatIsInfinite_isSeenAtTheEndOfItsEpoch() {
    network.update = (w, x) -> w < 3 ? w + 1 : Double.NEGATIVE_INFINITY;
    network.loss = (w, x) -> 1;
    TrainingResult result = run(settings(50, 1), TinyNetwork.samples(1, 2), none());
    assertThat(result.divergence().orElseThrow().message())
        .isEqualTo("a parameter became NaN or infinite in epoch 2, at step 4");
    assertThat(network.weight[0]).isEqualTo(2);
  }

  @Test
  void listener_hearsEverythingInOrder() {
    List<String> heard = new ArrayList<>();
    run(
        settings(2, 2),
        TinyNetwork.samples(1, 2, 3),
        TinyNetwork.samples(1),
        new TrainingListener() {
          @Override
          public void started(int epochs, int samples) {
            heard.add("started " + epochs + " " + samples);
          }

          @Override
          public void stepped(int epoch, int samples, double loss) {
            heard.add("stepped " + epoch + " " + samples + " " + loss);
          }

          @Override
          public void epochEnded(EpochResult epoch) {
            heard.add("epoch " + epoch.epoch());
          }

          @Override
          public void ended(TrainingResult result) {
            heard.add("ended " + result.ending());
          }
        });
    assertThat(heard)
        .containsExactly(
            "started 2 3",
            "stepped 1 2 1.0",
            "stepped 1 3 0.5",
            "epoch 1",
            "stepped 2 2 " + 1 / 3.0,
            "stepped 2 3 0.25",
            "epoch 2",
            "ended COMPLETED");
  }

  private static TrainingListener stopAfter(int steps) {
    return new TrainingListener() {
      private int taken;

      @Override
      public void stepped(int epoch, int samples, double loss) {
        taken++;
      }

      @Override
      public boolean wantsStop() {
        return taken >= steps;
      }
    };
  }

  @Test
  void listener_canStopWithinAnEpoch() {
    TrainingResult result =
        run(settings(9, 1), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1), stopAfter(4));
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(network.weight[0]).isEqualTo(4);
  }

  @Test
  void listener_thatStopsWithTheLastStepGetsThatEpochsResult() {
    TrainingResult result =
        run(settings(9, 1), TinyNetwork.samples(1, 2, 3), TinyNetwork.samples(1), stopAfter(6));
    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
    assertThat(result.epochs()).hasSize(2);
    assertThat(network.weight[0]).isEqualTo(6);
  }

  @Test
  void aLoop_runsOnce() {
    TrainingLoop loop =
        new TrainingLoop(
            network, network, settings(1, 1), TinyNetwork.samples(1), Optional.empty());
    loop.run(TrainingListener.NONE);
    assertThatThrownBy(() -> loop.run(TrainingListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a training loop runs once");
  }

  @Test
  void withoutSamples_thereIsNoTraining() {
    assertThatThrownBy(
            () -> new TrainingLoop(network, network, settings(1, 1), none(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no samples to train with");
    Evaluation evaluation = new Evaluation(network, network, List.of(), 2);
    assertThatThrownBy(() -> evaluation.of(none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no samples to evaluate");
  }

  @Test
  void settingsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> settings(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epochs, batch and patience must be at least 1, but are 0, 1 and none");
    assertThatThrownBy(() -> settings(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> patient(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TrainingSettings watching(FigureRequest watched, FigureRequest... others) {
    List<FigureRequest> figures = new ArrayList<>(List.of(others));
    figures.add(watched);
    return new TrainingSettings(9, 2, 5, true, OptionalInt.of(2), figures).watching(watched);
  }

  /** y = w x and t = -x: the error is (w + 1) x, whatever the loss says. */
  @Test
  void aWatchedError_isToBecomeLess() {
    network.update = (w, x) -> w == -1 ? 3 : w - 0.5;
    network.loss = (w, x) -> 1;
    TrainingResult result =
        run(
            watching(
                new FigureRequest(Figure.RMSE, 0, 0, 0), new FigureRequest(Figure.R2, 0, 0, 0)),
            TinyNetwork.samples(1, 2),
            TinyNetwork.samples(3));
    assertThat(result.best()).hasValue(2);
    assertThat(result.ending()).isEqualTo(Ending.EARLY);
    assertThat(result.epochs()).hasSize(4);
    assertThat(network.weight[0]).isEqualTo(-1);
  }

  @Test
  void aWatchedShare_isToBecomeMore() {
    network.update = (w, x) -> w == -1 ? 3 : w - 0.5;
    network.loss = (w, x) -> 1 + w;
    TrainingResult result =
        run(
            watching(new FigureRequest(Figure.R2, 0, 0, 0), new FigureRequest(Figure.MAE, 0, 0, 0)),
            TinyNetwork.samples(1, 2),
            TinyNetwork.samples(3, 4));
    assertThat(result.best()).hasValue(2);
    assertThat(network.weight[0]).isEqualTo(-1);
  }

  @Test
  void withoutValidation_aFigureIsWatchedOnTheTrainingSamples() {
    network.update = (w, x) -> w == -1 ? 3 : w - 0.5;
    network.loss = (w, x) -> 1;
    FigureRequest mae = new FigureRequest(Figure.MAE, 0, 0, 0);
    TrainingResult result = run(watching(mae), TinyNetwork.samples(1, 2), none());
    assertThat(result.best()).hasValue(2);
    assertThat(result.epochs().get(1).figures().values()).isEmpty();
  }

  /** The targets of one sample do not vary, so that there is no variance to explain. */
  @Test
  void aFigureThatIsNotDefined_isNeverBetter() {
    network.loss = (w, x) -> 1;
    TrainingResult result =
        run(
            watching(new FigureRequest(Figure.R2, 0, 0, 0)),
            TinyNetwork.samples(1, 2),
            TinyNetwork.samples(3));
    assertThat(result.epochs().get(0).figures().value("r2").orElseThrow()).isNaN();
    assertThat(result.best()).hasValue(1);
    assertThat(result.ending()).isEqualTo(Ending.EARLY);
  }

  @Test
  void onlyAReportedNumber_canBeWatched() {
    FigureRequest confusion = new FigureRequest(Figure.CONFUSION, 0, 0, 0);
    assertThatThrownBy(() -> watching(confusion)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings(1, 1).watching(new FigureRequest(Figure.MAE, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mae");
  }

  @Test
  void averages_areEvaluatedAndKeptWhileStepsGoOn() {
    network.averages = true;
    network.loss = (w, x) -> w;
    List<Double> seen = new ArrayList<>();
    TrainingResult result =
        run(
            settings(3, 2),
            TinyNetwork.samples(1, 2),
            TinyNetwork.samples(1),
            new TrainingListener() {
              @Override
              public void epochEnded(EpochResult epoch) {
                seen.add(network.weight[0]);
              }
            });
    // The weight is 1, 2, 3, and the average half of itself and half of that.
    assertThat(seen).containsExactly(0.5, 1.25, 2.125);
    assertThat(result.epochs().stream().map(e -> e.validationLoss().orElseThrow()))
        .containsExactly(0.5, 1.25, 2.125);
    assertThat(result.epochs().stream().map(EpochResult::loss)).containsExactly(0.0, 1.0, 2.0);
    assertThat(network.weight[0]).isEqualTo(2.125);
    assertThat(network.events).containsExactly("plan 3", "epoch 0.5", "epoch 1.25", "epoch 2.125");
  }

  @Test
  void theBestEpoch_isThatOfTheAverages() {
    network.averages = true;
    network.loss = (w, x) -> Math.abs(w - 1.25);
    TrainingResult result = run(patient(9, 2), TinyNetwork.samples(1, 2), TinyNetwork.samples(1));
    assertThat(result.best()).hasValue(2);
    assertThat(result.restored()).isTrue();
    assertThat(network.weight[0]).isEqualTo(1.25);
  }

  @Test
  void aRunThatIsStopped_endsWithTheAverages() {
    network.averages = true;
    run(
        settings(3, 1),
        TinyNetwork.samples(1, 2),
        none(),
        new TrainingListener() {
          @Override
          public boolean wantsStop() {
            return true;
          }
        });
    assertThat(network.weight[0]).isEqualTo(0.5);
    assertThat(network.steps()).isEqualTo(1);
  }

  @Test
  void aRunThatDiverges_endsWithTheAveragesOfTheBestEpoch() {
    network.averages = true;
    network.loss = (w, x) -> w > 2 ? Double.NaN : 3 - w;
    TrainingResult result = run(settings(9, 2), TinyNetwork.samples(1, 2), none());
    assertThat(result.ending()).isEqualTo(Ending.DIVERGED);
    assertThat(result.best()).hasValue(3);
    assertThat(network.weight[0]).isEqualTo(2.125);
  }
}
