package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BarRendererTest {
  private static final List<String> PARTS =
      List.of("3/10", "loss 0.12345", "validation 0.23456", "accuracy 0.95000");

  @Test
  void wideTerminal_showsAll() {
    assertThat(BarRenderer.line(PARTS, 500, 1000, 10, 120))
        .isEqualTo(
            "3/10 [===============>              ]"
                + "  loss 0.12345  validation 0.23456  accuracy 0.95000  50/s  10 s left");
  }

  @Test
  void narrowTerminal_showsWhatFits() {
    assertThat(BarRenderer.line(PARTS, 500, 1000, 10, 40))
        .isEqualTo("3/10 [====>   ]  loss 0.12345  10 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 41, 55, 79, 80, 100, 132, 200})
  void line_isNeverWiderThanTheTerminal(int width) {
    for (long done : new long[] {0, 1, 499, 999, 1000}) {
      assertThat(BarRenderer.line(PARTS, done, 1000, 7, width).length()).isLessThanOrEqualTo(width);
    }
  }
}
