package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.plan.Argument;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.StoredTensor;
import dev.mlpc.compiler.plan.Tile;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Rate;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** Writes the trainer of a network. */
final class TrainerWriter {
  private static final ClassName TRAINER = ClassName.get("dev.mlpc.runtime", "Trainer");
  private static final TypeName TENSORS =
      ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Tensor.class));

  private final ClassShape shape;
  private final TrainingDefinition definition;
  private final Plan.Training plan;
  private final List<PortDefinition> ports = new ArrayList<>();

  TrainerWriter(ClassShape shape, TrainingDefinition definition, Plan.Training plan) {
    this.shape = shape;
    this.definition = definition;
    this.plan = plan;
    ports.addAll(shape.plan().definition().inputs());
    ports.addAll(definition.targets());
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(shape.trainer)
            .addJavadoc("Trains the network that made it. Belongs to one thread.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(TRAINER)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    settings(type);
    rate(type);
    memory(type);
    step(type);
    loss(type);
    new AverageWriter(plan.averages()).addTo(type);
    new MeasurementWriter(shape, plan.measure()).addTo(type);
    state(type);
    plan.gradients()
        .ifPresent(program -> new GradientsWriter(shape, definition).addTo(type, program));
    return type.build();
  }

  private void settings(TypeSpec.Builder type) {
    CodeBlock figures =
        definition.reports().stream().map(TrainerWriter::figure).collect(CodeBlock.joining(", "));
    CodeBlock patience =
        definition.patience().isPresent()
            ? CodeBlock.of("$T.of($L)", OptionalInt.class, definition.patience().getAsInt())
            : CodeBlock.of("$T.empty()", OptionalInt.class);
    CodeBlock watching =
        definition
            .watched()
            .map(watched -> CodeBlock.of(".watching($L)", figure(watched)))
            .orElse(CodeBlock.builder().build());
    type.addField(
        FieldSpec.builder(
                TrainingSettings.class,
                "SETTINGS",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(
                "new $T($L, $L, $LL, $L, $L, $T.of($L))$L",
                TrainingSettings.class,
                definition.epochs(),
                definition.batch(),
                definition.seed(),
                definition.shuffle(),
                patience,
                List.class,
                figures,
                watching)
            .build());
    type.addMethod(
        override("settings", TypeName.get(TrainingSettings.class))
            .addStatement("return SETTINGS")
            .build());
  }

  private static CodeBlock figure(ReportDefinition report) {
    String constant =
        switch (report.figure()) {
          case "topK" -> "TOP_K";
          default -> report.figure().toUpperCase(java.util.Locale.ROOT);
        };
    return CodeBlock.of(
        "new $T($T.$L, $L, $L, $L)",
        FigureRequest.class,
        Figure.class,
        constant,
        report.argument(),
        report.output(),
        report.target());
  }

  static MethodSpec.Builder override(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returns);
  }

  private void rate(TypeSpec.Builder type) {
    CodeBlock curve = RateWriter.write(definition.optimizer().rate());
    type.addField(
        FieldSpec.builder(Rate.class, "schedule", Modifier.PRIVATE).initializer(curve).build());
    type.addField(FieldSpec.builder(TypeName.LONG, "steps", Modifier.PRIVATE).build());
    type.addMethod(override("steps", TypeName.LONG).addStatement("return steps").build());
    type.addMethod(
        override("planSteps", TypeName.VOID)
            .addParameter(TypeName.LONG, "total")
            .addStatement("schedule = schedule.withRunLength(total)")
            .build());
    type.addMethod(
        override("overrideRate", TypeName.VOID)
            .addParameter(TypeName.DOUBLE, "rate")
            .addStatement("schedule = schedule.withPeak(rate)")
            .build());
    type.addMethod(
        override("rate", TypeName.DOUBLE).addStatement("return schedule.at(steps)").build());
    if (definition.optimizer().rate().curve() instanceof RateDefinition.Curve.Plateau) {
      type.addMethod(
          override("epochEnded", TypeName.VOID)
              .addParameter(TypeName.DOUBLE, "watched")
              .addStatement("schedule = schedule.afterEpoch(watched)")
              .build());
    }
    if (takes(Argument.BiasCorrection.class)) {
      type.addMethod(
          MethodSpec.methodBuilder("biasCorrection")
              .addComment("1 - beta^t, t the number of this step, by squaring again and again")
              .addModifiers(Modifier.PRIVATE)
              .returns(shape.real)
              .addParameter(TypeName.DOUBLE, "beta")
              .addStatement("double power = 1")
              .addStatement("double square = beta")
              .beginControlFlow("for (long t = steps + 1; t > 0; t /= 2)")
              .addStatement("power *= t % 2 == 1 ? square : 1")
              .addStatement("square *= square")
              .endControlFlow()
              .addStatement(
                  shape.real.equals(TypeName.FLOAT)
                      ? "return (float) (1 - power)"
                      : "return 1 - power")
              .build());
    }
    if (takes(Argument.Key.class)) {
      type.addField(
          FieldSpec.builder(TypeName.LONG, "seed", Modifier.PRIVATE)
              .initializer("SETTINGS.seed()")
              .build());
      type.addMethod(
          override("overrideSeed", TypeName.VOID)
              .addParameter(TypeName.LONG, "seed")
              .addStatement("this.seed = seed")
              .build());
      type.addMethod(
          MethodSpec.methodBuilder("key")
              .addModifiers(Modifier.PRIVATE)
              .returns(TypeName.LONG)
              .addParameter(TypeName.LONG, "stream")
              .addStatement("return $T.key(seed, steps, stream)", CounterRandom.class)
              .build());
    }
  }

  private boolean takes(Class<? extends Argument> kind) {
    return programs().stream()
        .flatMap(program -> program.calls().stream())
        .flatMap(call -> call.arguments().stream())
        .anyMatch(kind::isInstance);
  }

  private List<Program> programs() {
    List<Program> all = new ArrayList<>(List.of(plan.step(), plan.evaluate()));
    all.addAll(plan.measure());
    plan.gradients().ifPresent(all::add);
    return all;
  }

  /** All arrays, once, and the method that makes room for a larger batch. */
  private void memory(TypeSpec.Builder type) {
    for (StoredTensor slot : plan.slots()) {
      type.addField(
          FieldSpec.builder(shape.arrayOf(false), slot.field(), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T[$L]", shape.real, slot.shape().size())
              .build());
    }
    Map<String, Buffer> scratch = new LinkedHashMap<>();
    for (Program program : programs()) {
      program.buffers(Buffer.Storage.SCRATCH).forEach(b -> scratch.putIfAbsent(b.name(), b));
    }
    List<CodeBlock> growth = new ArrayList<>();
    for (Buffer buffer : scratch.values()) {
      TypeName element = buffer.integers() ? TypeName.INT : shape.real;
      FieldSpec.Builder field =
          FieldSpec.builder(shape.arrayOf(buffer.integers()), buffer.name(), Modifier.PRIVATE);
      if (buffer.batched()) {
        field.initializer("new $T[0]", element);
        growth.add(
            CodeBlock.builder()
                .addStatement("$N = new $T[$L]", buffer.name(), element, length(buffer))
                .build());
      } else {
        field.addModifiers(Modifier.FINAL).initializer("new $T[$L]", element, buffer.width());
      }
      type.addField(field.build());
    }
    Map<String, Tile> tiles = new LinkedHashMap<>();
    for (Program program : programs()) {
      program.tiles().forEach(tile -> tiles.merge(tile.name(), tile, Tile::covering));
    }
    tiles.values().forEach(tile -> type.addField(shape.field(tile)));
    type.addField(FieldSpec.builder(TypeName.INT, "capacity", Modifier.PRIVATE).build());
    type.addMethod(
        MethodSpec.methodBuilder("reserve")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(TypeName.INT, "n")
            .beginControlFlow("if (n > capacity)")
            .addStatement("grow(n)")
            .addStatement("capacity = n")
            .endControlFlow()
            .build());
    ParameterSpec n = ParameterSpec.builder(TypeName.INT, "n").build();
    ClassShape.split("grow", growth, 16, List.of(n)).forEach(type::addMethod);
  }

  private static CodeBlock length(Buffer buffer) {
    return buffer.width() == 1
        ? CodeBlock.of("n")
        : CodeBlock.of("$T.multiplyExact(n, $L)", Math.class, buffer.width());
  }

  private CodeBlock foreignArguments(Program program) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Buffer buffer : program.buffers().stream().filter(Buffer::isForeign).toList()) {
      code.add(", $N", buffer.name());
    }
    return code.build();
  }

  private CodeBlock parameterDocs(Program program) {
    CodeBlock.Builder text = CodeBlock.builder();
    for (PortDefinition port : ports) {
      ClassShape.foreign(program, List.of(port))
          .forEach(buffer -> text.add("$L", ClassShape.parameterDoc(port, buffer, "n, ")));
    }
    return text.build();
  }

  private List<ParameterSpec> arrays(Program program) {
    return ClassShape.foreign(program, ports).stream().map(shape::parameter).toList();
  }

  /** The batch's arrays in the order of the ports, as far as the program takes them. */
  CodeBlock batchArguments(Program program) {
    List<CodeBlock> parts = new ArrayList<>();
    int inputs = shape.plan().definition().inputs().size();
    for (int i = 0; i < ports.size(); i++) {
      if (!ClassShape.foreign(program, List.of(ports.get(i))).isEmpty()) {
        parts.add(
            i < inputs
                ? shape.ofBatch("inputs", ports.get(i), i)
                : shape.ofBatch("targets", ports.get(i), i - inputs));
      }
    }
    parts.add(CodeBlock.of("inputs.size()"));
    return parts.stream().collect(CodeBlock.joining(", "));
  }

  private void step(TypeSpec.Builder type) {
    Program program = plan.step();
    Buffer loss = java.util.Objects.requireNonNull(program.outputs().get("loss"));
    boolean single = shape.real.equals(TypeName.FLOAT);
    type.addMethod(
        MethodSpec.methodBuilder("step")
            .addJavadoc("One optimiser step: forward, backward, update. Allocates nothing unless\n")
            .addJavadoc("{@code n} is greater than in any step before.\n\n")
            .addJavadoc("$L", parameterDocs(program))
            .addJavadoc("@param n how many samples the arrays hold, row-major\n")
            .addJavadoc("@return the loss before the update, penalties included\n")
            .addJavadoc(
                "@throws $T if an array is too short, if a class\n", IllegalArgumentException.class)
            .addJavadoc("    is out of range, or without samples\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(shape.real)
            .addParameters(arrays(program))
            .addParameter(TypeName.INT, "n")
            .addStatement("$T.notEmpty(n)", Checks.class)
            .addCode(shape.checks(program, ports, "n"))
            .addStatement("reserve(n)")
            .addCode(new AverageWriter(plan.averages()).beforeStep())
            .addStatement(
                "runStep(n$L, $Lschedule.at(steps))",
                foreignArguments(program),
                single ? "(float) " : "")
            .addStatement("steps++")
            .addStatement("return $N[0]", loss.name())
            .build());
    type.addMethod(batched("step", program).build());
    ParameterSpec n = ParameterSpec.builder(TypeName.INT, "n").build();
    shape.run("runStep", program, "", List.of(n), true).forEach(type::addMethod);
  }

  private MethodSpec.Builder batched(String name, Program program) {
    return override(name, TypeName.DOUBLE)
        .addParameter(Batch.class, "inputs")
        .addParameter(Batch.class, "targets")
        .addStatement("$T.ports(inputs, SIGNATURE.inputs())", Checks.class)
        .addStatement("$T.ports(targets, SIGNATURE.targets())", Checks.class)
        .addStatement("return $N($L)", name, batchArguments(program));
  }

  private void loss(TypeSpec.Builder type) {
    Program program = plan.evaluate();
    Buffer loss = java.util.Objects.requireNonNull(program.outputs().get("loss"));
    type.addMethod(
        MethodSpec.methodBuilder("loss")
            .addJavadoc("The loss of some samples, in inference: no dropout, no update.\n\n")
            .addJavadoc("$L", parameterDocs(program))
            .addJavadoc("@param n how many samples the arrays hold, row-major\n")
            .addJavadoc("@return the mean over the samples, penalties included\n")
            .addJavadoc(
                "@throws $T if an array is too short, if a class\n", IllegalArgumentException.class)
            .addJavadoc("    is out of range, or without samples\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(shape.real)
            .addParameters(arrays(program))
            .addParameter(TypeName.INT, "n")
            .addStatement("$T.notEmpty(n)", Checks.class)
            .addCode(shape.checks(program, ports, "n"))
            .addStatement("reserve(n)")
            .addStatement("runLoss(n$L)", foreignArguments(program))
            .addStatement("return $N[0]", loss.name())
            .build());
    type.addMethod(batched("loss", program).build());
    ParameterSpec n = ParameterSpec.builder(TypeName.INT, "n").build();
    shape.run("runLoss", program, "", List.of(n), false).forEach(type::addMethod);
  }

  private void state(TypeSpec.Builder type) {
    CodeBlock tensors =
        plan.slots().stream()
            .map(slot -> shape.describe(slot, CodeBlock.of("$N", slot.field())))
            .collect(CodeBlock.joining(",\n"));
    type.addMethod(
        override("state", TENSORS).addStatement("return $T.of(\n$L)", List.class, tensors).build());
  }
}
