package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.plan.Allocation;
import dev.mlpc.compiler.plan.Allocations;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.Kernel;
import dev.mlpc.compiler.plan.Order;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.StoredTensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes an engine: the tensors as they lie in memory, and the kernels over them. */
final class EngineWriter {
  private final ClassShape shape;
  private final Engine engine;
  private final ClassName self;
  private final ClassName memory;

  /**
   * @param self the class to be written
   */
  EngineWriter(ClassShape shape, Engine engine, ClassName self) {
    this.shape = shape;
    this.engine = engine;
    this.self = self;
    this.memory = shape.memoryIn(self);
  }

  /** What the network's class asks of every engine. */
  TypeSpec contract() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(shape.engine)
            .addJavadoc("How the network is computed, and where its parameters lie.\n")
            .addModifiers(Modifier.ABSTRACT, Modifier.STATIC)
            .addMethod(tensorsMethod().addModifiers(Modifier.ABSTRACT).build())
            .addMethod(scratchMethod().addModifiers(Modifier.ABSTRACT).build())
            .addMethod(predictMethod("scratch").addModifiers(Modifier.ABSTRACT).build());
    engine
        .training()
        .ifPresent(
            training -> type.addMethod(trainerMethod().addModifiers(Modifier.ABSTRACT).build()));
    return type.build();
  }

  TypeSpec write(Modifier... modifiers) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addJavadoc(documentation())
            .superclass(shape.engine)
            .addModifiers(modifiers);
    if (isVector()) {
      vectorConstants(type);
    }
    tensors(type);
    type.addMethod(
        scratchMethod()
            .addAnnotation(Override.class)
            .addStatement(
                shape.isShared() ? "return new $T(team)" : "return new $T()",
                shape.isShared() ? shape.memoriesIn(self) : memory)
            .build());
    engine
        .training()
        .ifPresent(
            training ->
                type.addMethod(
                    trainerMethod()
                        .addAnnotation(Override.class)
                        .addStatement(
                            shape.isShared() ? "return new $T(team)" : "return new $T()",
                            shape.stepsIn(self))
                        .build()));
    predict(type);
    KernelWriter kernels = new KernelWriter(shape.plan().precision());
    allKernels().stream()
        .sorted(Comparator.comparingInt(Kernel::place))
        .forEach(kernel -> type.addMethod(kernels.write(kernel)));
    type.addType(memory());
    if (shape.isShared()) {
      type.addType(memories());
    }
    engine
        .training()
        .ifPresent(
            training ->
                type.addType(
                    new EngineTrainerWriter(shape, engine.tensors(), training)
                        .write(shape.stepsIn(self))));
    return type.build();
  }

  private boolean isVector() {
    return self.equals(shape.vector);
  }

  private String documentation() {
    return isVector()
        ? "The engine in vectors: neighbouring samples in lanes.\n"
        : "The engine in plain Java, for every JVM.\n";
  }

  private void vectorConstants(TypeSpec.Builder type) {
    ClassName vector = LaneWriter.vectorOf(shape.plan().precision());
    TypeName species =
        ParameterizedTypeName.get(
            ClassName.get("jdk.incubator.vector", "VectorSpecies"), shape.real.box());
    Modifier[] constant = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};
    type.addField(
        FieldSpec.builder(species, "SPECIES", constant)
            .initializer("$T.SPECIES_PREFERRED", vector)
            .build());
    type.addField(
        FieldSpec.builder(TypeName.INT, "LANES", constant).initializer("SPECIES.length()").build());
    type.addField(
        FieldSpec.builder(vector, "NUMBERS", constant)
            .initializer("$T.zero(SPECIES).addIndex(1)", vector)
            .build());
  }

  private static MethodSpec.Builder tensorsMethod() {
    return MethodSpec.methodBuilder("tensors").returns(JavaEmitter.TENSORS);
  }

  private MethodSpec.Builder scratchMethod() {
    return byTeam(MethodSpec.methodBuilder("newScratch").returns(shape.scratch));
  }

  private MethodSpec.Builder trainerMethod() {
    return byTeam(MethodSpec.methodBuilder("newTrainer").returns(shape.trainer));
  }

  /** A method that is told which team there is, if threads can share anything. */
  private MethodSpec.Builder byTeam(MethodSpec.Builder method) {
    return shape.isShared() ? method.addParameter(PhaseWriter.TEAM, "team") : method;
  }

  private MethodSpec.Builder predictMethod(String scratch) {
    return MethodSpec.methodBuilder("predict")
        .addParameter(shape.scratch, scratch)
        .addParameter(TypeName.INT, "n")
        .addParameters(shape.parameters(engine.predict()));
  }

  private void tensors(TypeSpec.Builder type) {
    List<CodeBlock> additions = new ArrayList<>();
    for (StoredTensor tensor : engine.tensors()) {
      type.addField(
          FieldSpec.builder(shape.arrayOf(false), tensor.field(), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T[$L]", shape.real, tensor.length())
              .build());
      additions.add(
          CodeBlock.builder()
              .addStatement(
                  "all.add($L)", shape.describe(tensor, CodeBlock.of("$N", tensor.field())))
              .build());
    }
    type.addField(
        FieldSpec.builder(JavaEmitter.TENSORS, "tensors", Modifier.PRIVATE, Modifier.FINAL)
            .build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addStatement("$T all = new $T<>()", JavaEmitter.TENSORS, ArrayList.class)
            .addStatement("describe(all)")
            .addStatement("tensors = $T.copyOf(all)", List.class)
            .build());
    ParameterSpec all = ParameterSpec.builder(JavaEmitter.TENSORS, "all").build();
    ClassShape.split("describe", additions, 40, List.of(all)).forEach(type::addMethod);
    type.addMethod(
        tensorsMethod().addAnnotation(Override.class).addStatement("return tensors").build());
  }

  /** A prediction, in as many samples at a time as stay near. */
  private void predict(TypeSpec.Builder type) {
    Program program = engine.predict();
    boolean shared = shape.isShared();
    CodeBlock.Builder few = CodeBlock.builder();
    if (engine.predictOne().isPresent()) {
      few.beginControlFlow("if (n <= $L)", Engine.FEW_SAMPLES)
          .beginControlFlow("for (int first = 0; first < n; first++)")
          .addStatement(
              "runOne($L, first, 1$L)",
              shared ? "scratch.each[0]" : "scratch",
              shape.foreignArguments(program))
          .endControlFlow()
          .addStatement("return")
          .endControlFlow();
    }
    TypeName holder = shared ? shape.memoriesIn(self) : memory;
    MethodSpec.Builder predict =
        predictMethod("own")
            .addAnnotation(Override.class)
            .addStatement("$T scratch = ($T) own", holder, holder)
            .addCode(few.build());
    if (shared) {
      for (Buffer buffer : shape.foreign(program)) {
        predict.addStatement("scratch.$N = $N", buffer.name(), buffer.name());
      }
      predict.addStatement("scratch.team.run(scratch, 0, n, $L)", piece());
      type.addMethod(predict.build());
      type.addMethod(
          MethodSpec.methodBuilder("predictRange")
              .addModifiers(Modifier.PRIVATE)
              .addParameter(memory, "scratch")
              .addParameter(TypeName.INT, "begin")
              .addParameter(TypeName.INT, "end")
              .addParameters(shape.parameters(program))
              .addCode(chunks("begin", "end"))
              .build());
    } else {
      type.addMethod(predict.addCode(chunks("0", "n")).build());
    }
    List<ParameterSpec> first =
        List.of(
            ParameterSpec.builder(memory, "scratch").build(),
            ParameterSpec.builder(TypeName.INT, "first").build(),
            ParameterSpec.builder(TypeName.INT, "n").build());
    shape.run("run", program, "scratch.", first, false).forEach(type::addMethod);
    engine
        .predictOne()
        .ifPresent(
            one -> shape.run("runOne", one, "scratch.", first, false).forEach(type::addMethod));
  }

  private CodeBlock chunks(String begin, String end) {
    return CodeBlock.builder()
        .beginControlFlow(
            "for (int first = $L; first < $L; first += $L)", begin, end, engine.chunk())
        .addStatement(
            "run(scratch, first, $T.min($L, $L - first)$L)",
            Math.class,
            engine.chunk(),
            end,
            shape.foreignArguments(engine.predict()))
        .endControlFlow()
        .build();
  }

  /** How many samples a thread takes: a chunk, or less where there would not be one for each. */
  private CodeBlock piece() {
    return engine.chunk() <= Order.BLOCK
        ? CodeBlock.of("$L", Order.BLOCK)
        : CodeBlock.of(
            "$T.min($L, scratch.team.each(n, $L))", Math.class, engine.chunk(), Order.BLOCK);
  }

  /** The memory of all threads of a team, and what they share. */
  private TypeSpec memories() {
    ClassName memories = shape.memoriesIn(self);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(memories)
            .superclass(shape.scratch)
            .addSuperinterface(PhaseWriter.TEAM.nestedClass("Work"))
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
            .addField(PhaseWriter.TEAM, "team", Modifier.PRIVATE, Modifier.FINAL)
            .addField(ArrayTypeName.of(memory), "each", Modifier.PRIVATE, Modifier.FINAL);
    Program program = engine.predict();
    for (Buffer buffer : shape.foreign(program)) {
      TypeName element = buffer.integers() ? TypeName.INT : shape.real;
      type.addField(
          FieldSpec.builder(shape.arrayOf(buffer.integers()), buffer.name(), Modifier.PRIVATE)
              .initializer("new $T[0]", element)
              .build());
    }
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(PhaseWriter.TEAM, "team")
            .addStatement("this.team = team")
            .addStatement("each = new $T[team.threads()]", memory)
            .beginControlFlow("for (int i = 0; i < each.length; i++)")
            .addStatement("each[i] = new $T()", memory)
            .endControlFlow()
            .build());
    type.addMethod(PhaseWriter.teamMethod());
    return type.addMethod(
            MethodSpec.methodBuilder("run")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.INT, "member")
                .addParameter(TypeName.INT, "phase")
                .addParameter(TypeName.INT, "begin")
                .addParameter(TypeName.INT, "end")
                .addStatement(
                    "predictRange(each[member], begin, end$L)", shape.foreignArguments(program))
                .build())
        .build();
  }

  private TypeSpec memory() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(memory)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    if (!shape.isShared()) {
      type.superclass(shape.scratch);
    }
    Allocations workspace = engine.workspace();
    workspace.arrays().forEach(array -> type.addField(field(array)));
    workspace.tiles().forEach(tile -> type.addField(shape.field(tile)));
    return type.build();
  }

  private FieldSpec field(Allocation array) {
    Buffer buffer = array.buffer();
    return FieldSpec.builder(
            shape.arrayOf(buffer.integers()), buffer.name(), Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new $T[$L]", buffer.integers() ? TypeName.INT : shape.real, array.length())
        .build();
  }

  /**
   * Every kernel once, in the order of the calls, those of a training step first. Sorted by place
   * they stand as the spec's statements do, forward beside backward.
   */
  private Set<Kernel> allKernels() {
    List<Program> programs = new ArrayList<>();
    engine.training().ifPresent(training -> programs.add(training.step()));
    programs.add(engine.predict());
    engine.predictOne().ifPresent(programs::add);
    engine.training().ifPresent(training -> programs.addAll(training.programs()));
    Set<Kernel> kernels = new LinkedHashSet<>();
    for (Program program : programs) {
      for (Program.Call call : program.calls()) {
        kernels.add(call.kernel());
        kernels.addAll(call.kernel().parts());
      }
    }
    return kernels;
  }
}
