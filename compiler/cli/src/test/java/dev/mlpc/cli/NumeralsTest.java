package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumeralsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "-3, -3",
    "0.5, 0.50000",
    "0.123456789, 0.12346",
    "12.3456789, 12.346",
    "0.00123456789, 0.0012346",
    "0.0000123456, 1.2346e-05",
    "12345678.9, 1.2346e+07",
    "NaN, NaN",
    "Infinity, infinite"
  })
  void reals_haveFiveDigits(double value, String expected) {
    assertThat(Numerals.real(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.123, 0.12 s", "42.4, 42 s", "187, 3:07 min", "3723, 1:02:03 h"})
  void times_areRead(double seconds, String expected) {
    assertThat(Numerals.time(seconds)).isEqualTo(expected);
  }

  @Test
  void counts_haveTheirNoun() {
    assertThat(Numerals.count(1, "sample")).isEqualTo("1 sample");
    assertThat(Numerals.count(1234, "sample")).isEqualTo("1,234 samples");
  }
}
