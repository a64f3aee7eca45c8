package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {

  @Test
  void length_namesTheArrayAndWhatItNeeds() {
    assertThatCode(() -> Checks.length("x", 8, 2, 4)).doesNotThrowAnyException();
    assertThatCode(() -> Checks.length("x", 9, 2, 4)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Checks.length("x", 7, 2, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x has 7 elements, but 2 samples of 4 need 8");
    assertThatThrownBy(() -> Checks.length("x", 3, 1, 4))
        .hasMessage("x has 3 elements, but 1 sample of 4 need 4");
    assertThatThrownBy(() -> Checks.length("x", 3, -1, 4)).hasMessage("a batch of -1 samples");
  }

  @Test
  void length_doesNotOverflow() {
    assertThatThrownBy(() -> Checks.length("x", 8, 1 << 20, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("need 1099511627776");
  }

  @Test
  void classes_nameTheirPlace() {
    assertThatCode(() -> Checks.classes("y", new int[] {0, 2, 9}, 2, 3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Checks.classes("y", new int[] {0, 3}, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y[1] is 3, but must be 0 to 2");
    assertThatThrownBy(() -> Checks.classes("y", new int[] {-1}, 1, 3))
        .hasMessage("y[0] is -1, but must be 0 to 2");
  }

  @Test
  void ports_mustBeTheNetworksOwn() {
    Port x = new Port("x", Port.Kind.F32, List.of(2), 0, List.of());
    Port z = new Port("z", Port.Kind.F32, List.of(2), 0, List.of());
    Batch batch = new Batch(List.of(x), 1);
    assertThatCode(() -> Checks.ports(batch, List.of(x))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Checks.ports(batch, List.of(z)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a batch of [x: f32[2]] where one of [z: f32[2]] is needed");
  }

  @Test
  void notEmpty_needsASample() {
    assertThatCode(() -> Checks.notEmpty(1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Checks.notEmpty(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a training step needs at least one sample");
  }
}
