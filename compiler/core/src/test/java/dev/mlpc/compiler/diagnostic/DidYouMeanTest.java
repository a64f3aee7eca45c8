package dev.mlpc.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DidYouMeanTest {
  private static final List<String> KNOWN =
      List.of("optimizer", "epochs", "batch", "seed", "clip", "stop", "x", "momentum");

  @ParameterizedTest
  @CsvSource({
    "optimiser, optimizer",
    "epoch, epochs",
    "bacth, batch",
    "Seed, seed",
    "clipp, clip",
    "step, stop",
    "momentun, momentum",
  })
  void aSlip_findsTheName(String written, String meant) {
    assertThat(DidYouMean.closest(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"learning", "y", "size", "stops_early"})
  void anotherWord_findsNothing(String written) {
    assertThat(DidYouMean.closest(written, KNOWN)).isEmpty();
  }

  @Test
  void underscores_doNotCount() {
    assertThat(DidYouMean.closest("binary_cross_entropy", List.of("binaryCrossEntropy")))
        .contains("binaryCrossEntropy");
  }

  @Test
  void equallyGood_theFirstOfTheAlphabet() {
    assertThat(DidYouMean.closest("beta", List.of("beta2", "beta1"))).contains("beta1");
  }

  @Test
  void hugeText_findsNothing() {
    assertThat(DidYouMean.closest("x".repeat(100_000), List.of("x".repeat(100_000) + "y")))
        .isEmpty();
  }
}
