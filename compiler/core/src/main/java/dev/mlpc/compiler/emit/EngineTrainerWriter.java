package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.compiler.plan.Order;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes an engine's part of a trainer: its arrays, and its programs. */
final class EngineTrainerWriter {
  private final ClassShape shape;
  private final List<StoredTensor> tensors;
  private final Engine.Training plan;
  private final PhaseWriter phases;

  EngineTrainerWriter(ClassShape shape, List<StoredTensor> tensors, Engine.Training plan) {
    this.shape = shape;
    this.tensors = tensors;
    this.plan = plan;
    this.phases = new PhaseWriter(shape);
  }

  TypeSpec write(ClassName self) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .superclass(shape.trainer)
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL);
    memory(type);
    program(type, runStep(shape, plan.step()), plan.step(), true);
    program(type, runLoss(shape, plan.evaluate()), plan.evaluate(), false);
    new AverageWriter(plan.averages()).addTo(type);
    new MeasurementWriter(shape, phases, tensors, plan.measure()).addTo(type);
    state(type);
    plan.gradients()
        .ifPresent(
            program ->
                new GradientsWriter(
                        shape, phases, shape.plan().definition().training().orElseThrow())
                    .addTo(type, program));
    phases.addTo(type, plan.tiles());
    return type.build();
  }

  /** One step of the optimiser; returns the loss before it. */
  static MethodSpec.Builder runStep(ClassShape shape, Program program) {
    return run("runStep", shape, program).addParameter(shape.real, "rate");
  }

  /** The loss in inference. */
  static MethodSpec.Builder runLoss(ClassShape shape, Program program) {
    return run("runLoss", shape, program);
  }

  private static MethodSpec.Builder run(String name, ClassShape shape, Program program) {
    return MethodSpec.methodBuilder(name)
        .returns(shape.real)
        .addParameter(TypeName.INT, "n")
        .addParameters(shape.parameters(program));
  }

  /** A program that ends with the loss, as the trainer's class declares it. */
  private void program(
      TypeSpec.Builder type, MethodSpec.Builder declared, Program program, boolean rate) {
    Buffer loss = Objects.requireNonNull(program.outputs().get("loss"));
    List<MethodSpec> methods = phases.run(rate ? "runStep" : "runLoss", program, rate);
    type.addMethod(
        declared
            .addAnnotation(Override.class)
            .addCode(methods.get(0).code())
            .addStatement("return $N[0]", loss.name())
            .build());
    methods.subList(1, methods.size()).forEach(type::addMethod);
  }

  /** All arrays, once, and the method that makes room for a larger batch. */
  private void memory(TypeSpec.Builder type) {
    for (StoredTensor slot : plan.slots()) {
      type.addField(
          FieldSpec.builder(shape.arrayOf(false), slot.field(), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T[$L]", shape.real, slot.length())
              .build());
    }
    List<CodeBlock> growth = new ArrayList<>();
    for (Buffer buffer : plan.scratch()) {
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
    plan.tiles().forEach(tile -> type.addField(phases.field(tile)));
    ParameterSpec n = ParameterSpec.builder(TypeName.INT, "n").build();
    List<MethodSpec> grow = ClassShape.split("grow", growth, 16, List.of(n));
    type.addMethod(
        MethodSpec.methodBuilder("grow")
            .addAnnotation(Override.class)
            .addParameter(n)
            .addCode(grow.get(0).code())
            .build());
    grow.subList(1, grow.size()).forEach(type::addMethod);
  }

  /** {@link Buffer#length} for {@code n} samples. */
  private static CodeBlock length(Buffer buffer) {
    if (buffer.order() != Order.ROWS) {
      return CodeBlock.of(
          "$T.multiplyExact((n + $L) / $L * $L, $L)",
          Math.class,
          Order.BLOCK - 1,
          Order.BLOCK,
          Order.BLOCK,
          buffer.width());
    }
    return buffer.width() == 1
        ? CodeBlock.of("n")
        : CodeBlock.of("$T.multiplyExact(n, $L)", Math.class, buffer.width());
  }

  private void state(TypeSpec.Builder type) {
    CodeBlock slots =
        plan.slots().stream()
            .map(slot -> shape.describe(slot, CodeBlock.of("$N", slot.field())))
            .collect(CodeBlock.joining(",\n"));
    type.addMethod(
        TrainerWriter.override("state", JavaEmitter.TENSORS)
            .addStatement("return $T.of(\n$L)", List.class, slots)
            .build());
  }
}
