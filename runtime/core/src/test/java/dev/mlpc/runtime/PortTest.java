package dev.mlpc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortTest {

  @Test
  void width_isTheProductOfTheShape() {
    assertThat(port(Port.Kind.F32, List.of(), 0).width()).isEqualTo(1);
    assertThat(port(Port.Kind.F32, List.of(3, 4), 0).width()).isEqualTo(12);
  }

  @Test
  void text_isThatOfTheSpec() {
    assertThat(port(Port.Kind.F32, List.of(3, 4), 0)).hasToString("x: f32[3, 4]");
    assertThat(port(Port.Kind.F64, List.of(), 0)).hasToString("x: f64");
    assertThat(port(Port.Kind.INDEX, List.of(), 9)).hasToString("x: index[9]");
    assertThat(port(Port.Kind.CLASS, List.of(), 3)).hasToString("x: class[3]");
  }

  private static Port port(Port.Kind kind, List<Integer> shape, int classes) {
    return new Port("x", kind, shape, classes, List.of());
  }
}
