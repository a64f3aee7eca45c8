package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Index;
import dev.mlpc.compiler.plan.Scalar;
import dev.mlpc.compiler.tensor.UnaryFunction;
import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Functions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes expressions of kernels as Java, with no more brackets than Java needs. */
final class ScalarWriter implements Scalar.Cases<ScalarWriter.Text> {

  /** How tightly an expression binds, loosest first. */
  enum Binding {
    CONDITIONAL,
    AND,
    EQUALITY,
    RELATION,
    SUM,
    PRODUCT,
    PREFIX,
    ATOM
  }

  /** Code, and how tightly it binds. */
  record Text(CodeBlock code, Binding binding) {}

  private final Precision precision;

  ScalarWriter(Precision precision) {
    this.precision = precision;
  }

  CodeBlock write(Scalar scalar) {
    return scalar.match(this).code();
  }

  /** What is stored in a variable or array: a whole number needs no mark of its type. */
  CodeBlock writeStored(Scalar scalar) {
    return isWhole(scalar) ? whole((Scalar.Literal) scalar) : write(scalar);
  }

  private static boolean isWhole(Scalar scalar) {
    return scalar instanceof Scalar.Literal literal
        && literal.value() == Math.rint(literal.value())
        && Math.abs(literal.value()) < 1 << 24
        && Double.compare(literal.value(), -0.0) != 0;
  }

  private static CodeBlock whole(Scalar.Literal literal) {
    return CodeBlock.of("$L", (long) literal.value());
  }

  /** An operand beside another: Java takes a whole number for the type of a real neighbour. */
  private CodeBlock beside(Scalar scalar, Scalar neighbour, Binding least) {
    boolean real = !(neighbour instanceof Scalar.Literal || neighbour instanceof Scalar.Position);
    return isWhole(scalar) && real && ((Scalar.Literal) scalar).value() >= 0
        ? whole((Scalar.Literal) scalar)
        : within(scalar, least);
  }

  /** The expression, in brackets if it binds less tightly than {@code least}. */
  private CodeBlock within(Scalar scalar, Binding least) {
    Text text = scalar.match(this);
    return text.binding().compareTo(least) >= 0 ? text.code() : CodeBlock.of("($L)", text.code());
  }

  private static Text atom(CodeBlock code) {
    return new Text(code, Binding.ATOM);
  }

  private boolean single() {
    return precision == Precision.F32;
  }

  @Override
  public Text literal(Scalar.Literal scalar) {
    double value = scalar.value();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      String name =
          Double.isNaN(value) ? "NaN" : value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
      return atom(CodeBlock.of("$T.$L", single() ? Float.class : Double.class, name));
    }
    String digits =
        isWhole(scalar)
            ? (long) value + (single() ? "f" : ".0")
            : single() ? (float) value + "f" : Double.toString(value);
    return new Text(
        CodeBlock.of("$L", digits), value < 0 || 1 / value < 0 ? Binding.PREFIX : Binding.ATOM);
  }

  @Override
  public Text local(Scalar.Local scalar) {
    return atom(CodeBlock.of("$N", scalar.name()));
  }

  @Override
  public Text load(Scalar.Load scalar) {
    return atom(CodeBlock.of("$N[$L]", scalar.array(), index(scalar.index())));
  }

  @Override
  public Text remainder(Scalar.Remainder scalar) {
    CodeBlock code =
        CodeBlock.of(
            "$L % $L", within(scalar.a(), Binding.PREFIX), within(scalar.b(), Binding.PREFIX));
    return new Text(code, Binding.PRODUCT);
  }

  private static Text onlyInVectors(Scalar scalar) {
    throw new IllegalStateException("a vector, not a number: " + scalar);
  }

  @Override
  public Text loadLanes(Scalar.LoadLanes scalar) {
    return onlyInVectors(scalar);
  }

  @Override
  public Text laneNumbers(Scalar.LaneNumbers scalar) {
    return onlyInVectors(scalar);
  }

  @Override
  public Text spread(Scalar.Spread scalar) {
    return onlyInVectors(scalar);
  }

  @Override
  public Text multiplyAdd(Scalar.MultiplyAdd scalar) {
    return onlyInVectors(scalar);
  }

  @Override
  public Text position(Scalar.Position scalar) {
    Index index = scalar.index();
    boolean atom = index.isConstant() || index.equals(variableOf(index));
    return new Text(index(index), atom ? Binding.ATOM : Binding.SUM);
  }

  private static Index variableOf(Index index) {
    return Index.of(index.terms().keySet().iterator().next());
  }

  @Override
  public Text unary(Scalar.Unary scalar) {
    UnaryFunction function = scalar.function();
    if (function == UnaryFunction.NEGATE) {
      return new Text(CodeBlock.of("-$L", within(scalar.x(), Binding.ATOM)), Binding.PREFIX);
    }
    if (function == UnaryFunction.RECIPROCAL) {
      CodeBlock code =
          CodeBlock.of(
              "$L / $L",
              beside(new Scalar.Literal(1), scalar.x(), Binding.PREFIX),
              within(scalar.x(), Binding.PREFIX));
      return new Text(code, Binding.PRODUCT);
    }
    CodeBlock x = write(scalar.x());
    return switch (function) {
      case NEGATE, RECIPROCAL -> throw new IllegalStateException("written above");
      case ABS -> atom(CodeBlock.of("$T.abs($L)", Math.class, x));
      case SIGN -> atom(CodeBlock.of("$T.signum($L)", Math.class, x));
      case SQRT -> rounded("sqrt", x);
      case FLOOR -> rounded("floor", x);
      case EXP -> function("exp", x);
      case EXPM1 -> function("expm1", x);
      case LOG -> function("log", x);
      case LOG1P -> function("log1p", x);
      case SIN -> function("sin", x);
      case COS -> function("cos", x);
      case TANH -> function("tanh", x);
      case SIGMOID -> function("sigmoid", x);
      case SOFTPLUS -> function("softplus", x);
      case ERF -> function("erf", x);
    };
  }

  private static Text function(String name, CodeBlock x) {
    return atom(CodeBlock.of("$T.$L($L)", Functions.class, name, x));
  }

  /** A function that Java has in double alone, and that is exact in float when rounded. */
  private Text rounded(String name, CodeBlock x) {
    return single()
        ? new Text(CodeBlock.of("(float) $T.$L($L)", Math.class, name, x), Binding.PREFIX)
        : atom(CodeBlock.of("$T.$L($L)", Math.class, name, x));
  }

  @Override
  public Text binary(Scalar.Binary scalar) {
    return switch (scalar.function()) {
      case ADD -> infix(scalar, "+", Binding.SUM, Binding.SUM);
      case SUBTRACT -> infix(scalar, "-", Binding.SUM, Binding.PRODUCT);
      case MULTIPLY -> infix(scalar, "*", Binding.PRODUCT, Binding.PREFIX);
      case DIVIDE -> infix(scalar, "/", Binding.PRODUCT, Binding.PREFIX);
      case MAX -> call("max", scalar);
      case MIN -> call("min", scalar);
      case POWER ->
          atom(
              CodeBlock.of(
                  "$T.pow($L, $L)", Functions.class, write(scalar.a()), write(scalar.b())));
    };
  }

  private static Text call(String name, ScalarWriter writer, Scalar.Binary scalar) {
    return atom(
        CodeBlock.of(
            "$T.$L($L, $L)",
            Math.class,
            name,
            writer.beside(scalar.a(), scalar.b(), Binding.CONDITIONAL),
            writer.beside(scalar.b(), scalar.a(), Binding.CONDITIONAL)));
  }

  private Text call(String name, Scalar.Binary scalar) {
    return call(name, this, scalar);
  }

  /** A long chain of sums is written by a loop, not by recursion: it may have hundreds of terms. */
  private Text infix(Scalar.Binary scalar, String operator, Binding binding, Binding right) {
    List<Scalar.Binary> chain = new ArrayList<>();
    Scalar left = scalar;
    while (left instanceof Scalar.Binary sum && sum.function() == scalar.function()) {
      chain.add(0, sum);
      left = sum.a();
    }
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("$L", beside(left, chain.get(0).b(), binding));
    for (Scalar.Binary link : chain) {
      Binding least = link.b() instanceof Scalar.Binary ? tighter(right) : right;
      CodeBlock next = beside(link.b(), link.a(), least);
      code.add(binding == Binding.SUM ? "$W$L $L" : " $L $L", operator, next);
    }
    return new Text(code.build(), binding);
  }

  /** a + (b + c) keeps its brackets: the order of a sum is part of the result. */
  private static Binding tighter(Binding binding) {
    return binding == Binding.SUM ? Binding.PRODUCT : binding;
  }

  @Override
  public Text compare(Scalar.Compare scalar) {
    String operator =
        switch (scalar.relation()) {
          case EQUAL -> "==";
          case NOT_EQUAL -> "!=";
          case LESS -> "<";
          case LESS_OR_EQUAL -> "<=";
          case GREATER -> ">";
          case GREATER_OR_EQUAL -> ">=";
        };
    CodeBlock code =
        CodeBlock.of(
            "$L $L $L",
            beside(scalar.a(), scalar.b(), Binding.SUM),
            operator,
            beside(scalar.b(), scalar.a(), Binding.SUM));
    return new Text(
        code,
        operator.endsWith("=")
                && operator.length() == 2
                && !operator.startsWith("<")
                && !operator.startsWith(">")
            ? Binding.EQUALITY
            : Binding.RELATION);
  }

  @Override
  public Text and(Scalar.And scalar) {
    CodeBlock code =
        CodeBlock.of(
            "$L && $L", within(scalar.a(), Binding.AND), within(scalar.b(), Binding.EQUALITY));
    return new Text(code, Binding.AND);
  }

  @Override
  public Text not(Scalar.Not scalar) {
    return new Text(CodeBlock.of("!$L", within(scalar.a(), Binding.ATOM)), Binding.PREFIX);
  }

  @Override
  public Text select(Scalar.Select scalar) {
    CodeBlock code =
        CodeBlock.of(
            "$L ? $L : $L",
            within(scalar.condition(), Binding.AND),
            within(scalar.a(), Binding.AND),
            within(scalar.b(), Binding.CONDITIONAL));
    return new Text(code, Binding.CONDITIONAL);
  }

  @Override
  public Text narrow(Scalar.Narrow scalar) {
    return single()
        ? new Text(CodeBlock.of("(float) $L", within(scalar.x(), Binding.ATOM)), Binding.PREFIX)
        : scalar.x().match(this);
  }

  @Override
  public Text toReal(Scalar.ToReal scalar) {
    CodeBlock code =
        CodeBlock.of("($L) $L", single() ? "float" : "double", within(scalar.x(), Binding.ATOM));
    return new Text(code, Binding.PREFIX);
  }

  @Override
  public Text bernoulli(Scalar.Bernoulli scalar) {
    CodeBlock code =
        CodeBlock.of(
            "$T.$L($N, $L) < $L ? $L : $L",
            CounterRandom.class,
            single() ? "unitFloat" : "unitDouble",
            scalar.key(),
            index(scalar.counter()),
            write(new Scalar.Literal(scalar.keep())),
            write(new Scalar.Literal(1)),
            write(new Scalar.Literal(0)));
    return new Text(code, Binding.CONDITIONAL);
  }

  /**
   * {@code (first + s) * 16 + j + 3}: variables of one factor stand together, the innermost loop's
   * last.
   */
  static CodeBlock index(Index index) {
    SortedMap<Integer, List<String>> byFactor = new TreeMap<>(Comparator.reverseOrder());
    index
        .terms()
        .forEach(
            (variable, factor) ->
                byFactor.computeIfAbsent(factor, key -> new ArrayList<>()).add(variable));
    StringBuilder text = new StringBuilder();
    byFactor.forEach((factor, variables) -> append(text, factor, variables));
    int constant = index.constant();
    if (text.length() == 0) {
      return CodeBlock.of("$L", constant);
    }
    String rest = constant == 0 ? "" : constant > 0 ? " + " + constant : " - " + -constant;
    return CodeBlock.of("$L", text + rest);
  }

  private static void append(StringBuilder text, int factor, List<String> variables) {
    String sum = String.join(" + ", variables);
    boolean bracketed = variables.size() > 1 && factor != 1;
    String product =
        (bracketed ? "(" + sum + ")" : sum)
            + (Math.abs(factor) == 1 ? "" : " * " + Math.abs(factor));
    if (text.length() > 0) {
      text.append(factor < 0 ? " - " : " + ");
    } else if (factor < 0) {
      text.append('-');
    }
    text.append(product);
  }
}
