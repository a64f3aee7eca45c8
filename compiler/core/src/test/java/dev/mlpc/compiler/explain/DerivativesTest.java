package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.ExplainOptions;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.explain.PrintedFormula.Cases;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The derivatives of activations, as the text of an explanation prints them: against a table of
 * them, and against what a generated trainer subtracts from a parameter.
 */
@Tag("generated")
final class DerivativesTest {
  private static final String OWN =
      """
      activation swish(x; beta: param = 1.5) = x * sigmoid(beta * x);
      activation cubic(x) = x ^ 3 - 3 * x;
      activation gaussian(x) = exp(-x * x / 2);
      activation agnesi(x) = 1 / (1 + x * x);
      activation hyperbola(x) = sqrt(1 + x * x);
      activation bent(x) = (sqrt(1 + x * x) - 1) / 2 + x;
      activation cauchy(x) = log(1 + x * x);
      activation laplace(x) = exp(-abs(x));
      activation tent(x) = max(0, 1 - abs(x));
      activation ramp(x) = if x < -2 then -1 else if x > 2 then 1 else x / 2;
      activation squareRight(x) = if x > 1 then x * x else 2 * x - 1;
      activation wave(x) = sin(3 * x) * cos(x);
      loss times(y, t) = y * t;
      """;

  /** What the letters of learned options stand for. */
  private static final Map<String, Double> OPTIONS = Map.of("slope", 0.25, "β", 1.5);

  /**
   * Derivatives as they are found in books and in the papers that introduced the functions, none of
   * them in the form that this compiler prints. At a kink nothing is said.
   *
   * <p>[G] Goodfellow, Bengio, Courville: Deep Learning, chapter 6.3; [AS] Abramowitz, Stegun:
   * Handbook of Mathematical Functions, 4.2 to 4.5 and 7.1; the others by author and year.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          relu        ; 0 if x < 0, else 1                                        ; [G]
          leakyRelu   ; 0.01 if x < 0, else 1                                     ; Maas 2013
          prelu       ; slope if x < 0, else 1                                    ; He 2015
          relu6       ; 0 if x < 0, 0 if x > 6, else 1                            ; Krizhevsky 2010
          elu         ; exp(x) if x < 0, else 1                                   ; Clevert 2016
          celu        ; exp(x) if x < 0, else 1                                   ; Barron 2017
          selu        ; 1.0507009873554805 · 1.6732632423543772 exp(x) if x < 0, else 1.0507009873554805 ; Klambauer 2017
          gelu        ; (1 + erf(x / √2)) / 2 + x · exp(-x^2 / 2) / √(2π)         ; Hendrycks 2016
          geluTanh    ; (1 + tanh(√(2 / π)(x + 0.044715 x^3))) / 2 + (x / 2)(1 - tanh(√(2 / π)(x + 0.044715 x^3))^2) √(2 / π)(1 + 3 · 0.044715 x^2) ; Hendrycks 2016
          silu        ; σ(x)(1 + x(1 - σ(x)))                                     ; Elfwing 2018
          mish        ; tanh(softplus(x)) + x(1 - tanh(softplus(x))^2) σ(x)       ; Misra 2019
          sigmoid     ; σ(x) - σ(x)^2                                             ; [G]
          hardSigmoid ; 0 if x < -3, 0 if x > 3, else 1 / 6                       ; Howard 2019
          hardSwish   ; 0 if x < -3, 1 if x > 3, else (2x + 3) / 6                ; Howard 2019
          tanh        ; (1 - tanh(x))(1 + tanh(x))                                ; [AS] 4.5
          hardTanh    ; 0 if x < -1, 0 if x > 1, else 1                           ; Collobert 2004
          tanhShrink  ; 1 - (1 - tanh(x)^2)                                       ; [AS] 4.5
          softShrink  ; 1 if x < -1/2, 1 if x > 1/2, else 0                       ; Donoho 1995
          hardShrink  ; 1 if x < -1/2, 1 if x > 1/2, else 0                       ; Donoho 1995
          softplus    ; σ(x)                                                      ; [G]
          softsign    ; 1 / (1 + |x|)^2                                           ; Glorot 2010
          logSigmoid  ; σ(-x)                                                     ; [G] 3.10
          exp         ; exp(x)                                                    ; [AS] 4.2
          sin         ; cos(x)                                                    ; [AS] 4.3
          cos         ; -sin(x)                                                   ; [AS] 4.3
          square      ; x + x                                                     ; the power rule
          swish       ; β x σ(β x) + σ(β x)(1 - β x σ(β x))                       ; Ramachandran 2017
          cubic       ; 3(x - 1)(x + 1)                                           ; the power rule
          gaussian    ; -x exp(-x^2 / 2)                                          ; the chain rule
          agnesi      ; -2x / (1 + x^2)^2                                         ; the quotient rule
          hyperbola   ; x / √(1 + x^2)                                            ; the chain rule
          bent        ; x / (2√(1 + x^2)) + 1                                     ; the chain rule
          cauchy      ; 2x / (1 + x^2)                                            ; the chain rule
          laplace     ; -sign(x) exp(-|x|)                                        ; the chain rule
          tent        ; 0 if x < -1, 0 if x > 1, else -sign(x)                    ; by pieces
          ramp        ; 0 if x < -2, 0 if x > 2, else 1 / 2                       ; by pieces
          squareRight ; 2 if x < 1, else 2x                                       ; by pieces
          wave        ; 3 cos(3x) cos(x) - sin(3x) sin(x)                         ; the product rule
          """)
  void printedDerivative_isThatOfTheTable(String activation, String expected, String source) {
    String printed = printed(activation, "g′(x) = ");
    PrintedFormula ours = PrintedFormulaParser.parse(printed);
    PrintedFormula theirs = PrintedFormulaParser.parse(expected);
    for (double x : insideOfPieces(ours, theirs)) {
      Polynomial here = Polynomial.of(piece(ours, x));
      Polynomial there = Polynomial.of(piece(theirs, x));
      assertThat(here.isSameAs(there))
          .as(
              "%s at %s: `%s`, but %s: `%s`; %s and %s",
              activation, x, printed, source, expected, here, there)
          .isTrue();
    }
    assertThat(printed.length())
        .as("`%s` is simplified: `%s`", printed, expected)
        .isLessThanOrEqualTo(expected.length() * 3 / 2 + 12);
  }

  @ParameterizedTest
  @CsvSource({
    "tanh, 1 − tanh(x)",
    "sigmoid, σ(x)(1 + σ(x))",
    "relu, 'x if x > 0, else 0'",
    "relu6, '1 if 0 < x < 5, else 0'",
    "selu, '1.05071 if x > 0, else 1.758099 eˣ'",
    "square, 2 x²"
  })
  void comparison_tellsAnotherFormula(String activation, String wrong) {
    PrintedFormula right = PrintedFormulaParser.parse(printed(activation, "g′(x) = "));
    PrintedFormula other = PrintedFormulaParser.parse(wrong);
    assertThat(insideOfPieces(right, other))
        .anyMatch(x -> !Polynomial.of(piece(right, x)).isSameAs(Polynomial.of(piece(other, x))));
  }

  /** The text that follows, without the remark, in the explanation of a layer. */
  private static String printed(String activation, String left) {
    String spec =
        OWN + "network N(x: f64[1]) -> (y: f64[1]) { y = x -> Dense(1, " + activation + "); }";
    String text =
        new Compiler(CompilerOptions.defaults())
            .explain(
                new Source("n.mlp", spec),
                new ExplainOptions(
                    ExplainOptions.Format.TEXT, ExplainOptions.Edges.BOTH, Optional.empty()))
            .documents()
            .get(0)
            .text();
    List<String> lines = text.lines().map(String::strip).toList();
    int start =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(left))
            .findFirst()
            .orElseThrow();
    int end = start + 1;
    while (!lines.get(end).isEmpty() && !lines.get(end).contains("(x) = ")) {
      end++;
    }
    return String.join(" ", lines.subList(start, end))
        .substring(left.length())
        .replaceFirst(" +\\(in y\\)$", "");
  }

  /** A number inside of each piece of the line on which both formulas stay in one case. */
  private static List<Double> insideOfPieces(PrintedFormula... formulas) {
    TreeSet<Double> bounds = new TreeSet<>(List.of(-50.0, 50.0));
    for (PrintedFormula formula : formulas) {
      if (formula instanceof Cases cases) {
        cases.cases().stream()
            .flatMap(one -> one.condition().sides().stream())
            .filter(side -> !(side instanceof PrintedFormula.Letter))
            .forEach(side -> bounds.add(side.at(Map.of())));
      }
    }
    List<Double> ends = new ArrayList<>(bounds);
    return IntStream.range(1, ends.size())
        .mapToObj(i -> (ends.get(i - 1) + ends.get(i)) / 2)
        .toList();
  }

  private static PrintedFormula piece(PrintedFormula formula, double x) {
    return formula instanceof Cases cases
        ? cases.cases().stream()
            .filter(one -> one.condition().holds(Map.of("x", x)))
            .findFirst()
            .map(PrintedFormula.Case::value)
            .orElse(cases.otherwise())
        : formula;
  }

  /**
   * y = f(x + b) with b = 0, the loss y t with t = 1, and one step at rate 1: b becomes -f′(x). The
   * numbers lie on both sides of each kink, and on it.
   */
  @ParameterizedTest
  @CsvSource({
    "relu, leakyRelu",
    "prelu, relu6",
    "elu, celu",
    "selu, gelu",
    "geluTanh, silu",
    "mish, sigmoid",
    "hardSigmoid, hardSwish",
    "tanh, hardTanh",
    "tanhShrink, softShrink",
    "hardShrink, softplus",
    "softsign, logSigmoid",
    "exp, sin",
    "cos, square",
    "swish, cubic",
    "gaussian, agnesi",
    "hyperbola, bent",
    "cauchy, laplace",
    "tent, ramp",
    "squareRight, wave"
  })
  void printedFormulas_areWhatTheGeneratedCodeComputes(String first, String second) {
    for (String activation : List.of(first, second)) {
      PrintedFormula function = PrintedFormulaParser.parse(printed(activation, "g(x) = "));
      PrintedFormula derivative = PrintedFormulaParser.parse(printed(activation, "g′(x) = "));
      // A number that is no short decimal is printed with seven digits.
      boolean isRounded = printed(activation, "g′(x) = ").matches(".*\\.\\d{6}.*");
      double tolerance = isRounded ? 1e-6 : 1e-12;
      LongFunction<Network> generated = generated(activation);
      for (double x : places()) {
        Network network = generated.apply(1);
        Map<String, Double> letters = new HashMap<>(OPTIONS);
        letters.put("x", x);
        double value = value(network, x);
        assertThat(function.at(letters))
            .as("%s(%s)", activation, x)
            .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
        double slope = -biasAfterStep(network, x);
        assertThat(derivative.at(letters))
            .as("%s′(%s)", activation, x)
            .isCloseTo(slope, within(tolerance * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static LongFunction<Network> generated(String activation) {
    String spec =
        OWN
            + """
            network N(x: f64) -> (y: f64) {
              param b: f64 = zeros;
              y = %s(x + b);
            }
            train N { target t: f64; loss = times(y, t); optimizer = sgd(rate = 1); }
            """
                .formatted(activation);
    return Compiler.load(
        new Compiler(CompilerOptions.defaults())
            .compile(new Source("n.mlp", spec))
            .networks()
            .get(0));
  }

  private static double value(Network network, double x) {
    Batch inputs = one(new Batch(network.signature().inputs(), 1), x);
    Batch outputs = new Batch(network.signature().outputs(), 1);
    network.predict(inputs, outputs, network.newWorkspace());
    return outputs.doubles(0)[0];
  }

  private static double biasAfterStep(Network network, double x) {
    network
        .newTrainer()
        .step(
            one(new Batch(network.signature().inputs(), 1), x),
            one(new Batch(network.signature().targets(), 1), 1));
    return network.tensors().stream()
        .filter(tensor -> tensor.name().equals("b"))
        .map(Tensor::toDoubles)
        .findFirst()
        .orElseThrow()[0];
  }

  private static Batch one(Batch batch, double number) {
    batch.doubles(0)[0] = number;
    batch.resize(1);
    return batch;
  }

  /** All kinks of the table, their neighbourhoods, and numbers between. */
  private static List<Double> places() {
    TreeSet<Double> places = new TreeSet<>();
    for (double x = -8; x <= 8; x += 0.25) {
      places.addAll(List.of(x - 1e-4, x, x + 1e-4));
    }
    return List.copyOf(places);
  }

  /** [G] 6.2: the Jacobian of softmax is diag(p) - p pᵀ, so that δ = p ⊙ (δ_p - δ_pᵀ p). */
  @Test
  void softmax_hasTheJacobianOfTextbooks() {
    String text =
        new Compiler(CompilerOptions.defaults())
            .explain(
                new Source(
                    "n.mlp",
                    "network N(x: f64[3]) -> (p: f64[2]) { p = x -> Dense(2) -> softmax; }"),
                new ExplainOptions(
                    ExplainOptions.Format.TEXT, ExplainOptions.Edges.BOTH, Optional.empty()))
            .documents()
            .get(0)
            .text();
    assertThat(text).contains("p = softmax(z⁽¹⁾)", "δ⁽¹⁾ = (δ_p − Σ (δ_p ⊙ p)) ⊙ p");
  }
}
