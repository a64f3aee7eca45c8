package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Scalar;
import dev.mlpc.compiler.tensor.Comparison;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes expressions of which some operand is a vector, as calls of the Vector API; what is the
 * same in every lane stays a number as long as the API takes one.
 */
final class LaneWriter {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassName OPERATORS = ClassName.get(PACKAGE, "VectorOperators");

  private final ScalarWriter scalars;
  private final ClassName vector;
  private final Set<String> locals = new HashSet<>();
  private final IdentityHashMap<Scalar, Boolean> known = new IdentityHashMap<>();

  LaneWriter(Precision precision, ScalarWriter scalars) {
    this.scalars = scalars;
    this.vector = vectorOf(precision);
  }

  /** {@code FloatVector} or {@code DoubleVector}. */
  static ClassName vectorOf(Precision precision) {
    return ClassName.get(PACKAGE, precision == Precision.F32 ? "FloatVector" : "DoubleVector");
  }

  ClassName vector() {
    return vector;
  }

  /** A new method begins: nothing is declared. */
  void begin() {
    known.clear();
    locals.clear();
  }

  /** A local of this name is a vector from now on, or is not. */
  void declare(String local, boolean isVector) {
    known.clear();
    if (isVector) {
      locals.add(local);
    } else {
      locals.remove(local);
    }
  }

  /** Whether it differs from lane to lane. */
  boolean isVector(Scalar scalar) {
    Boolean before = known.get(scalar);
    if (before == null) {
      before = scalar.match(new Varying());
      known.put(scalar, before);
    }
    return before;
  }

  /** The expression as a vector. */
  CodeBlock write(Scalar scalar) {
    if (!isVector(scalar)) {
      return scalar instanceof Scalar.Literal literal
              && literal.value() == 0
              && 1 / literal.value() > 0
          ? CodeBlock.of("$T.zero(SPECIES)", vector)
          : CodeBlock.of("$T.broadcast(SPECIES, $L)", vector, scalars.write(scalar));
    }
    return scalar.match(new Expression());
  }

  /** As a vector, or as a number where it is the same in every lane. */
  private CodeBlock operand(Scalar scalar) {
    return isVector(scalar) ? write(scalar) : scalars.write(scalar);
  }

  /** A condition as a mask. */
  private CodeBlock mask(Scalar condition) {
    if (!isVector(condition)) {
      return CodeBlock.of("SPECIES.maskAll($L)", scalars.write(condition));
    }
    if (condition instanceof Scalar.And and) {
      return CodeBlock.of("$L.and($L)", mask(and.a()), mask(and.b()));
    }
    if (condition instanceof Scalar.Not not) {
      return CodeBlock.of("$L.not()", mask(not.a()));
    }
    if (condition instanceof Scalar.Compare compare) {
      boolean swapped = !isVector(compare.a());
      Scalar left = swapped ? compare.b() : compare.a();
      Scalar right = swapped ? compare.a() : compare.b();
      return CodeBlock.of(
          "$L$Z.compare($T.$L,$W$L)",
          write(left),
          OPERATORS,
          relation(compare.relation(), swapped),
          operand(right));
    }
    throw new IllegalStateException("not a condition: " + condition);
  }

  private static String relation(Comparison relation, boolean swapped) {
    return switch (relation) {
      case EQUAL -> "EQ";
      case NOT_EQUAL -> "NE";
      case LESS -> swapped ? "GT" : "LT";
      case LESS_OR_EQUAL -> swapped ? "GE" : "LE";
      case GREATER -> swapped ? "LT" : "GT";
      case GREATER_OR_EQUAL -> swapped ? "LE" : "GE";
    };
  }

  /** Whether an expression differs from lane to lane. */
  private final class Varying implements Scalar.Cases<Boolean> {
    @Override
    public Boolean literal(Scalar.Literal scalar) {
      return false;
    }

    @Override
    public Boolean local(Scalar.Local scalar) {
      return locals.contains(scalar.name());
    }

    @Override
    public Boolean load(Scalar.Load scalar) {
      return false;
    }

    @Override
    public Boolean loadLanes(Scalar.LoadLanes scalar) {
      return true;
    }

    @Override
    public Boolean laneNumbers(Scalar.LaneNumbers scalar) {
      return true;
    }

    @Override
    public Boolean remainder(Scalar.Remainder scalar) {
      return false;
    }

    @Override
    public Boolean spread(Scalar.Spread scalar) {
      return true;
    }

    @Override
    public Boolean multiplyAdd(Scalar.MultiplyAdd scalar) {
      return true;
    }

    @Override
    public Boolean position(Scalar.Position scalar) {
      return false;
    }

    @Override
    public Boolean unary(Scalar.Unary scalar) {
      return isVector(scalar.x());
    }

    @Override
    public Boolean binary(Scalar.Binary scalar) {
      return isVector(scalar.a()) || isVector(scalar.b());
    }

    @Override
    public Boolean compare(Scalar.Compare scalar) {
      return isVector(scalar.a()) || isVector(scalar.b());
    }

    @Override
    public Boolean and(Scalar.And scalar) {
      return isVector(scalar.a()) || isVector(scalar.b());
    }

    @Override
    public Boolean not(Scalar.Not scalar) {
      return isVector(scalar.a());
    }

    @Override
    public Boolean select(Scalar.Select scalar) {
      return isVector(scalar.condition()) || isVector(scalar.a()) || isVector(scalar.b());
    }

    @Override
    public Boolean narrow(Scalar.Narrow scalar) {
      return isVector(scalar.x());
    }

    @Override
    public Boolean toReal(Scalar.ToReal scalar) {
      return isVector(scalar.x());
    }

    @Override
    public Boolean bernoulli(Scalar.Bernoulli scalar) {
      return false;
    }
  }

  /** An expression that differs from lane to lane. */
  private final class Expression implements Scalar.Cases<CodeBlock> {
    private CodeBlock never(Scalar scalar) {
      throw new IllegalStateException("no vector: " + scalar);
    }

    @Override
    public CodeBlock literal(Scalar.Literal scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock local(Scalar.Local scalar) {
      return CodeBlock.of("$N", scalar.name());
    }

    @Override
    public CodeBlock load(Scalar.Load scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock loadLanes(Scalar.LoadLanes scalar) {
      return CodeBlock.of(
          "$T.fromArray(SPECIES,$W$N,$W$L)",
          vector,
          scalar.array(),
          ScalarWriter.index(scalar.index()));
    }

    @Override
    public CodeBlock laneNumbers(Scalar.LaneNumbers scalar) {
      return CodeBlock.of("NUMBERS.add($L)", ScalarWriter.index(scalar.first()));
    }

    @Override
    public CodeBlock remainder(Scalar.Remainder scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock spread(Scalar.Spread scalar) {
      return write(scalar.x());
    }

    @Override
    public CodeBlock multiplyAdd(Scalar.MultiplyAdd scalar) {
      return CodeBlock.of(
          "$L.fma($L, $L)", write(scalar.a()), write(scalar.b()), write(scalar.c()));
    }

    @Override
    public CodeBlock position(Scalar.Position scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock unary(Scalar.Unary scalar) {
      CodeBlock x = write(scalar.x());
      return switch (scalar.function()) {
        case NEGATE -> CodeBlock.of("$L.neg()", x);
        case ABS -> CodeBlock.of("$L.abs()", x);
        case SQRT -> CodeBlock.of("$L.sqrt()", x);
        case RECIPROCAL -> CodeBlock.of("$L.div($L)", write(new Scalar.Literal(1)), x);
        case SIGN ->
            // As Math.signum, a zero keeps its sign, and NaN stays.
            CodeBlock.of(
                "$L.blend(1, $L.compare($T.GT, 0)).blend(-1, $L.compare($T.LT, 0))",
                x,
                x,
                OPERATORS,
                x,
                OPERATORS);
        case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, SIGMOID, SOFTPLUS, ERF, FLOOR -> never(scalar);
      };
    }

    @Override
    public CodeBlock binary(Scalar.Binary scalar) {
      return switch (scalar.function()) {
        case ADD -> commutative("add", scalar);
        case MULTIPLY -> commutative("mul", scalar);
        case MAX -> commutative("max", scalar);
        case MIN -> commutative("min", scalar);
        case SUBTRACT -> method("sub", scalar.a(), scalar.b());
        case DIVIDE -> method("div", scalar.a(), scalar.b());
        case POWER -> never(scalar);
      };
    }

    private CodeBlock commutative(String name, Scalar.Binary scalar) {
      return isVector(scalar.a())
          ? method(name, scalar.a(), scalar.b())
          : method(name, scalar.b(), scalar.a());
    }

    private CodeBlock method(String name, Scalar a, Scalar b) {
      return CodeBlock.of("$L$Z.$L($L)", write(a), name, operand(b));
    }

    @Override
    public CodeBlock compare(Scalar.Compare scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock and(Scalar.And scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock not(Scalar.Not scalar) {
      return never(scalar);
    }

    @Override
    public CodeBlock select(Scalar.Select scalar) {
      return isVector(scalar.condition())
          ? CodeBlock.of(
              "$L$Z.blend($L,$W$L)",
              write(scalar.b()),
              operand(scalar.a()),
              mask(scalar.condition()))
          : CodeBlock.of(
              "($L ? $L : $L)",
              scalars.write(scalar.condition()),
              write(scalar.a()),
              write(scalar.b()));
    }

    @Override
    public CodeBlock narrow(Scalar.Narrow scalar) {
      return write(scalar.x());
    }

    @Override
    public CodeBlock toReal(Scalar.ToReal scalar) {
      return write(scalar.x());
    }

    @Override
    public CodeBlock bernoulli(Scalar.Bernoulli scalar) {
      return never(scalar);
    }
  }
}
