package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateTest {

  /** schedules.json holds what PyTorch 2.13's schedulers use at step 0, 1, 2 … in float64. */
  @Test
  void schedules_arePyTorchs() throws IOException {
    Map<String, Rate> rates =
        Map.of(
            "step(0.1, every = 10, factor = 0.5)", Rate.step(0.1, 10, 0.5),
            "exponential(0.1, factor = 0.97)", Rate.exponential(0.1, 0.97),
            "cosine(0.1, steps = 60)", Rate.cosine(0.1, 60),
            "polynomial(0.1, steps = 60, power = 2)", Rate.polynomial(0.1, 60, 2),
            "oneCycle(peak = 0.1, steps = 60)", Rate.oneCycle(0.1, 60),
            "linear warm-up over 10 then constant 0.1", Rate.constant(0.1).withWarmup(10));
    Map<String, double[]> expected = schedules();
    assertThat(expected.keySet()).isEqualTo(rates.keySet());
    rates.forEach(
        (name, rate) -> {
          double[] values = Objects.requireNonNull(expected.get(name));
          assertThat(values).hasSizeGreaterThan(50);
          for (int i = 0; i < values.length; i++) {
            assertThat(rate.at(i))
                .as("%s at step %s", name, i)
                .isCloseTo(values[i], Offset.offset(1e-12));
          }
        });
  }

  /** The rates of PyTorch 2.13's ReduceLROnPlateau after each of these losses. */
  @Test
  void plateau_isPyTorchs() {
    double[] losses = {
      1, 0.9, 0.89995, 0.95, 0.8999, 0.91, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.6, 0.5, 0.6, 0.6, 0.6,
      0.6
    };
    double[] expected = {
      0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025,
      0.025
    };
    Rate rate = Rate.plateau(0.1, 0.5, 2);
    for (int epoch = 0; epoch < losses.length; epoch++) {
      rate = rate.afterEpoch(losses[epoch]);
      assertThat(rate.at(7L * epoch))
          .as("after epoch %s", epoch)
          .isCloseTo(expected[epoch], Offset.offset(1e-16));
    }
  }

  @Test
  void plateausRate_isNotLoweredByNearlyNothing() {
    Rate rate = Rate.plateau(0.1, 0.1, 0);
    for (int epoch = 0; epoch < 8; epoch++) {
      rate = rate.afterEpoch(1);
    }
    assertThat(rate.at(0)).isCloseTo(1e-8, Offset.offset(1e-16));
    assertThat(rate.afterEpoch(1).at(0)).isEqualTo(rate.at(0));
  }

  @Test
  void plateau_keepsItsShareOfAnotherPeakAndBehindAWarmUp() {
    Rate lowered = Rate.plateau(0.1, 0.5, 0).withWarmup(4).afterEpoch(1).afterEpoch(1);
    assertThat(lowered.at(9)).isEqualTo(0.05);
    assertThat(lowered.at(0)).isEqualTo(0.0125);
    assertThat(lowered.withPeak(0.4).withRunLength(9).at(9)).isEqualTo(0.2);
  }

  @Test
  void otherSchedules_doNotGoByEpochs() {
    Rate cosine = Rate.cosine(0.1, 60);
    assertThat(cosine.afterEpoch(1).afterEpoch(1)).isSameAs(cosine);
  }

  @Test
  void schedulesOfTheRunsLength_areThoseOfThatLength() {
    for (long step = 0; step < 70; step++) {
      assertThat(Rate.cosine(0.1).withRunLength(60).at(step))
          .isEqualTo(Rate.cosine(0.1, 60).at(step));
      assertThat(Rate.polynomial(0.1, 2).withRunLength(60).at(step))
          .isEqualTo(Rate.polynomial(0.1, 60, 2).at(step));
      assertThat(Rate.oneCycle(0.1).withRunLength(60).at(step))
          .isEqualTo(Rate.oneCycle(0.1, 60).at(step));
    }
  }

  @Test
  void runLength_doesNotChangeAScheduleThatHasItsOwn() {
    assertThat(Rate.cosine(0.1, 60).withRunLength(7).at(30)).isEqualTo(Rate.cosine(0.1, 60).at(30));
    assertThat(Rate.constant(0.1).withRunLength(7).at(30)).isEqualTo(0.1);
  }

  @Test
  void ends_areKept() {
    assertThat(Rate.cosine(0.1, 60).at(60)).isZero();
    assertThat(Rate.cosine(0.1, 60).at(1000)).isZero();
    assertThat(Rate.polynomial(0.1, 60, 2).at(61)).isZero();
    assertThat(Rate.oneCycle(0.1, 60).at(10_000)).isCloseTo(0.1 / 25 / 1e4, Offset.offset(1e-18));
  }

  @Test
  void warmup_risesToTheScheduleAndTakesItsShareOfTheRun() {
    Rate rate = Rate.cosine(0.8).withWarmup(4).withRunLength(14);
    assertThat(new double[] {rate.at(0), rate.at(1), rate.at(2), rate.at(3)})
        .containsExactly(new double[] {0.2, 0.4, 0.6, 0.8}, Offset.offset(1e-15));
    assertThat(rate.at(4)).isEqualTo(0.8);
    assertThat(rate.at(9)).isEqualTo(Rate.cosine(0.8, 10).at(5));
    assertThat(rate.at(14)).isZero();
  }

  @Test
  void warmup_longerThanTheRunOnlyRises() {
    Rate rate = Rate.cosine(1).withWarmup(10).withRunLength(5);
    assertThat(rate.at(4)).isEqualTo(0.5);
  }

  @Test
  void peak_scalesEveryRate() {
    Rate rate = Rate.cosine(0.1, 60).withWarmup(5);
    for (long step = 0; step < 70; step++) {
      assertThat(rate.withPeak(0.2).at(step)).isEqualTo(2 * rate.at(step));
    }
  }

  @Test
  void aScheduleWithoutLength_needsTheRuns() {
    assertThat(Rate.cosine(0.1).needsRunLength()).isTrue();
    assertThat(Rate.cosine(0.1).withRunLength(3).needsRunLength()).isFalse();
    assertThat(Rate.constant(0.1).needsRunLength()).isFalse();
    assertThatThrownBy(() -> Rate.cosine(0.1).at(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the rate's schedule needs the length of the run");
  }

  @Test
  void lengthsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> Rate.cosine(0.1, 0)).hasMessage("a schedule of 0 steps");
    assertThatThrownBy(() -> Rate.step(0.1, 0, 0.5)).hasMessage("a step every 0 steps");
    assertThatThrownBy(() -> Rate.constant(1).withWarmup(-1)).hasMessage("a warm-up of -1 steps");
  }

  private static Map<String, double[]> schedules() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(RateTest.class.getResourceAsStream("schedules.json"))) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      Matcher member = Pattern.compile("\"([^\"]+)\": *\\[([^\\]]*)\\]").matcher(json);
      Map<String, double[]> schedules = new TreeMap<>();
      while (member.find()) {
        schedules.put(
            member.group(1),
            Arrays.stream(member.group(2).split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray());
      }
      return schedules;
    }
  }
}
