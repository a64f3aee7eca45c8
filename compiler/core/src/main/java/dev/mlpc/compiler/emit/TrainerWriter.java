package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.RateDefinition;
import dev.mlpc.compiler.definition.ReportDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.plan.Argument;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.CounterRandom;
import dev.mlpc.runtime.Figure;
import dev.mlpc.runtime.FigureRequest;
import dev.mlpc.runtime.Rate;
import dev.mlpc.runtime.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** Writes the trainer of a network. */
final class TrainerWriter {
  private static final ClassName TRAINER = ClassName.get("dev.mlpc.runtime", "Trainer");

  private final ClassShape shape;
  private final TrainingDefinition definition;
  private final Engine.Training plan;
  private final List<PortDefinition> ports = new ArrayList<>();

  TrainerWriter(ClassShape shape, TrainingDefinition definition, Engine.Training plan) {
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
            .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT, Modifier.STATIC)
            .addSuperinterface(TRAINER)
            .addMethod(MethodSpec.constructorBuilder().build());
    settings(type);
    rate(type);
    reserve(type);
    step(type);
    loss(type);
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
              .addModifiers(Modifier.FINAL)
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
              .addModifiers(Modifier.FINAL)
              .returns(TypeName.LONG)
              .addParameter(TypeName.LONG, "stream")
              .addStatement("return $T.key(seed, steps, stream)", CounterRandom.class)
              .build());
    }
  }

  private boolean takes(Class<? extends Argument> kind) {
    return plan.programs().stream()
        .flatMap(program -> program.calls().stream())
        .flatMap(call -> call.arguments().stream())
        .anyMatch(kind::isInstance);
  }

  private void reserve(TypeSpec.Builder type) {
    type.addField(FieldSpec.builder(TypeName.INT, "capacity", Modifier.PRIVATE).build());
    type.addMethod(
        MethodSpec.methodBuilder("reserve")
            .addModifiers(Modifier.FINAL)
            .addParameter(TypeName.INT, "n")
            .beginControlFlow("if (n > capacity)")
            .addStatement("grow(n)")
            .addStatement("capacity = n")
            .endControlFlow()
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("grow")
            .addModifiers(Modifier.ABSTRACT)
            .addParameter(TypeName.INT, "n")
            .build());
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
                "$T result = runStep(n$L, $Lschedule.at(steps))",
                shape.real,
                shape.foreignArguments(program),
                single ? "(float) " : "")
            .addStatement("steps++")
            .addStatement("return result")
            .build());
    type.addMethod(batched("step", program).build());
    type.addMethod(
        EngineTrainerWriter.runStep(shape, program).addModifiers(Modifier.ABSTRACT).build());
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
            .addStatement("return runLoss(n$L)", shape.foreignArguments(program))
            .build());
    type.addMethod(batched("loss", program).build());
    type.addMethod(
        EngineTrainerWriter.runLoss(shape, program).addModifiers(Modifier.ABSTRACT).build());
  }
}
