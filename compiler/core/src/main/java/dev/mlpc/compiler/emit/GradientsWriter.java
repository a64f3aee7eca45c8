package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.Differentiable;
import dev.mlpc.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes what lets a trainer show its gradients. */
final class GradientsWriter {
  private static final TypeName TENSORS =
      ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Tensor.class));

  private final ClassShape shape;
  private final PhaseWriter phases;
  private final TrainingDefinition definition;

  GradientsWriter(ClassShape shape, PhaseWriter phases, TrainingDefinition definition) {
    this.shape = shape;
    this.phases = phases;
    this.definition = definition;
  }

  void addTo(TypeSpec.Builder type, Program program) {
    type.addSuperinterface(Differentiable.class);
    Buffer loss = java.util.Objects.requireNonNull(program.outputs().get("loss"));
    List<PortDefinition> inputs = shape.plan().definition().inputs();
    List<CodeBlock> parts = new ArrayList<>();
    for (Buffer buffer : shape.foreign(program)) {
      parts.add(arrayOf(buffer, inputs));
    }
    CodeBlock arguments =
        parts.stream().map(part -> CodeBlock.of(", $L", part)).collect(CodeBlock.joining(""));
    type.addField(
        com.palantir.javapoet.FieldSpec.builder(TypeName.INT, "differentiated", Modifier.PRIVATE)
            .build());
    type.addMethod(
        TrainerWriter.override("differentiate", TypeName.DOUBLE)
            .addParameter(Batch.class, "inputs")
            .addParameter(Batch.class, "targets")
            .addStatement("$T.ports(inputs, $T.SIGNATURE.inputs())", Checks.class, shape.self)
            .addStatement("$T.ports(targets, $T.SIGNATURE.targets())", Checks.class, shape.self)
            .addStatement("int n = inputs.size()")
            .addStatement("$T.notEmpty(n)", Checks.class)
            .addStatement("reserve(n)")
            .addStatement("runGradients(n$L)", arguments)
            .addStatement("differentiated = n")
            .addStatement("return $N[0]", loss.name())
            .build());
    phases.run("runGradients", program, false).forEach(type::addMethod);
    type.addMethod(parameterGradients(program));
    type.addMethod(inputGradients(program, inputs));
  }

  private CodeBlock arrayOf(Buffer buffer, List<PortDefinition> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals(buffer.subject())) {
        return shape.ofBatch("inputs", inputs.get(i), i);
      }
    }
    List<PortDefinition> targets = definition.targets();
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).name().equals(buffer.subject())) {
        return shape.ofBatch("targets", targets.get(i), i);
      }
    }
    throw new IllegalStateException("no port " + buffer.subject());
  }

  private MethodSpec parameterGradients(Program program) {
    MethodSpec.Builder method =
        TrainerWriter.override("parameterGradients", TENSORS)
            .addStatement("$T result = new $T<>()", TENSORS, ArrayList.class);
    for (TensorDefinition tensor : shape.plan().definition().tensors()) {
      Buffer buffer = program.outputs().get("gradient." + tensor.name());
      if (buffer != null) {
        method.addStatement(
            "result.add($L)",
            shape.describe(
                tensor.name(),
                tensor.shape().dimensions(),
                buffer.order(),
                CodeBlock.of("$N", buffer.name())));
      }
    }
    return method.addStatement("return result").build();
  }

  private MethodSpec inputGradients(Program program, List<PortDefinition> inputs) {
    MethodSpec.Builder method =
        TrainerWriter.override("inputGradients", TENSORS)
            .addStatement("$T result = new $T<>()", TENSORS, ArrayList.class);
    for (PortDefinition input : inputs) {
      Buffer buffer = program.outputs().get("gradient." + input.name());
      if (buffer != null) {
        StringBuilder dimensions = new StringBuilder("differentiated");
        input.shape().dimensions().forEach(d -> dimensions.append(", ").append(d));
        method.addStatement(
            "result.add(new $T($L, $T.of($L), $T.ROW_MAJOR, $T.copyOf($N, differentiated * $L)))",
            Tensor.class,
            Escapes.string(input.name()),
            List.class,
            dimensions,
            dev.mlpc.runtime.Layout.class,
            java.util.Arrays.class,
            buffer.name(),
            buffer.width());
      }
    }
    return method.addStatement("return result").build();
  }
}
