package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Argument;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Order;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.StoredTensor;
import dev.mlpc.compiler.plan.Tile;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.Layout;
import dev.mlpc.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What the writers of one class have to agree on: types, names, and how a program is called. */
final class ClassShape {
  /** Bytecode of one method of calls or assignments; far below HotSpot's limit of 8,000. */
  static final int METHOD_BYTES = 5000;

  private final Plan plan;
  private final boolean shared;
  final TypeName real;
  final ClassName self;
  final ClassName scratch;
  final ClassName trainer;
  final ClassName engine;
  final ClassName portable;
  final ClassName vector;

  ClassShape(Plan plan) {
    this.plan = plan;
    this.shared = plan.portable().predict().isShared() || plan.vector().predict().isShared();
    this.real = plan.precision() == Precision.F32 ? TypeName.FLOAT : TypeName.DOUBLE;
    String name = plan.definition().name();
    this.self = ClassName.get(plan.definition().packageName(), name);
    this.scratch = self.nestedClass(name.equals("Scratch") ? "Workspace" : "Scratch");
    this.trainer = self.nestedClass(name.equals("Trainer") ? "Training" : "Trainer");
    this.engine = self.nestedClass(name.equals("Engine") ? "Computation" : "Engine");
    this.portable = self.nestedClass(name.equals("Portable") ? "Plain" : "Portable");
    this.vector = ClassName.get(plan.definition().packageName(), name + "Vector");
  }

  /** The class of one thread's arrays in an engine. */
  ClassName memoryIn(ClassName owner) {
    return owner.nestedClass(self.simpleName().equals("Memory") ? "Arrays" : "Memory");
  }

  /** The class of a team's arrays in an engine. */
  ClassName memoriesIn(ClassName owner) {
    return owner.nestedClass(self.simpleName().equals("Memories") ? "TeamArrays" : "Memories");
  }

  /** Whether threads can share what an engine computes. */
  boolean isShared() {
    return shared;
  }

  /** The class of a trainer's arrays and programs in an engine. */
  ClassName stepsIn(ClassName owner) {
    return owner.nestedClass(self.simpleName().equals("Steps") ? "StepByStep" : "Steps");
  }

  /** The application's arrays of a program: inputs, outputs, targets, each in the spec's order. */
  List<Buffer> foreign(Program program) {
    List<PortDefinition> ports = new ArrayList<>(plan.definition().inputs());
    ports.addAll(plan.definition().outputs());
    plan.definition().training().ifPresent(training -> ports.addAll(training.targets()));
    return foreign(program, ports);
  }

  List<ParameterSpec> parameters(Program program) {
    return foreign(program).stream().map(this::parameter).toList();
  }

  /** {@code , x, p}: the application's arrays as further arguments. */
  CodeBlock foreignArguments(Program program) {
    return foreign(program).stream()
        .map(buffer -> CodeBlock.of(", $N", buffer.name()))
        .collect(CodeBlock.joining(""));
  }

  Plan plan() {
    return plan;
  }

  TypeName arrayOf(boolean integers) {
    return ArrayTypeName.of(integers ? TypeName.INT : real);
  }

  /** {@code float[] x, int[] region}: the application's arrays. */
  static List<Buffer> foreign(Program program, List<PortDefinition> ports) {
    List<Buffer> result = new ArrayList<>();
    for (PortDefinition port : ports) {
      program.buffers().stream()
          .filter(Buffer::isForeign)
          .filter(buffer -> buffer.subject().equals(port.name()))
          .findFirst()
          .ifPresent(result::add);
    }
    return result;
  }

  ParameterSpec parameter(Buffer buffer) {
    return ParameterSpec.builder(arrayOf(buffer.integers()), buffer.name()).build();
  }

  /**
   * The Javadoc of an array that the application gives: what it is, its shape, its range.
   *
   * @param samples how many samples the array holds: {@code n, }, or nothing for one
   */
  static CodeBlock parameterDoc(PortDefinition port, Buffer buffer, String samples) {
    String words = port.documentation().map(text -> text.strip().replace('\n', ' ')).orElse("");
    String shape = "[" + samples + buffer.width() + "]";
    String classes = buffer.integers() ? ", each from 0 to " + (port.classes() - 1) : "";
    String text = words.isEmpty() ? shape : words + ": " + shape;
    return CodeBlock.of("@param $N $L\n", buffer.name(), Escapes.documentation(text + classes));
  }

  /** {@code private final float[][] sampleRows = new float[64][128];}. */
  FieldSpec field(Tile tile) {
    return FieldSpec.builder(
            ArrayTypeName.of(ArrayTypeName.of(real)), tile.name(), Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new $T[$L][$L]", real, tile.rows(), tile.width())
        .build();
  }

  /** A call with an expression for each argument. */
  CodeBlock call(Program.Call call, Place place, Program program) {
    CodeBlock arguments =
        call.arguments().stream()
            .map(argument -> argument(argument, place, program))
            .collect(CodeBlock.joining(",$W"));
    return CodeBlock.builder().addStatement("$N($L)", call.kernel().name(), arguments).build();
  }

  /** Bytecode of a call. */
  static int callBytes(Program.Call call) {
    return 4 + 4 * call.arguments().size();
  }

  private static CodeBlock argument(Argument argument, Place place, Program program) {
    String holder = place.holder();
    return argument.match(
        new Argument.Cases<>() {
          @Override
          public CodeBlock samples(Argument.Samples samples) {
            return CodeBlock.of("n");
          }

          @Override
          public CodeBlock array(Argument.Array array) {
            Buffer.Storage storage =
                program.buffers().stream()
                    .filter(buffer -> buffer.name().equals(array.buffer()))
                    .findFirst()
                    .orElseThrow()
                    .storage();
            return storage == Buffer.Storage.SCRATCH
                ? CodeBlock.of("$L$N", holder, array.buffer())
                : CodeBlock.of("$N", array.buffer());
          }

          @Override
          public CodeBlock first(Argument.First first) {
            return CodeBlock.of(holder.isEmpty() ? "0" : "first");
          }

          @Override
          public CodeBlock begin(Argument.Begin begin) {
            return place.begin();
          }

          @Override
          public CodeBlock end(Argument.End end) {
            return place.end();
          }

          @Override
          public CodeBlock rows(Argument.Rows rows) {
            return CodeBlock.of("$L$N$L", holder, rows.tile(), place.member());
          }

          @Override
          public CodeBlock rate(Argument.Rate rate) {
            return CodeBlock.of("rate");
          }

          @Override
          public CodeBlock biasCorrection(Argument.BiasCorrection correction) {
            return CodeBlock.of("biasCorrection($L)", correction.beta());
          }

          @Override
          public CodeBlock key(Argument.Key key) {
            return CodeBlock.of("key($L)", key.stream());
          }
        });
  }

  /**
   * The methods that call a program's kernels one after another: one method, or several where one
   * would grow too long.
   *
   * @param holder what scratch arrays are fields of, {@code "scratch."} or nothing
   * @param first parameters before the application's arrays; a program that has a holder takes the
   *     application's samples from number {@code first} on
   */
  List<MethodSpec> run(
      String name, Program program, String holder, List<ParameterSpec> first, boolean rate) {
    List<ParameterSpec> parameters = new ArrayList<>(first);
    parameters.addAll(parameters(program));
    if (rate) {
      parameters.add(ParameterSpec.builder(real, "rate").build());
    }
    List<CodeBlock> calls = new ArrayList<>();
    int widest = 1;
    for (Program.Call call : program.calls()) {
      calls.add(call(call, Place.whole(holder, "", call.split()), program));
      widest = Math.max(widest, callBytes(call));
    }
    return split(name, calls, widest, parameters);
  }

  /** The pieces in one private method, or in several that the first calls. */
  static List<MethodSpec> split(
      String name, List<CodeBlock> pieces, int bytesEach, List<ParameterSpec> parameters) {
    int perMethod = Math.max(1, METHOD_BYTES / bytesEach);
    List<MethodSpec> result = new ArrayList<>();
    if (pieces.size() <= perMethod) {
      return List.of(method(name, pieces, parameters));
    }
    List<CodeBlock> parts = new ArrayList<>();
    String names = parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    for (int from = 0; from < pieces.size(); from += perMethod) {
      String part = name + "Part" + (result.size() + 1);
      List<CodeBlock> some = pieces.subList(from, Math.min(pieces.size(), from + perMethod));
      result.add(method(part, some, parameters));
      parts.add(CodeBlock.builder().addStatement("$N($L)", part, names).build());
    }
    result.add(0, method(name, parts, parameters));
    return result;
  }

  private static MethodSpec method(
      String name, List<CodeBlock> pieces, List<ParameterSpec> parameters) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameters(parameters);
    pieces.forEach(method::addCode);
    return method.build();
  }

  /** {@code new Tensor("hidden.weight", List.of(16, 4), Layout.COLUMN_MAJOR, hiddenWeight)}. */
  CodeBlock describe(StoredTensor tensor, CodeBlock array) {
    return describe(tensor.name(), tensor.shape().dimensions(), tensor.order(), array);
  }

  CodeBlock describe(String name, List<Integer> shape, Order order, CodeBlock array) {
    return CodeBlock.of(
        "new $T($L, $T.of($L), $T.$L, $L)",
        Tensor.class,
        Escapes.string(name),
        List.class,
        shape.stream().map(String::valueOf).collect(Collectors.joining(", ")),
        Layout.class,
        layout(order),
        array);
  }

  private static Layout layout(Order order) {
    return switch (order) {
      case ROWS -> Layout.ROW_MAJOR;
      case COLUMNS -> Layout.COLUMN_MAJOR;
      case PADDED -> Layout.PADDED_ROWS;
      case PANELS -> Layout.PANELS;
      case BLOCKS, TURNED -> throw new IllegalStateException("not the order of a tensor: " + order);
    };
  }

  /** Checks of the lengths, and of the classes, of the application's arrays. */
  CodeBlock checks(Program program, List<PortDefinition> ports, String samples) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (PortDefinition port : ports) {
      for (Buffer buffer : foreign(program, List.of(port))) {
        code.addStatement(
            "$T.length($S, $N.length, $L, $L)",
            Checks.class,
            buffer.name(),
            buffer.name(),
            samples,
            buffer.width());
        if (port.kind() != PortDefinition.Kind.REAL) {
          code.addStatement(
              "$T.classes($S, $N, $L, $L)",
              Checks.class,
              buffer.name(),
              buffer.name(),
              samples,
              port.classes());
        }
      }
    }
    return code.build();
  }

  /** {@code inputs.floats(0)}. */
  CodeBlock ofBatch(String batch, PortDefinition port, int number) {
    String accessor =
        port.kind() != PortDefinition.Kind.REAL
            ? "indices"
            : plan.precision() == Precision.F32 ? "floats" : "doubles";
    return CodeBlock.of("$N.$L($L)", batch, accessor, number);
  }
}
