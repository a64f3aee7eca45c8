package dev.mlpc.compiler.explain;

import dev.mlpc.compiler.explain.Formula.Symbol;
import dev.mlpc.compiler.graph.ReferenceFunctions;
import dev.mlpc.compiler.tensor.UnaryFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Does what an explanation says, with numbers, by the rules of matrices alone: a product that does
 * not fit fails. For tests.
 */
final class Calculation implements Formula.Cases<Array2> {
  /** What is known, for each sample: of symbols, and of ∂L/∂w. */
  private final List<Map<Formula, Array2>> samples;

  private final int sample;
  private final Map<String, Formula> functions;
  private final Map<Formula, Integer> classes;

  /**
   * A calculation.
   *
   * @param functions g and g′, as functions of x
   * @param classes how many values each index has
   */
  Calculation(
      List<Map<Formula, Array2>> samples,
      int sample,
      Map<String, Formula> functions,
      Map<Formula, Integer> classes) {
    this.samples = samples;
    this.sample = sample;
    this.functions = functions;
    this.classes = classes;
  }

  Array2 of(Formula formula) {
    Array2 known = samples.get(sample).get(plain(formula));
    return known != null ? known : formula.match(this);
  }

  /** A symbol is known by how it looks. */
  static Formula plain(Formula formula) {
    if (formula instanceof Symbol symbol) {
      return new Symbol(symbol.letter(), symbol.upper(), symbol.lower(), 0);
    }
    return formula instanceof Formula.Call call && call.is("partial")
        ? Formula.Call.of("partial", call.argument(), plain(call.arguments().get(1)))
        : formula;
  }

  @Override
  public Array2 number(Formula.Number formula) {
    return Array2.of(formula.value());
  }

  @Override
  public Array2 symbol(Symbol formula) {
    if (formula.letter().equals("N")) {
      return Array2.of(samples.size());
    }
    throw new IllegalArgumentException("no value of " + formula);
  }

  @Override
  public Array2 sum(Formula.Sum formula) {
    return formula.terms().stream().map(this::of).reduce((a, b) -> a.with(b, Double::sum)).get();
  }

  @Override
  public Array2 product(Formula.Product formula) {
    return formula.factors().stream()
        .map(this::of)
        .reduce((a, b) -> a.with(b, (p, q) -> p * q))
        .get();
  }

  @Override
  public Array2 power(Formula.Power formula) {
    return of(formula.base()).with(of(formula.exponent()), Math::pow);
  }

  @Override
  public Array2 call(Formula.Call formula) {
    List<Formula> arguments = formula.arguments();
    if (formula.is("onehot")) {
      int size = Objects.requireNonNull(classes.get(plain(formula.argument())));
      return Array2.unit(size, (int) of(formula.argument()).elements()[0]);
    }
    Array2 x = of(formula.argument());
    return switch (formula.function()) {
      case "exp" -> x.map(Math::exp);
      case "ln" -> x.map(Math::log);
      case "abs" -> x.map(Math::abs);
      case "sign" -> x.map(Math::signum);
      case "sin" -> x.map(Math::sin);
      case "cos" -> x.map(Math::cos);
      case "tanh" -> x.map(Math::tanh);
      case "σ" -> x.map(z -> 1 / (1 + Math.exp(-z)));
      case "softplus" -> x.map(z -> Math.log1p(Math.exp(z)));
      case "erf" -> x.map(z -> ReferenceFunctions.unary(UnaryFunction.ERF, z));
      case "max" -> x.with(of(arguments.get(1)), Math::max);
      case "min" -> x.with(of(arguments.get(1)), Math::min);
      case "sum" -> x.all(all -> DoubleStream.of(all).sum());
      case "rowSum" -> x.byRow(row -> DoubleStream.of(row).sum());
      case "maximum" -> x.all(all -> DoubleStream.of(all).max().orElseThrow());
      case "rowMaximum" -> x.byRow(row -> DoubleStream.of(row).max().orElseThrow());
      case "logSumExp" -> x.map(Math::exp).all(all -> Math.log(DoubleStream.of(all).sum()));
      case "softmax" -> quotient(x.map(Math::exp), x.map(Math::exp).all(Calculation::total));
      case "rowSoftmax" -> quotient(x.map(Math::exp), x.map(Math::exp).byRow(Calculation::total));
      case "flatten" -> x.reshaped(x.elements().length, 1);
      case "reshape" -> x.reshaped(whole(arguments.get(1)), whole(arguments.get(2)));
      case "concat" ->
          Array2.column(
              arguments.stream().flatMapToDouble(a -> DoubleStream.of(of(a).elements())).toArray());
      case "slice" ->
          Array2.column(
              IntStream.range(whole(arguments.get(1)), whole(arguments.get(2)))
                  .mapToDouble(i -> x.elements()[i])
                  .toArray());
      case "pad" ->
          Array2.column(
              DoubleStream.concat(
                      DoubleStream.concat(
                          DoubleStream.of(new double[whole(arguments.get(1))]),
                          DoubleStream.of(x.elements())),
                      DoubleStream.of(new double[whole(arguments.get(2))]))
                  .toArray());
      default -> application(formula.function(), x);
    };
  }

  private static double total(double[] elements) {
    return DoubleStream.of(elements).sum();
  }

  private static Array2 quotient(Array2 a, Array2 b) {
    return a.with(b, (p, q) -> p / q);
  }

  private static int whole(Formula number) {
    return (int) ((Formula.Number) number).value();
  }

  /** g(x), where x is the argument. */
  private Array2 application(String function, Array2 x) {
    Formula body = functions.get(function);
    if (body == null) {
      throw new IllegalArgumentException("no function " + function);
    }
    List<Map<Formula, Array2>> within = new ArrayList<>(samples);
    Map<Formula, Array2> here = new HashMap<>(samples.get(sample));
    here.put(Symbol.scalar("x"), x);
    within.set(sample, here);
    return new Calculation(within, sample, functions, classes).of(body);
  }

  @Override
  public Array2 choice(Formula.Choice formula) {
    Array2 result = of(formula.otherwise());
    for (int i = formula.branches().size() - 1; i >= 0; i--) {
      Formula.Branch branch = formula.branches().get(i);
      Array2 holds = of(branch.condition());
      Array2 otherwise = result.with(holds, (value, truth) -> truth != 0 ? 0 : value);
      Array2 here = of(branch.value()).with(holds, (value, truth) -> truth != 0 ? value : 0);
      result = here.with(otherwise, Double::sum);
    }
    return result;
  }

  @Override
  public Array2 relation(Formula.Relation formula) {
    return of(formula.left())
        .with(
            of(formula.right()),
            (a, b) ->
                switch (formula.relation()) {
                  case EQUAL -> a == b ? 1 : 0;
                  case NOT_EQUAL -> a != b ? 1 : 0;
                  case LESS -> a < b ? 1 : 0;
                  case LESS_OR_EQUAL -> a <= b ? 1 : 0;
                  case GREATER -> a > b ? 1 : 0;
                  case GREATER_OR_EQUAL -> a >= b ? 1 : 0;
                });
  }

  @Override
  public Array2 both(Formula.Both formula) {
    return of(formula.left()).with(of(formula.right()), (a, b) -> a * b);
  }

  @Override
  public Array2 not(Formula.Not formula) {
    return of(formula.of()).map(truth -> 1 - truth);
  }

  @Override
  public Array2 matrixProduct(Formula.MatrixProduct formula) {
    return of(formula.left()).times(of(formula.right()));
  }

  @Override
  public Array2 transpose(Formula.Transpose formula) {
    return of(formula.of()).transposed();
  }

  /** Over the samples of the batch; no other sum is of whole variables. */
  @Override
  public Array2 total(Formula.Total formula) {
    return IntStream.range(0, samples.size())
        .mapToObj(s -> new Calculation(samples, s, functions, classes).of(formula.body()))
        .reduce((a, b) -> a.with(b, Double::sum))
        .orElseThrow();
  }
}
