package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A parameter is named by the statement that made it, and so are its shape and fans. */
final class ParameterNamesTest {

  static Stream<Arguments> statements() {
    return Stream.of(
        of("y = x -> Dense(2);", "y.weight[2, 4]", "y.bias[2]"),
        of("y = x -> Dense(2, useBias = false);", "y.weight[2, 4]"),
        of(
            "y = x -> Dense(3) -> Dense(2);",
            "y.0.weight[3, 4]",
            "y.0.bias[3]",
            "y.1.weight[2, 3]",
            "y.1.bias[2]"),
        // Every layer has its number, also one without parameters.
        of("y = x -> Dropout(0.1) -> Dense(2);", "y.1.weight[2, 4]", "y.1.bias[2]"),
        // A function is no layer.
        of("y = x -> tanh -> Dense(2) -> relu;", "y.weight[2, 4]", "y.bias[2]"),
        of(
            "y = x -> Dense(3) as first -> Dense(2);",
            "first.weight[3, 4]",
            "first.bias[3]",
            "y.1.weight[2, 3]",
            "y.1.bias[2]"),
        of(
            "y = x -> Dense(4) * 2 -> Dense(2);",
            "y.0.0.weight[4, 4]",
            "y.0.0.bias[4]",
            "y.0.1.weight[4, 4]",
            "y.0.1.bias[4]",
            "y.1.weight[2, 4]",
            "y.1.bias[2]"),
        of(
            "h = x -> Dense(4) * 2; y = h[0..2];",
            "h.0.weight[4, 4]",
            "h.0.bias[4]",
            "h.1.weight[4, 4]",
            "h.1.bias[4]"),
        of("y = (x -> Twice())[0..2];", "y.a.weight[4, 4]", "y.a.bias[4]", "y.out.scale[4]"),
        of(
            "y = x -> Twice() * 2 as stack -> Dense(2);",
            "stack.0.a.weight[4, 4]",
            "stack.0.a.bias[4]",
            "stack.0.out.scale[4]",
            "stack.1.a.weight[4, 4]",
            "stack.1.a.bias[4]",
            "stack.1.out.scale[4]",
            "y.1.weight[2, 4]",
            "y.1.bias[2]"),
        of("shared d = Dense(4); y = d(d(x))[0..2];", "d.weight[4, 4]", "d.bias[4]"),
        of(
            "y = concat(x -> Dense(1), x -> Dense(1));",
            "y.0.weight[1, 4]",
            "y.0.bias[1]",
            "y.1.weight[1, 4]",
            "y.1.bias[1]"),
        of("y = x -> scaled -> Dense(2);", "y.0.scale[4]", "y.1.weight[2, 4]", "y.1.bias[2]"),
        of("y = x -> Dense(2, scaled);", "y.weight[2, 4]", "y.bias[2]", "y.y.scale[2]"),
        of("y = x -> Dense(2, prelu(0.1));", "y.weight[2, 4]", "y.bias[2]", "y.y.slope"),
        of("param w: f32[2, 4] = heNormal; y = w @ x;", "w[2, 4]"));
  }

  private static Arguments of(String statements, String... tensors) {
    return Arguments.of(statements, List.of(tensors));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void tensors_areNamedByTheirStatement(String statements, List<String> tensors) {
    String spec =
        """
        activation scaled(x; scale: param[] = 1.0) = scale * x;
        layer Twice(x: real[n]) -> (out: real[n]) {
          a = x -> Dense(n);
          out = scaled(a);
        }
        network N(x: f32[4]) -> (y: f32[2]) { %s }
        """;

    assertThat(Specs.tensors(Specs.network(spec.formatted(statements)))).isEqualTo(tensors);
  }
}
