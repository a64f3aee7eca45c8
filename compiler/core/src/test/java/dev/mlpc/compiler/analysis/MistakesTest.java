package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Severity;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What users are told of their mistakes: each once, where it stands, in the language's words. */
final class MistakesTest {
  private static final String DECLARATIONS =
      """
      const wrong = 1 / 0;
      activation ping(x) = pong(x);
      activation pong(x) = ping(x);
      loss each(y, t) = abs(y - t);
      loss learned(y, t; a: param = 1) = a * mse(y, t);
      layer Loop(x: real[n]) -> (y: real[n]) { y = x -> Loop(); }
      layer Narrow(x: real[n]) -> (y: real[n]) { h = x -> Dense(2); y = x + h; }
      layer Double(x: f64[n]) -> (y: f64[n]) { y = x; }
      layer Four(x: real[4]) -> (y: real[4]) { y = x; }
      layer Two(x: real[n]) -> (y: real[n], z: real[n]) { y = x; z = x; }
      layer Apply(x: real[n]; f) -> (y: real[n]) { y = x + f; }
      """;

  private static Arguments of(String text, String... mistakes) {
    return Arguments.of(text, List.of(mistakes));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        of("y = h + 1; h = x;", "MLP0201 `h`: `h` is used before it is defined"),
        of("y = z;", "MLP0201 `z`: nothing is called `z`"),
        of("a = z; b = a + 1; y = b * 2;", "MLP0201 `z`: nothing is called `z`"),
        of("y = x -> Dens(3);", "MLP0201 `Dens`: there is no layer `Dens`"),
        of("y = rleu(x);", "MLP0201 `rleu`: there is no function `rleu`"),
        of("y = x; y = x;", "MLP0202 `y`: `y` is defined already"),
        of("x = 1; y = x;", "MLP0202 `x`: `x` is defined already"),
        of("a = x -> Dense(3) as a; y = x;", "MLP0202 `a`: `a` is defined already"),
        of(
            "y = x + x[0..2];",
            "MLP0203 `x + x[0..2]`: `x + x[0..2]` needs equal shapes, but `x` is f32[3] and `x[0..2]` is f32[2]"),
        of(
            "y = if x > 0 then x else x[0..2];",
            "MLP0203 `if x > 0 then x else x[0..2]`: `if x > 0 then x else x[0..2]` needs equal shapes, but `x > 0` is f32[3] and `x[0..2]` is f32[2]"),
        of(
            "y = x @ x[1..3];",
            "MLP0203 `x @ x[1..3]`: `x @ x[1..3]` multiplies f32[3] by f32[2], but 3 columns do not meet 2 rows"),
        of("y = x -> Dense(2);", "MLP0203 `y`: the output `y` must be f32[3], but this is f32[2]"),
        of("y = m -> Dense(3);", "MLP0203 `m`: `Dense` takes a vector, but `m` is f32[2, 2]"),
        of("y = c -> Dense(3);", "MLP0203 `c`: `Dense` takes a vector, but `c` is index[4]"),
        of("y = x -> Embedding(3);", "MLP0203 `x`: `Embedding` takes an index, but `x` is f32[3]"),
        of(
            "y = x + c;",
            "MLP0204 `c`: a number or a value of real numbers is needed here, but `c` is index[4]"),
        of(
            "y = x + (x > 0);",
            "MLP0204 `x > 0`: a number or a value of real numbers is needed here, but `x > 0` is true or false for each of [3]"),
        of(
            "y = x and x;",
            "MLP0204 `x`: true or false is needed here, but `x` is f32[3]",
            "MLP0204 `x`: true or false is needed here, but `x` is f32[3]"),
        of(
            "y = relu;",
            "MLP0204 `y`: a number or a value of real numbers is needed here, but `y` is an activation"),
        of(
            "y = x + relu;",
            "MLP0204 `relu`: a number or a value of real numbers is needed here, but `relu` is an activation"),
        of(
            "y = x + \"a\";",
            "MLP0204 `\"a\"`: a number or a value of real numbers is needed here, but `\"a\"` is a text"),
        of("y = x -> x;", "MLP0204 `x`: `x` is a value, but a layer or function is needed here"),
        of(
            "y = x -> Dense(3, 4);",
            "MLP0204 `4`: `activation` must be a layer or a function, but is 4"),
        of(
            "y = x -> Dense(relu);",
            "MLP0204 `relu`: `units` must be a whole number from 1 on, but is an activation"),
        of(
            "y = x -> Dense(3, init = relu);",
            "MLP0204 `Dense(3, init = relu)`: `Dense(3, init = relu)`: an initialiser is needed here, but `init` is an activation"),
        of(
            "y = x -> Dense(2.5);",
            "MLP0209 `2.5`: `units` must be a whole number from 1 on, but is 2.5"),
        of("y = x -> Dense(0);", "MLP0209 `0`: `units` must be a whole number from 1 on, but is 0"),
        of(
            "y = x -> Dense(sum(x));",
            "MLP0204 `sum(x)`: `units` must be a whole number from 1 on, but is no constant"),
        of("y = x -> Dense();", "MLP0206 `Dense()`: `Dense` needs `units`"),
        of("y = x -> Dense(3, unit = 4);", "MLP0205 `unit`: `Dense` has no option `unit`"),
        of(
            "y = x -> Dense(3, units = 4);",
            "MLP0202 `units = 4`: `units` of `Dense` is given twice"),
        of(
            "y = x -> Dropout(0.1, 3);",
            "MLP0207 `3`: `Dropout` takes `rate`, and this is one more"),
        of(
            "y = x -> Dropout(1.5);",
            "MLP0209 `Dropout(1.5)`: `Dropout(1.5)`: the rate must be from 0 on and less than 1"),
        of("y = max(x);", "MLP0206 `max(x)`: `max` takes 2 arguments, but gets 1"),
        of("y = exp(x, x);", "MLP0207 `x`: `exp` takes one argument, and this is one more"),
        of("y = mse(x);", "MLP0206 `mse(x)`: `mse` needs `t`"),
        of(
            "y = mse(x, x[0..2]) * x;",
            "MLP0203 `mse(x, x[0..2])`: `mse(x, x[0..2])` needs equal shapes, but `x` is f32[3] and `x[0..2]` is f32[2]"),
        of("y = sum(m, axis = 2);", "MLP0212 `2`: `m` is f32[2, 2]: there is no such axis"),
        of("y = sum(m, axis = x);", "MLP0208 `x`: an axis is a constant: 0, 1, or -1 for the last"),
        of("y = sum(m, along = 1);", "MLP0205 `along = 1`: `sum` takes a value, and then `axis`"),
        of(
            "y = sum(spread(x, m)) + x;",
            "MLP0203 `spread(x, m)`: `spread` repeats a scalar, or one number for each row, but `x` is f32[3] and `m` is f32[2, 2]"),
        of(
            "y = x -> Dense(3) * 2.5;",
            "MLP0209 `2.5`: the number of repetitions must be a whole number from 0 on, but is 2.5"),
        of(
            "y = x -> Dense(3) * x;",
            "MLP0208 `x`: a constant is needed here, but `x` is computed when the network runs"),
        of("y = x[3] * x;", "MLP0212 `3`: 3 is not within the 3 elements of this axis"),
        of("y = x[1..9];", "MLP0212 `1..9`: 1..9 is not within the 3 elements of this axis"),
        of("y = x[2..1];", "MLP0212 `2..1`: 2..1 is not within the 3 elements of this axis"),
        of("y = x[0, 1] * x;", "MLP0203 `x[0, 1]`: `x` is f32[3]: there is no axis for 2 indices"),
        of("z = x;", "MLP0210 `y`: no statement defines the output `y`"),
        of("y = x -> Loop();", "MLP0211 `Loop()`: `Loop` uses itself, and would never end"),
        of("y = ping(x);", "MLP0211 `ping(x)`: `ping` uses itself, and would never end"),
        of(
            "y = x -> Narrow();",
            "MLP0203 `x + h`: `x + h` needs equal shapes, but `x` is f32[3] and `h` is f32[2]"),
        of(
            "y = (x -> Narrow()) + (x -> Narrow());",
            "MLP0203 `x + h`: `x + h` needs equal shapes, but `x` is f32[3] and `h` is f32[2]"),
        of(
            "y = x -> Double();",
            "MLP0204 `Double()`: `Double` is written for f64, but this network is f32"),
        of("y = x -> Four();", "MLP0203 `x`: `Four` takes `x` as f32[4], but `x` is f32[3]"),
        of(
            "y = x -> Two();",
            "MLP0204 `y`: a number or a value of real numbers is needed here, but `y` is 2 values"),
        of(
            "y, z, u = x -> Two();",
            "MLP0204 `x -> Two()`: 3 names need as many values, but `x -> Two()` is 2 values"),
        of(
            "y, z = x -> Dense(3);",
            "MLP0204 `x -> Dense(3)`: 2 names need as many values, but `x -> Dense(3)` is f32[3]"),
        of("y, y = x -> Two();", "MLP0202 `y`: `y` is defined already"),
        of(
            "y = x - batchMean(x);",
            "MLP0502 `batchMean(x)`: there is a batch in a training step only: `if training then … else …` says what is there otherwise"),
        of("y = x; update k = x;", "MLP0201 `k`: there is no state `k`"),
        of("y = x; update y = x;", "MLP0201 `y`: only a state can be updated, and `y` is none"),
        of(
            "state s: real[3] = zeros; y = x + s; update s = x;",
            "MLP0204 `x`: `s` is one for all samples, but `x` is another for each"),
        of(
            "state s: real[3] = zeros; y = x + s; update s = batchMean(x[0..2]);",
            "MLP0203 `batchMean(x[0..2])`: `s` is f32[3], but would become f32[2]"),
        of(
            "state s: real[3] = zeros; y = x + s; update s = 2 * s; update s = 3 * s;",
            "MLP0202 `s`: `s` is updated already"),
        of(
            "state s: real[3] = zeros; y = x + s; update s = s -> Dense(3);",
            "MLP0502 `Dense(3)`: `Dense` has parameters, and cannot be used within an option or an update"),
        of(
            "y = x * l2(0.1);",
            "MLP0502 `l2(0.1)`: a penalty stands in the loss of a `train` block"),
        of(
            "shared s = relu; y = s(x);",
            "MLP0204 `relu`: a layer is needed here, but `relu` is none"),
        of(
            "shared s = Dense(3); y = s(x) + s(x[0..2]);",
            "MLP0203 `s(x[0..2])`: `s(x[0..2])`: `s.weight` is shared, but would be f32[3, 2] here and f32[3, 3] there"),
        of(
            "shared s = Dense(3); y = s(x, 4);",
            "MLP0207 `4`: the options of `s` stand where it is made"),
        of(
            "param w: f64 = zeros; y = x * w;",
            "MLP0204 `f64`: what is kept here must be f32, not f64"),
        of(
            "param w: f32[3] = 1 + x; y = x * w;",
            "MLP0204 `1 + x`: an initialiser is needed here, but `1 + x` is f32[3]"),
        of(
            "param w: f32[3] = uniform(1); y = x * w;",
            "MLP0206 `uniform(1)`: the initialiser `uniform` takes 2 numbers"),
        of(
            "state s: f32[3] = meanOf(x); y = x - s;",
            "MLP0502 `state s: f32[3] = meanOf(x);`: the state `s` needs its counterpart: meanOf and deviationOf of a value go together"),
        of(
            "y = x; labels y = [\"a\", \"b\"];",
            "MLP0306 `labels y = [\"a\", \"b\"];`: `y` needs 3 labels, but has 2"),
        of(
            "y = x; labels y = [\"a\", \"b\", \"a\"];",
            "MLP0306 `\"a\"`: this label of `y` stands twice"),
        of(
            "y = x; a = x; labels a = [\"a\"];",
            "MLP0306 `a`: `a` is neither an output nor an input, and has no labels"),
        of(
            "y = x -> Dense(3, init = 3 + zeros);",
            "MLP0204 `3 + zeros`: `+` takes numbers, but an initialiser is none"),
        of("y = x * wrong;", "MLP0209 `1 / 0`: this divides by zero"),
        of(
            "y = x -> Dense(Dense(3));",
            "MLP0204 `Dense(3)`: `units` must be a whole number from 1 on, but is a layer"),
        of(
            "y = x -> Dense(3, useBias = 1);",
            "MLP0204 `Dense(3, useBias = 1)`: `Dense(3, useBias = 1)`: the condition must be true or false, but is 1"),
        of(
            "y = x -> Apply(x -> Dense(3));",
            "MLP0502 `Dense(3)`: `Dense` has parameters, and cannot be used within an option or an update"),
        of(
            "y = x; a = mean(abs);",
            "MLP0204 `abs`: a number or a value of real numbers is needed here, but `abs` is a function"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void body(String statements, List<String> mistakes) {
    assertThat(
            inBody(
                "network N(x: f32[3], m: f32[2, 2], c: index[4]) -> (y: f32[3]) { %s }"
                    .formatted(statements)))
        .isEqualTo(mistakes);
  }

  static Stream<Arguments> specs() {
    return Stream.of(
        of(
            "network N(x: f32[4]) -> (y: f32[4]) { y = x; } network N(x: f32[4]) -> (y: f32[4]) { y = x; }",
            "MLP0202 `N`: there is a `network N` already"),
        of("network class1(x: f32[4]) -> (y: f32[4]) { y = x; }"),
        of(
            "network void(x: f32[4]) -> (y: f32[4]) { y = x; }",
            "MLP0213 `void`: a network becomes a Java class, which cannot be called `void`"),
        of(
            "network record(x: f32[4]) -> (y: f32[4]) { y = x; }",
            "MLP0213 `record`: a network becomes a Java class, which cannot be called `record`"),
        of(
            "package a.int; network N(x: f32[4]) -> (y: f32[4]) { y = x; }",
            "MLP0213 `int`: `int` cannot be part of a Java package"),
        of(
            "network N(x: f32[4], z: f64) -> (y: f32[4]) { y = x * z; }",
            "MLP0204 `f64`: a network is all f32 or all f64, and this one began with f32"),
        of(
            "network N(x: real[4]) -> (y: f32[4]) { y = x; }",
            "MLP0204 `real[4]`: a network must say what its numbers are: f32 or f64"),
        of(
            "network N(x: class[4]) -> (y: f32[4]) { y = x; }",
            "MLP0204 `class[4]`: only a target can be a `class`"),
        of(
            "network N(x: f32) -> (y: index[4]) { y = x; }",
            "MLP0204 `index[4]`: only an input can be an `index`"),
        of(
            "network N(x: f32, c: index) -> (y: f32) { y = x; }",
            "MLP0204 `index`: `index` needs the number of its values"),
        of(
            "network N(x: f32[2], x: f32[2]) -> (y: f32[2]) { y = x; }",
            "MLP0202 `x`: `x` is declared already"),
        of(
            "network N(x: f32[0]) -> (y: f32) { y = sum(x); }",
            "MLP0209 `0`: a dimension must be a whole number from 1 on, but is 0"),
        of(
            "activation steep(x) = 9 * x; const a = steep; const b = -Dense; const c = mse + 1;",
            "MLP0208 `steep`: a constant is needed here, but `steep` is an activation",
            "MLP0208 `Dense`: a constant is needed here, but `Dense` is a layer",
            "MLP0208 `mse`: a constant is needed here, but `mse` is a loss"),
        of(
            "network N(x: f32[k]) -> (y: f32) { y = sum(x); }",
            "MLP0201 `k`: there is no constant `k`"),
        of(
            "network N(x: f32[2, 2, 2]) -> (y: f32) { y = sum(x); }",
            "MLP0502 `f32[2, 2, 2]`: values have at most two dimensions"),
        of(
            "layer low(x: f32[n]) -> (y: f32[n]) { y = x; }",
            "MLP0213 `low`: the name of a layer begins with a capital letter"),
        of(
            "activation Up(x) = x;",
            "MLP0213 `Up`: the name of an activation begins with a small letter"),
        of("loss a(y, t) = y - t; loss a(y, t) = y - t;", "MLP0202 `a`: `a` is declared already"),
        of(
            "train M { target t: f32; loss = mse(t, t); optimizer = sgd(rate = 1); } network N(x: f32) -> (y: f32) { y = x; }",
            "MLP0304 `M`: there is no network `M`"),
        of(
            "data M { source = csv(\"a.csv\"); } network N(x: f32) -> (y: f32) { y = x; }",
            "MLP0304 `M`: there is no network `M`"));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void spec(String text, List<String> mistakes) {
    assertThat(Specs.mistakes(text)).isEqualTo(mistakes);
  }

  static Stream<Arguments> trains() {
    return Stream.of(
        of(
            "target t: f32[3]; loss = abs(y - t);",
            "MLP0303 `abs(y - t)`: the loss must be one number for each sample, but `abs(y - t)` is f32[3]"),
        of(
            "target t: f32[3]; loss = each(y, t);",
            "MLP0303 `abs(y - t)`: a loss must be one number for each sample, but this is f32[3]"),
        of(
            "target t: f32[2]; loss = mse(y, t);",
            "MLP0203 `mse(y, t)`: `mse(y, t)` needs equal shapes, but `y` is f32[3] and `t` is f32[2]"),
        of(
            "target t: class[4]; loss = crossEntropy(y, t);",
            "MLP0203 `crossEntropy(y, t)`: `crossEntropy(y, t)` needs equal shapes, but one side is f32[4] and the other is f32[3]"),
        of(
            "target x: f32[3]; loss = mse(y, x);",
            "MLP0202 `x`: the target `x` has the name of a value of the network"),
        of(
            "target t: f64[3]; loss = mse(y, t);",
            "MLP0204 `f64[3]`: a network is all f32 or all f64, and this one began with f32"),
        of("target t: f32[3]; loss = mse(y, u);", "MLP0201 `u`: nothing is called `u`"),
        of("target t: f32[3]; loss = msee(y, t);", "MLP0201 `msee`: there is no function `msee`"),
        of(
            "target t: f32[3]; loss = learned(y, t);",
            "MLP0502 `a`: a loss has nothing to learn of its own, but `a` would be a parameter"),
        of(
            "target t: class[2]; loss = mse(y, t); report accuracy;",
            "MLP0305 `accuracy`: `accuracy` cannot compare `y` with `t`"),
        of(
            "target t: class[3]; loss = crossEntropy(y, t); report topK(8);",
            "MLP0305 `topK(8)`: `topK(8)` does not suit what the network tells apart"),
        of(
            "target t: class[3]; loss = crossEntropy(y, t); report rmse;",
            "MLP0305 `rmse`: `rmse` cannot compare `y` with `t`"),
        of(
            "target t: f32[3]; loss = relu;",
            "MLP0204 `relu`: a number or a value of real numbers is needed here, but `relu` is an activation"));
  }

  @ParameterizedTest
  @MethodSource("trains")
  void train(String entries, List<String> mistakes) {
    assertThat(
            inBody(
                "network N(x: f32[3]) -> (y: f32[3]) { y = x -> Dense(3); }"
                    + " train N { optimizer = sgd(rate = 1); %s }".formatted(entries)))
        .isEqualTo(mistakes);
  }

  /** The mistakes of a spec with the declarations above, without that of their wrong constant. */
  private static List<String> inBody(String text) {
    String constant = "MLP0209 `1 / 0`: this divides by zero";
    List<String> mistakes = Specs.mistakes(DECLARATIONS + text);
    assertThat(mistakes).contains(constant);
    boolean wanted = text.contains("wrong");
    return mistakes.stream().filter(m -> wanted || !m.equals(constant)).toList();
  }

  @Test
  void shapes_areExplained() {
    List<Diagnostic> found =
        Specs.findings(
            """
            layer Block(x: f32[n]) -> (out: f32[n]) {
              h = x -> Dense(8, relu) -> Dense(16) -> Dropout(0.1);
              out = x + h;
            }
            network N(x: f32[13]) -> (y: f32[13]) { y = x -> Block(); }
            """,
            Severity.ERROR);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).message())
        .isEqualTo("`x + h` needs equal shapes, but `x` is f32[13] and `h` is f32[16]");
    assertThat(found.get(0).notes())
        .extracting(note -> note.span().text() + ": " + note.message())
        .containsExactly(
            "x: `x` gets its shape here",
            "h: `h` gets its shape here",
            "Block(): it stands in `Block`, used here");
    assertThat(found.get(0).help()).contains("give the last Dense 13 units");
  }

  @Test
  void mistakeInAnActivationThatAPreludeLayerUses_isNotedWhereTheUserUsesThat() {
    List<Diagnostic> found =
        Specs.findings(
            """
            activation wrong(x) = x * z;
            network N(x: f32[3]) -> (y: f32[3]) { y = x -> Dense(3, wrong); }
            """,
            Severity.ERROR);

    assertThat(found).extracting(Diagnostic::message).containsExactly("nothing is called `z`");
    assertThat(found.get(0).notes())
        .extracting(note -> note.span().text() + ": " + note.message())
        .containsExactly("Dense(3, wrong): it stands in `wrong`, used here");
  }

  @Test
  void nameThatNothingHas_isMissedOnce() {
    assertThat(
            Specs.mistakes(
                """
                network N(x: f32[3]) -> (y: f32[3]) { logit = x -> Dense(3); y = softmax(logits); }
                train N {
                  target t: class[3];
                  loss = crossEntropy(logits, t); optimizer = sgd(rate = 1); epochs = 1; batch = 1;
                }
                """))
        .containsExactly("MLP0201 `logits`: nothing is called `logits`");
  }

  @Test
  void dataOfAnInputOfNoSize_areNotToldThatThereIsNone() {
    assertThat(
            Specs.mistakes(
                """
                network N(x: f32[0]) -> (y: f32) { y = x -> Dense(1); }
                train N {
                  target t: f32[0.5];
                  loss = mse(y, t); optimizer = sgd(rate = 1); epochs = 1; batch = 1;
                }
                data N { source = csv("a.csv"); x = columns(0..3); t = column(4); }
                """))
        .containsExactly(
            "MLP0209 `0`: a dimension must be a whole number from 1 on, but is 0",
            "MLP0209 `0.5`: a dimension must be a whole number from 1 on, but is 0.5");
  }

  @Test
  void bracketThatIsClosedTooEarly_hasAPartnerLater() {
    assertThat(Specs.mistakes("network N(x: f32]) -> (y: f32) { y = x; }"))
        .containsExactly("MLP0101 `]`: expected `)`, found `]`");
    assertThat(Specs.mistakes("const a = (1];\nconst b = 2);"))
        .containsExactly(
            "MLP0101 `]`: expected `)`, found `]`", "MLP0101 `)`: this `)` closes nothing");
  }

  @Test
  void inputOfAHugeSizeInALayer_isTooLarge() {
    assertThat(
            Specs.mistakes(
                """
                layer Huge(x: real[1e9, d]) -> (y: real[d]) { y = x[0]; }
                network N(x: f32[2, 3]) -> (y: f32[3]) { y = x -> Huge(); }
                """))
        .containsExactly(
            "MLP0501 `real[1e9, d]`: a value has at most 67,108,864 elements, but this has"
                + " 3,000,000,000");
  }

  @Test
  void slips_areGuessed() {
    assertThat(
            Specs.findings(
                    "network N(x: f32[3]) -> (y: f32[3]) { y = x -> Dense(3, activaton = relu); }",
                    Severity.ERROR)
                .get(0)
                .help())
        .contains("did you mean `activation`?");
  }

  @Test
  void allMistakes_areFoundInOneRun() {
    assertThat(
            Specs.mistakes(
                """
                network N(x: f32[3]) -> (y: f32[3], z: f32) {
                  a = x -> Dense();
                  b = a + u;
                  y = x -> Dense(2);
                }
                train N { target t: f32[3]; loss = mse(y, t) + mse(b, t) + v; optimizer = sgd(rate = 1); }
                network M(x: f32[3]) -> (y: f32[3]) { y = x -> Dens(3); }
                """))
        .containsExactly(
            "MLP0210 `z`: no statement defines the output `z`",
            "MLP0206 `Dense()`: `Dense` needs `units`",
            "MLP0201 `u`: nothing is called `u`",
            "MLP0203 `y`: the output `y` must be f32[3], but this is f32[2]",
            "MLP0201 `v`: nothing is called `v`",
            "MLP0201 `Dens`: there is no layer `Dens`");
  }

  @Test
  void afterSyntaxErrors_nothingIsMissed() {
    assertThat(
            Specs.mistakes(
                """
                network N(x: f32[3]) -> (y: f32[3]) {
                  h = x -> ;
                  y = h + x;
                }
                """))
        .hasSize(1)
        .allMatch(mistake -> mistake.startsWith("MLP0101"));
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        of(
            "network N(x: f32[1000000000]) -> (y: f32) { y = sum(x); }",
            "a value has at most 67,108,864 elements, but this has 1,000,000,000"),
        of(
            "network N(x: f32[60000, 60000]) -> (y: f32) { y = sum(x); }",
            "a value has at most 67,108,864 elements, but this has 3,600,000,000"),
        of(
            "network N(x: f32[4]) -> (y: f32[4]) { y = x -> Dense(4) * 10000; }",
            "a stage is repeated at most 4,096 times, not 10,000"),
        of(
            "network N(x: f32[4]) -> (y: f32[4]) { y = x -> Dense(8000) * 9 -> Dense(4); }",
            "the network has more than 268,435,456 parameters"),
        of(nested(3, "A0() * 64"), "the network uses more than 20,000 layers and functions"),
        of(nested(70, "A0()"), "layers are nested more than 64 deep"),
        of(
            "network N(x: f32[9000], z: f32[9000]) -> (y: f32) {"
                + " y = sum(reshape(x, 9000, 1) @ reshape(z, 1, 9000)); }",
            "a value has at most 67,108,864 elements, but this product has 81,000,000"));
  }

  /** Layers that use one another, each in the same manner, the innermost with nothing in it. */
  private static String nested(int depth, String use) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      text.append("layer A%d(x: real[n]) -> (y: real[n]) { y = x -> ".formatted(i))
          .append(use.replace("A0", "A" + (i + 1)))
          .append("; }\n");
    }
    return text.append("layer A%d(x: real[n]) -> (y: real[n]) { y = x; }\n".formatted(depth))
        .append("network N(x: f32[4]) -> (y: f32[4]) { y = x -> A0(); }")
        .toString();
  }

  @ParameterizedTest
  @MethodSource("limits")
  void limit_endsInADiagnostic(String text, List<String> mistakes) {
    List<Diagnostic> found =
        Assertions.assertTimeout(
            Duration.ofSeconds(10), () -> Specs.findings(text, Severity.ERROR));

    assertThat(found).extracting(Diagnostic::message).isEqualTo(mistakes);
    assertThat(found).allMatch(d -> d.code() == Code.LIMIT);
  }
}
