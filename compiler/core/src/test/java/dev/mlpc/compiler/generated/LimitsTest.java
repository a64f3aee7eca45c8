package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.emit.JavaEmitter;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.load.JavaCompilation;
import dev.mlpc.compiler.plan.Plan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HotSpot compiles no method of more than 8,000 bytes: those of generated classes are shorter. */
final class LimitsTest {
  private static final int LONGEST_METHOD = 7000;

  static Stream<int[]> networks() {
    return Stream.of(
        new int[] {784, 512, 512, 10},
        layers(50, 32),
        layers(50, 16),
        layers(20, 17),
        new int[] {2, 160, 2},
        new int[] {16, 20, 16, 20, 16},
        new int[] {1, 1, 300, 1, 1},
        new int[] {1, 16, 15});
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyMethod_isCompiledByHotSpot(int[] widths) throws IOException {
    for (Perceptron.Optimizer optimizer : Perceptron.Optimizer.values()) {
      for (byte[] classFile : classFiles(optimizer, widths).values()) {
        assertThat(MethodSizes.of(classFile))
            .as(Arrays.toString(widths))
            .allSatisfy((method, size) -> assertThat(size).as(method).isLessThan(LONGEST_METHOD));
      }
    }
  }

  private static int[] layers(int count, int width) {
    int[] widths = new int[count + 1];
    Arrays.fill(widths, width);
    return widths;
  }

  private static Map<String, byte[]> classFiles(Perceptron.Optimizer optimizer, int... widths) {
    Plan plan = Perceptron.of("Net", optimizer, widths).plan(Precision.F32);
    Map<String, String> sources = new TreeMap<>();
    for (JavaSource source : List.of(JavaEmitter.emit(plan), JavaEmitter.emitVector(plan))) {
      sources.put(source.className(), source.text());
    }
    return JavaCompilation.compile(sources, JavaCompilation.VECTORS);
  }
}
