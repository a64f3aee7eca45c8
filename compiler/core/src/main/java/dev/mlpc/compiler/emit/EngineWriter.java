package dev.mlpc.compiler.emit;

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
            .addStatement("return new $T()", memory)
            .build());
    engine
        .training()
        .ifPresent(
            training ->
                type.addMethod(
                    trainerMethod()
                        .addAnnotation(Override.class)
                        .addStatement("return new $T()", shape.stepsIn(self))
                        .build()));
    predict(type);
    KernelWriter kernels = new KernelWriter(shape.plan().precision());
    allKernels().stream()
        .sorted(Comparator.comparingInt(Kernel::place))
        .forEach(kernel -> type.addMethod(kernels.write(kernel)));
    type.addType(memory());
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
    return MethodSpec.methodBuilder("newScratch").returns(shape.scratch);
  }

  private MethodSpec.Builder trainerMethod() {
    return MethodSpec.methodBuilder("newTrainer").returns(shape.trainer);
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
    CodeBlock.Builder few = CodeBlock.builder();
    if (engine.predictOne().isPresent()) {
      few.beginControlFlow("if (n <= $L)", Engine.FEW_SAMPLES)
          .beginControlFlow("for (int first = 0; first < n; first++)")
          .addStatement("runOne(scratch, first, 1$L)", shape.foreignArguments(program))
          .endControlFlow()
          .addStatement("return")
          .endControlFlow();
    }
    type.addMethod(
        predictMethod("own")
            .addAnnotation(Override.class)
            .addStatement("$T scratch = ($T) own", memory, memory)
            .addCode(few.build())
            .beginControlFlow("for (int first = 0; first < n; first += $L)", engine.chunk())
            .addStatement(
                "run(scratch, first, $T.min($L, n - first)$L)",
                Math.class,
                engine.chunk(),
                shape.foreignArguments(program))
            .endControlFlow()
            .build());
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

  private TypeSpec memory() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(memory)
            .superclass(shape.scratch)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
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
