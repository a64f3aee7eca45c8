package dev.mlpc.cli;

import static dev.mlpc.cli.TextTable.Side.LEFT;
import static dev.mlpc.cli.TextTable.Side.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static final TextTable TABLE =
      new TextTable(List.of("value", "made by", "bytes"), List.of(LEFT, LEFT, RIGHT))
          .row("hidden", "Dense(16, relu)", "320")
          .row("logits", "Dense(3)", "1,204");

  @Test
  void columns_areAligned() {
    assertThat(TABLE.lines(80))
        .containsExactly(
            "value   made by          bytes",
            "hidden  Dense(16, relu)    320",
            "logits  Dense(3)         1,204");
  }

  @Test
  void widestColumnOfWords_givesWay() {
    assertThat(TABLE.lines(24))
        .containsExactly(
            "value   made by    bytes", "hidden  Dense(16…    320", "logits  Dense(3)   1,204");
  }

  @Test
  void numbers_areNeverCut() {
    assertThat(TABLE.lines(10).get(2)).endsWith("1,204");
  }
}
