package dev.mlpc.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.runtime.Batch;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  private static Samples counted(int size) {
    return TinyNetwork.samples(IntStream.range(0, size).asDoubleStream().toArray());
  }

  private static double[] inputs(Samples samples) {
    return Arrays.copyOf(samples.inputs().doubles(0), samples.size());
  }

  @Test
  void select_copiesInTheGivenOrder() {
    Samples all = TinyNetwork.samples(5, 6, 7);
    Samples some = all.select(new int[] {2, 0, 2});
    all.inputs().doubles(0)[2] = 99;
    assertThat(inputs(some)).containsExactly(7, 5, 7);
    assertThat(some.targets().doubles(0)).containsExactly(-7, -5, -7);
    assertThat(all.select(new int[0]).size()).isZero();
    assertThatThrownBy(() -> all.select(new int[] {3}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void gather_fillsBothBatches() {
    Batch inputs = new Batch(TinyNetwork.SIGNATURE.inputs(), 4);
    Batch targets = new Batch(TinyNetwork.SIGNATURE.targets(), 4);
    TinyNetwork.samples(5, 6, 7).gather(new int[] {0, 2, 1, 0}, 1, 3, inputs, targets);
    assertThat(inputs.doubles(0)).startsWith(7, 6, 5);
    assertThat(targets.doubles(0)).startsWith(-7, -6, -5);
    assertThat(inputs.size()).isEqualTo(3);
    assertThat(targets.size()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"10, 0.2, 2", "10, 0, 0", "10, 0.001, 1", "10, 0.999, 9", "7, 0.5, 4", "2, 0.5, 1"})
  void split_keepsTheShare(int size, double share, int expected) {
    Samples.Split split = counted(size).split(share, 1);
    assertThat(split.validation().size()).isEqualTo(expected);
    assertThat(split.training().size()).isEqualTo(size - expected);
  }

  @Test
  void split_givesEachSampleToOnePartInItsOrder() {
    Samples.Split split = counted(100).split(0.3, 7);
    double[] training = inputs(split.training());
    double[] validation = inputs(split.validation());
    assertThat(training).isSorted();
    assertThat(validation).isSorted();
    assertThat(IntStream.range(0, 100).asDoubleStream().boxed().toList())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.DoubleStream.concat(Arrays.stream(training), Arrays.stream(validation))
                .boxed()
                .toList());
    assertThat(split.training().targets().doubles(0)[5]).isEqualTo(-training[5]);
  }

  @Test
  void split_dependsOnTheSeedAlone() {
    assertThat(inputs(counted(100).split(0.3, 7).validation()))
        .isEqualTo(inputs(counted(100).split(0.3, 7).validation()))
        .isNotEqualTo(inputs(counted(100).split(0.3, 8).validation()));
  }

  @Test
  void split_favoursNoSample() {
    int[] chosen = new int[10];
    for (int seed = 0; seed < 2000; seed++) {
      for (double sample : inputs(counted(10).split(0.3, seed).validation())) {
        chosen[(int) sample]++;
      }
    }
    // 600 each, give or take five deviations.
    assertThat(Arrays.stream(chosen).boxed())
        .allSatisfy(times -> assertThat(times).isBetween(500, 700));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void split_refusesWhatIsNoShare(double share) {
    assertThatThrownBy(() -> counted(10).split(share, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the share of validation samples must be in [0, 1), but is " + share);
  }

  @Test
  void split_needsASampleForEachPart() {
    assertThatThrownBy(() -> counted(1).split(0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a data set of 1 cannot spare samples for validation");
  }

  @Test
  void inputsAndTargets_areAsMany() {
    Batch inputs = new Batch(TinyNetwork.SIGNATURE.inputs(), 2);
    Batch targets = new Batch(TinyNetwork.SIGNATURE.targets(), 2);
    inputs.resize(2);
    assertThatThrownBy(() -> new Samples(inputs, targets))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 samples of inputs, but 0 of targets");
  }
}
