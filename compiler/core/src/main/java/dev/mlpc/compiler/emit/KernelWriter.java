package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Index;
import dev.mlpc.compiler.plan.Kernel;
import dev.mlpc.compiler.plan.NumberType;
import dev.mlpc.compiler.plan.Scalar;
import dev.mlpc.compiler.plan.Statement;
import dev.mlpc.compiler.tensor.BinaryFunction;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes a kernel as a static method. */
final class KernelWriter implements Statement.Cases<CodeBlock> {
  private final TypeName real;
  private static final ClassName LANES = ClassName.get("dev.mlpc.runtime.lanes", "Lanes");

  private final ScalarWriter scalars;
  private final LaneWriter lanes;

  KernelWriter(Precision precision) {
    this.real = precision == Precision.F32 ? TypeName.FLOAT : TypeName.DOUBLE;
    this.scalars = new ScalarWriter(precision);
    this.lanes = new LaneWriter(precision, scalars);
  }

  MethodSpec write(Kernel kernel) {
    lanes.begin();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(kernel.name()).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    for (String line : kernel.documentation()) {
      method.addComment("$L", Escapes.comment(line));
    }
    for (Kernel.Parameter parameter : kernel.parameters()) {
      method.addParameter(type(parameter.kind()), parameter.name());
    }
    return method.addCode(block(kernel.body())).build();
  }

  TypeName type(Kernel.Kind kind) {
    return switch (kind) {
      case SAMPLES, FIRST, POSITION -> TypeName.INT;
      case REALS -> ArrayTypeName.of(real);
      case ROWS -> ArrayTypeName.of(ArrayTypeName.of(real));
      case INTEGERS -> ArrayTypeName.of(TypeName.INT);
      case NUMBER -> real;
      case KEY -> TypeName.LONG;
    };
  }

  private CodeBlock block(List<Statement> statements) {
    CodeBlock.Builder code = CodeBlock.builder();
    statements.forEach(statement -> code.add(statement.match(this)));
    return code.build();
  }

  private static CodeBlock line(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  @Override
  public CodeBlock declare(Statement.Declare statement) {
    TypeName type =
        switch (statement.type()) {
          case REAL -> real;
          case WIDE -> TypeName.DOUBLE;
          case INTEGER -> TypeName.INT;
          case LONG -> TypeName.LONG;
          case LANES -> lanes.vector();
        };
    boolean isVector = statement.type() == NumberType.LANES;
    CodeBlock value =
        isVector ? lanes.write(statement.value()) : scalars.writeStored(statement.value());
    lanes.declare(statement.name(), isVector);
    return line("$T $N = $L", type, statement.name(), value);
  }

  @Override
  public CodeBlock assign(Statement.Assign statement) {
    if (lanes.isVector(new Scalar.Local(statement.name()))) {
      return line("$N = $L", statement.name(), lanes.write(statement.value()));
    }
    if (statement.value() instanceof Scalar.Binary sum
        && sum.function() == BinaryFunction.ADD
        && sum.a().equals(new Scalar.Local(statement.name()))) {
      return line("$N += $L", statement.name(), scalars.write(sum.b()));
    }
    return line("$N = $L", statement.name(), scalars.writeStored(statement.value()));
  }

  @Override
  public CodeBlock store(Statement.Store statement) {
    Scalar before = new Scalar.Load(statement.array(), statement.index());
    boolean changes =
        statement.value() instanceof Scalar.Binary sum
            && sum.a().equals(before)
            && (sum.function() == BinaryFunction.ADD || sum.function() == BinaryFunction.SUBTRACT);
    if (changes) {
      Scalar.Binary sum = (Scalar.Binary) statement.value();
      return line(
          "$N[$L] $L $L",
          statement.array(),
          ScalarWriter.index(statement.index()),
          sum.function() == BinaryFunction.ADD ? "+=" : "-=",
          scalars.writeStored(sum.b()));
    }
    return line(
        "$N[$L] = $L",
        statement.array(),
        ScalarWriter.index(statement.index()),
        scalars.writeStored(statement.value()));
  }

  @Override
  public CodeBlock storeLanes(Statement.StoreLanes statement) {
    return line(
        "$L$Z.intoArray($N,$W$L)",
        lanes.write(statement.value()),
        statement.array(),
        ScalarWriter.index(statement.index()));
  }

  @Override
  public CodeBlock call(Statement.Call statement) {
    return line("$N($L)", statement.kernel(), arguments(statement.arguments()));
  }

  @Override
  public CodeBlock apply(Statement.Apply statement) {
    return line("$T.$L($L)", LANES, statement.function(), arguments(statement.arguments()));
  }

  private CodeBlock arguments(List<Scalar> arguments) {
    return arguments.stream().map(scalars::write).collect(CodeBlock.joining(",$W"));
  }

  @Override
  public CodeBlock addTo(Statement.AddTo statement) {
    return line(
        "$N[$L] += $L",
        statement.array(),
        ScalarWriter.index(statement.index()),
        scalars.write(statement.value()));
  }

  @Override
  public CodeBlock loop(Statement.Loop statement) {
    String variable = statement.variable();
    CodeBlock begin = CodeBlock.of("int $N = $L", variable, ScalarWriter.index(statement.from()));
    CodeBlock step =
        statement.step().equals(Index.of(1))
            ? CodeBlock.of("$N++", variable)
            : CodeBlock.of("$N += $L", variable, ScalarWriter.index(statement.step()));
    return CodeBlock.builder()
        .beginControlFlow(
            "for ($L; $N < $L; $L)", begin, variable, ScalarWriter.index(statement.to()), step)
        .add(block(statement.body()))
        .endControlFlow()
        .build();
  }

  @Override
  public CodeBlock blocks(Statement.Blocks statement) {
    String from = statement.from();
    CodeBlock end = ScalarWriter.index(statement.end());
    return CodeBlock.builder()
        .beginControlFlow(
            "for (int $N = $L; $N < $L; $N += $L)",
            from,
            ScalarWriter.index(statement.first()),
            from,
            end,
            from,
            statement.size())
        .addStatement(
            "int $N = $T.min($N + $L, $L)", statement.to(), Math.class, from, statement.size(), end)
        .addStatement(
            "int $N = $N - $N % $L",
            statement.whole(), statement.to(), statement.to(), statement.group())
        .add(block(statement.body()))
        .endControlFlow()
        .build();
  }

  @Override
  public CodeBlock row(Statement.Row statement) {
    return line(
        "$T $N = $N[$L]",
        ArrayTypeName.of(real),
        statement.name(),
        statement.tile(),
        ScalarWriter.index(statement.index()));
  }

  @Override
  public CodeBlock copy(Statement.Copy statement) {
    return line(
        "$T.arraycopy($N, $L, $N, $L, $L)",
        System.class,
        statement.from(),
        ScalarWriter.index(statement.fromIndex()),
        statement.to(),
        ScalarWriter.index(statement.toIndex()),
        statement.length());
  }

  @Override
  public CodeBlock clear(Statement.Clear statement) {
    return line(
        "$T.fill($N, $L, $L, 0)",
        Arrays.class,
        statement.array(),
        ScalarWriter.index(statement.from()),
        ScalarWriter.index(statement.to()));
  }

  @Override
  public CodeBlock when(Statement.When statement) {
    return CodeBlock.builder()
        .beginControlFlow("if ($L)", scalars.write(statement.condition()))
        .add(block(statement.body()))
        .endControlFlow()
        .build();
  }

  @Override
  public CodeBlock remark(Statement.Remark statement) {
    return CodeBlock.of("// $L\n", Escapes.comment(statement.text()));
  }
}
