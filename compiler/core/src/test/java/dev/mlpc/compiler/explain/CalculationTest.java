package dev.mlpc.compiler.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.autodiff.Differentiator;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.explain.Explanation.Equation;
import dev.mlpc.compiler.explain.Explanation.Equations;
import dev.mlpc.compiler.explain.Formula.Call;
import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.explain.Variable.Kind;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.graph.GraphInterpreter;
import dev.mlpc.compiler.graph.Leaves;
import dev.mlpc.compiler.graph.Op;
import dev.mlpc.compiler.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does, equation by equation, what an explanation says from the inputs to the gradients, for a
 * batch of random samples, and compares with the gradients of the graph: dimensions, transposes and
 * the chain of δ are right, or it fails.
 */
final class CalculationTest {
  private static final int SAMPLES = 3;

  static Stream<String> specs() {
    return ManyNetworksTest.specs()
        .filter(spec -> spec.contains("train ") && !spec.contains("* 50"));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void equations_giveTheGradientsOfTheGraph(String spec) {
    NetworkDefinition network =
        new Compiler(CompilerOptions.defaults()).check(new Source("n.mlp", spec)).networks().get(0);
    Derivation derivation = new Derivation(network);
    Explanation explanation = Explainer.explain(network, List.of());
    Graph graph = derivation.graph();
    List<Variable> parameters = derivation.variables().all(Kind.PARAMETER).toList();
    Graph derived =
        Differentiator.differentiate(
            graph, "loss", parameters.stream().map(Variable::value).toList());
    Leaves leaves = leaves(derivation);
    GraphInterpreter interpreter = new GraphInterpreter(derived, leaves);
    List<Map<Formula, Array2>> samples = samples(derivation, interpreter);
    calculate(explanation, samples, classes(derivation));
    assertThat(parameters).isNotEmpty();
    for (Variable parameter : parameters) {
      double[] expected = interpreter.output("gradient." + parameter.name());
      assertThat(gradient(parameter, samples))
          .as(parameter.name())
          .usingComparatorWithPrecision(1e-9)
          .containsExactly(expected);
    }
    double all =
        parameters.stream()
            .flatMapToDouble(w -> Arrays.stream(interpreter.output("gradient." + w.name())))
            .map(Math::abs)
            .sum();
    assertThat(all).as("something to compare").isGreaterThan(1e-3);
    assertThat(Objects.requireNonNull(samples.get(0).get(Symbol.scalar("J"))).elements()[0])
        .isCloseTo(interpreter.output("loss")[0], within(1e-12));
  }

  private static Leaves leaves(Derivation derivation) {
    Random random = new Random(3);
    Leaves leaves = Leaves.ofBatch(SAMPLES);
    Map<Formula, Integer> classes = classes(derivation);
    for (Variable variable : derivation.variables().all()) {
      Op op = derivation.graph().op(variable.value());
      if (op instanceof Op.Leaf leaf && !variable.is(Kind.MASK)) {
        int size = variable.value().shape().size() * (variable.value().batched() ? SAMPLES : 1);
        Integer count = classes.get(Calculation.plain(variable.symbol()));
        leaves =
            leaves.with(
                leaf,
                IntStream.range(0, size)
                    .mapToDouble(
                        i ->
                            count == null
                                ? variable.is(Kind.STATE)
                                    ? 0.5 + random.nextDouble()
                                    : random.nextGaussian()
                                : random.nextInt(count))
                    .toArray());
      }
    }
    return leaves;
  }

  private static Map<Formula, Integer> classes(Derivation derivation) {
    Map<Formula, Integer> classes = new HashMap<>();
    derivation
        .graph()
        .nodes()
        .forEach(
            node -> {
              if (node.op() instanceof Op.OneHot oneHot) {
                derivation
                    .variables()
                    .find(oneHot.index())
                    .ifPresent(
                        index ->
                            classes.put(
                                Calculation.plain(index.symbol()), node.value().shape().size()));
              }
            });
    return classes;
  }

  /** The leaves, for each sample. */
  private static List<Map<Formula, Array2>> samples(
      Derivation derivation, GraphInterpreter interpreter) {
    List<Map<Formula, Array2>> samples = new ArrayList<>();
    for (int s = 0; s < SAMPLES; s++) {
      Map<Formula, Array2> known = new LinkedHashMap<>();
      for (Variable variable : derivation.variables().all()) {
        if (variable.kind().isLeaf()) {
          Value value = variable.value();
          double[] all = interpreter.value(value);
          int size = value.shape().size();
          int from = value.batched() ? s * size : 0;
          int columns = value.shape().rank() == 2 ? value.shape().dimension(1) : 1;
          known.put(
              Calculation.plain(variable.symbol()),
              new Array2(size / columns, columns, Arrays.copyOfRange(all, from, from + size)));
        }
      }
      samples.add(known);
    }
    return samples;
  }

  private static void calculate(
      Explanation explanation, List<Map<Formula, Array2>> samples, Map<Formula, Integer> classes) {
    Map<String, Formula> functions = new HashMap<>();
    equations(explanation, Set.of("Activations"))
        .forEach(equation -> functions.put(((Call) equation.left()).function(), equation.right()));
    equations(explanation, Set.of("Forward", "Loss", "Backward"))
        .filter(equation -> !isOfOneElement(equation.left()))
        .forEach(
            equation -> {
              List<Array2> results =
                  IntStream.range(0, SAMPLES)
                      .mapToObj(
                          s -> new Calculation(samples, s, functions, classes).of(equation.right()))
                      .toList();
              for (int s = 0; s < SAMPLES; s++) {
                samples.get(s).put(Calculation.plain(equation.left()), results.get(s));
              }
            });
  }

  private static Stream<Equation> equations(Explanation explanation, Set<String> titles) {
    return explanation.sections().stream()
        .filter(section -> titles.contains(section.title()))
        .flatMap(section -> section.blocks().stream())
        .filter(block -> block instanceof Equations)
        .flatMap(block -> ((Equations) block).equations().stream());
  }

  /** z_j, δ_u, and ∂L/∂w_ji say the same of one element. */
  private static boolean isOfOneElement(Formula left) {
    Formula of = left instanceof Call call ? call.arguments().get(1) : left;
    return of instanceof Symbol symbol && symbol.lower().matches("[iju]|ji");
  }

  /** ∂J/∂w where there is a penalty, else the mean of ∂L/∂w. */
  private static double[] gradient(Variable parameter, List<Map<Formula, Array2>> samples) {
    Formula whole = Calculation.plain(Call.of("partial", Symbol.scalar("J"), parameter.symbol()));
    Array2 penalised = samples.get(0).get(whole);
    if (penalised != null) {
      return penalised.elements();
    }
    Formula one = Calculation.plain(Call.of("partial", Symbol.scalar("L"), parameter.symbol()));
    return samples.stream()
        .map(known -> Objects.requireNonNull(known.get(one), () -> "no " + one))
        .reduce((a, b) -> a.with(b, Double::sum))
        .orElseThrow()
        .map(sum -> sum / SAMPLES)
        .elements();
  }
}
