package dev.mlpc.compiler.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Network;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link InjectionTest}, from the text of a spec to a class that is loaded and used. */
@Tag("generated")
final class SpecInjectionTest {
  private static final AtomicInteger INTRUSIONS = new AtomicInteger();

  /** What hostile texts try to call. */
  public static void intrude() {
    INTRUSIONS.incrementAndGet();
  }

  private static final String CALL = "dev.mlpc.compiler.generated.SpecInjectionTest.intrude();";

  /** How a spec writes a text, and the text that it means. */
  @SuppressWarnings("UnusedMethod") // JUnit asks for it by name
  private static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("\\\"); " + CALL + " //", "\"); " + CALL + " //"),
        Arguments.of("\\u0022); " + CALL + " //", "\"); " + CALL + " //"),
        Arguments.of("\\n static { " + CALL + " } //", "\n static { " + CALL + " } //"),
        Arguments.of("\\u000a static { " + CALL + " } //", "\n static { " + CALL + " } //"),
        Arguments.of("\\\\u000a { " + CALL + " } //", "\\u000a { " + CALL + " } //"),
        Arguments.of("*/ static { " + CALL + " } /*", "*/ static { " + CALL + " } /*"),
        Arguments.of("$L $T $N $S $W $$", "$L $T $N $S $W $$"),
        Arguments.of("{@code } @param x {@", "{@code } @param x {@"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textsOfASpec_stayTexts(String written, String meant) {
    Network network =
        load(
            """
            /// %1$s
            network Hostile(x: f32[2]) -> (p: f32[2]) {
              /// %1$s
              logits = x -> Dense(2);
              p = softmax(logits);
              labels p = ["%1$s", "other"];
            }
            train Hostile {
              target y: class[2];
              loss = crossEntropy(logits, y);
              optimizer = sgd(0.1);
            }
            """
                .formatted(written));
    assertThat(network.signature().outputs().get(0).labels()).containsExactly(meant, "other");
    assertThat(INTRUSIONS).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "class_",
        "String",
        "Object",
        "Math",
        "Float",
        "System",
        "Trainer",
        "Scratch",
        "Network",
        "Tensor",
        "n",
        "s",
        "i",
        "rate",
        "loss",
        "predict",
        "hashCode",
        "java",
        "dev"
      })
  void namesOfASpec_areOnlyNames(String name) {
    Network network =
        load(
            """
            network Named(%1$s: f32[2]) -> (out: f32) {
              %1$s_2 = %1$s -> Dense(3, tanh);
              out = %1$s_2 -> Dense(1);
            }
            train Named {
              target t: f32;
              loss = mse(out, t);
              optimizer = adam(0.1);
            }
            """
                .formatted(name));
    assertThat(network.signature().inputs().get(0).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String",
        "Object",
        "Math",
        "Override",
        "Float",
        "System",
        "Trainer",
        "Scratch",
        "Network",
        "Tensor",
        "Batch",
        "List",
        "Functions"
      })
  void aNetworkMayBeCalledLikeAClassOfJava(String name) {
    Network network =
        load(
            "package a.b; network %s(x: f32[2]) -> (y: f32) { y = x -> Dense(1, sigmoid); }"
                .formatted(name));
    assertThat(network.getClass().getName()).isEqualTo("a.b." + name);
  }

  private static Network load(String text) {
    CompileResult result =
        new Compiler(CompilerOptions.defaults()).compile(new Source("hostile.mlp", text));
    assertThat(result.succeeded()).as("%s", result.diagnostics()).isTrue();
    List<CompiledNetwork> networks = result.networks();
    return Compiler.load(networks.get(0)).apply(1);
  }
}
