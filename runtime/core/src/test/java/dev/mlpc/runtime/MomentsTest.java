package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void moments_areThoseOfThePopulation() {
    Moments moments = new Moments(2);
    // 2, 4, 4, 4, 5, 5, 7, 9: the textbook's example with mean 5 and deviation 2.
    moments.add(new double[] {2, 1, 4, 1, 4, 1}, 3);
    moments.add(new double[] {4, 1, 5, 1, 5, 1, 7, 1, 9, 1}, 5);
    assertThat(moments.count()).isEqualTo(8);
    assertThat(moments.mean()).containsExactly(new double[] {5, 1}, Offset.offset(1e-15));
    assertThat(moments.deviation()).containsExactly(new double[] {2, 1}, Offset.offset(1e-15));
  }

  @Test
  void aColumnThatNeverChanges_hasTheDeviationOne() {
    Moments moments = new Moments(1);
    for (int i = 0; i < 1000; i++) {
      moments.add(new float[] {0.1f}, 1);
    }
    assertThat(moments.mean()).containsExactly(0.1f);
    assertThat(moments.deviation()).containsExactly(1);
  }

  @Test
  void aLargeMean_doesNotCancelTheDeviation() {
    Moments moments = new Moments(1);
    for (int i = 0; i < 1000; i++) {
      moments.add(new double[] {1e9 + i % 2}, 1);
    }
    assertThat(moments.deviation()[0]).isCloseTo(0.5, Offset.offset(1e-9));
  }

  @Test
  void noRows_haveMeanZeroAndDeviationOne() {
    assertThat(new Moments(2).mean()).containsExactly(0, 0);
    assertThat(new Moments(2).deviation()).containsExactly(1, 1);
  }

  @Test
  void onlyTheFirstRows_count() {
    Moments moments = new Moments(1);
    moments.add(new float[] {3, 5, 1000}, 2);
    assertThat(moments.mean()).containsExactly(4);
    assertThatThrownBy(() -> moments.add(new float[1], 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
