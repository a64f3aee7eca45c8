package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final List<Port> PORTS =
      List.of(
          new Port("x", Port.Kind.F32, List.of(2), 0, List.of()),
          new Port("d", Port.Kind.F64, List.of(), 0, List.of()),
          new Port("c", Port.Kind.CLASS, List.of(), 9, List.of()));

  private static Batch four() {
    Batch batch = new Batch(PORTS, 5);
    batch.resize(4);
    for (int i = 0; i < 4; i++) {
      batch.floats(0)[2 * i] = i;
      batch.floats(0)[2 * i + 1] = i + 0.5f;
      batch.doubles(1)[i] = 10 + i;
      batch.indices(2)[i] = i;
    }
    return batch;
  }

  @Test
  void arrays_areAsLongAsThereIsRoom() {
    Batch batch = new Batch(PORTS, 5);
    assertThat(batch.size()).isZero();
    assertThat(batch.capacity()).isEqualTo(5);
    assertThat(batch.floats(0)).hasSize(10);
    assertThat(batch.doubles(1)).hasSize(5);
    assertThat(batch.indices(2)).hasSize(5);
  }

  @Test
  void resize_staysWithinTheRoom() {
    Batch batch = new Batch(PORTS, 5);
    assertThatThrownBy(() -> batch.resize(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch with room for 5 samples cannot hold 6");
    assertThatThrownBy(() -> batch.resize(-1)).isInstanceOf(IllegalArgumentException.class);
    batch.resize(5);
    assertThat(batch.size()).isEqualTo(5);
  }

  @Test
  void number_readsEveryKind() {
    Batch batch = four();
    assertThat(batch.number(0, 3)).isEqualTo(1.5);
    assertThat(batch.number(1, 3)).isEqualTo(13);
    assertThat(batch.number(2, 3)).isEqualTo(3);
  }

  @Test
  void gather_takesRowsInTheirOrder() {
    Batch batch = new Batch(PORTS, 3);
    batch.gather(four(), new int[] {9, 3, 0, 3, 9}, 1, 3);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.floats(0)).containsExactly(3, 3.5f, 0, 0.5f, 3, 3.5f);
    assertThat(batch.doubles(1)).containsExactly(13, 10, 13);
    assertThat(batch.indices(2)).containsExactly(3, 0, 3);
  }

  @Test
  void gather_changesNothingIfARowIsMissing() {
    Batch batch = new Batch(PORTS, 3);
    batch.gather(four(), new int[] {1, 2, 3}, 0, 3);
    // There is room for sample 4, but there is none.
    assertThatThrownBy(() -> batch.gather(four(), new int[] {0, 4}, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.gather(four(), new int[] {0, -1}, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.gather(four(), new int[] {0, 1}, 1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.gather(four(), new int[4], 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(batch.indices(2)).containsExactly(1, 2, 3);
  }

  @Test
  void copyRange_takesNeighbours() {
    Batch batch = new Batch(PORTS, 3);
    batch.copyRange(four(), 2, 2);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.floats(0)).startsWith(2, 2.5f, 3, 3.5f);
    assertThat(batch.indices(2)).startsWith(2, 3);
    assertThatThrownBy(() -> batch.copyRange(four(), 3, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void batchesOfOtherPorts_areRefused() {
    Batch other = new Batch(PORTS.subList(0, 2), 5);
    assertThatThrownBy(() -> other.gather(four(), new int[1], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> other.copyRange(four(), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
