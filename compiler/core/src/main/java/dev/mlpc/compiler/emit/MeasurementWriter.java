package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.StoredTensor;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.Moments;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes how a trainer measures its data before training begins. */
final class MeasurementWriter {
  private final ClassShape shape;
  private final PhaseWriter phases;
  private final List<Program> programs;
  private final List<StoredTensor> tensors;
  private final List<PortDefinition> inputs;

  MeasurementWriter(
      ClassShape shape, PhaseWriter phases, List<StoredTensor> tensors, List<Program> programs) {
    this.shape = shape;
    this.phases = phases;
    this.tensors = tensors;
    this.programs = programs;
    this.inputs = shape.plan().definition().inputs();
  }

  void addTo(TypeSpec.Builder type) {
    type.addMethod(
        TrainerWriter.override("measurements", TypeName.INT)
            .addStatement("return $L", programs.size())
            .build());
    MethodSpec.Builder measure =
        TrainerWriter.override("measure", TypeName.VOID)
            .addParameter(TypeName.INT, "index")
            .addParameter(Batch.class, "inputs");
    MethodSpec.Builder finish =
        TrainerWriter.override("finishMeasurement", TypeName.VOID)
            .addParameter(TypeName.INT, "index");
    if (programs.isEmpty()) {
      measure.addStatement(
          "throw new $T($S)", IllegalArgumentException.class, "nothing to measure");
      finish.addStatement("throw new $T($S)", IllegalArgumentException.class, "nothing to measure");
    } else {
      measure.addStatement("$T.ports(inputs, $T.SIGNATURE.inputs())", Checks.class, shape.self);
      measure.addStatement("reserve(inputs.size())");
      measure.beginControlFlow("switch (index)");
      finish.beginControlFlow("switch (index)");
      for (int i = 0; i < programs.size(); i++) {
        measurement(i, type, measure, finish);
      }
      CodeBlock otherwise =
          CodeBlock.of(
              "default -> throw new $T($S + index)",
              IllegalArgumentException.class,
              "no measurement ");
      measure.addStatement(otherwise).endControlFlow();
      finish.addStatement(otherwise).endControlFlow();
    }
    type.addMethod(measure.build());
    type.addMethod(finish.build());
  }

  private void measurement(
      int number, TypeSpec.Builder type, MethodSpec.Builder measure, MethodSpec.Builder finish) {
    Program program = programs.get(number);
    Buffer x = java.util.Objects.requireNonNull(program.outputs().get("x"));
    String moments = "moments" + number;
    type.addField(
        FieldSpec.builder(Moments.class, moments, Modifier.PRIVATE)
            .initializer("new $T($L)", Moments.class, x.width())
            .build());
    CodeBlock.Builder arguments = CodeBlock.builder();
    for (Buffer buffer : shape.foreign(program)) {
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i).name().equals(buffer.subject())) {
          arguments.add(", $L", shape.ofBatch("inputs", inputs.get(i), i));
        }
      }
    }
    String run = "runMeasurement" + number;
    measure
        .beginControlFlow("case $L ->", number)
        .addStatement("$N(inputs.size()$L)", run, arguments.build())
        .addStatement("$N.add($N, inputs.size())", moments, x.name())
        .endControlFlow();
    phases.run(run, program, false).forEach(type::addMethod);
    var measured = shape.plan().definition().measurements().get(number);
    finish
        .beginControlFlow("case $L ->", number)
        .addStatement("tensors.get($L).set($N.mean())", tensor(measured.mean()), moments)
        .addStatement("tensors.get($L).set($N.deviation())", tensor(measured.deviation()), moments)
        .addStatement("$N = new $T($L)", moments, Moments.class, x.width())
        .endControlFlow();
  }

  private int tensor(String name) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("no tensor " + name);
  }
}
