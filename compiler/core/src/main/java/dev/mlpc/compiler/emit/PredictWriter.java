package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.plan.Buffer;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Checks;
import dev.mlpc.runtime.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes what a class offers for prediction. */
final class PredictWriter {
  private final ClassShape shape;
  private final Program program;
  private final List<PortDefinition> inputs;
  private final List<PortDefinition> outputs;

  PredictWriter(ClassShape shape) {
    this.shape = shape;
    this.program = shape.plan().portable().predict();
    this.inputs = shape.plan().definition().inputs();
    this.outputs = shape.plan().definition().outputs();
  }

  void addTo(TypeSpec.Builder type) {
    if (outputs.size() == 1) {
      type.addMethod(returning());
    }
    type.addMethod(one());
    type.addMethod(many());
    type.addMethod(batch());
    classifying().ifPresent(type::addMethod);
  }

  private List<Buffer> given() {
    return ClassShape.foreign(program, inputs);
  }

  private List<Buffer> wanted() {
    return ClassShape.foreign(program, outputs);
  }

  private List<ParameterSpec> parameters(List<Buffer> buffers) {
    return buffers.stream().map(shape::parameter).toList();
  }

  private static String names(List<Buffer> buffers) {
    return buffers.stream().map(Buffer::name).collect(Collectors.joining(", "));
  }

  private CodeBlock shapes(List<PortDefinition> ports, String samples) {
    CodeBlock.Builder text = CodeBlock.builder();
    for (PortDefinition port : ports) {
      ClassShape.foreign(program, List.of(port))
          .forEach(buffer -> text.add("$L", ClassShape.parameterDoc(port, buffer, samples)));
    }
    return text.build();
  }

  private MethodSpec returning() {
    Buffer output = wanted().get(0);
    return MethodSpec.methodBuilder("predict")
        .addJavadoc("Predicts one sample.\n\n$L", shapes(inputs, ""))
        .addJavadoc("@return $L, [$L]\n", output.name(), output.width())
        .addJavadoc("@throws $T if an array is too short\n", IllegalArgumentException.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(shape.arrayOf(false))
        .addParameters(parameters(given()))
        .addStatement(
            "$T $N = new $T[$L]", shape.arrayOf(false), output.name(), shape.real, output.width())
        .addStatement("predict($L, newScratch())", names(all()))
        .addStatement("return $N", output.name())
        .build();
  }

  private List<Buffer> all() {
    List<Buffer> result = new ArrayList<>(given());
    result.addAll(wanted());
    return result;
  }

  private MethodSpec one() {
    return MethodSpec.methodBuilder("predict")
        .addJavadoc("Predicts one sample; allocates nothing.\n\n")
        .addJavadoc("$L$L", shapes(inputs, ""), shapes(outputs, ""))
        .addJavadoc("@param scratch the calling thread's own\n")
        .addJavadoc("@throws $T if an array is too short\n", IllegalArgumentException.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameters(parameters(all()))
        .addParameter(shape.scratch, "scratch")
        .addStatement("predict($L, 1, scratch)", names(all()))
        .build();
  }

  private MethodSpec many() {
    return MethodSpec.methodBuilder("predict")
        .addJavadoc("Predicts {@code n} samples, row after row; allocates nothing.\n\n")
        .addJavadoc("$L$L", shapes(inputs, "n, "), shapes(outputs, "n, "))
        .addJavadoc("@param n how many samples\n")
        .addJavadoc("@param scratch the calling thread's own\n")
        .addJavadoc("@throws $T if an array is too short\n", IllegalArgumentException.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameters(parameters(all()))
        .addParameter(TypeName.INT, "n")
        .addParameter(shape.scratch, "scratch")
        .addCode(shape.checks(program, inputs, "n"))
        .addCode(shape.checks(program, outputs, "n"))
        .addStatement("engine.predict(scratch, n$L)", shape.foreignArguments(program))
        .build();
  }

  private MethodSpec batch() {
    CodeBlock.Builder arguments = CodeBlock.builder();
    List<CodeBlock> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (!ClassShape.foreign(program, List.of(inputs.get(i))).isEmpty()) {
        parts.add(shape.ofBatch("inputs", inputs.get(i), i));
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      parts.add(shape.ofBatch("outputs", outputs.get(i), i));
    }
    arguments.add("$L", parts.stream().collect(CodeBlock.joining(", ")));
    return MethodSpec.methodBuilder("predict")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(Batch.class, "inputs")
        .addParameter(Batch.class, "outputs")
        .addParameter(Workspace.class, "workspace")
        .beginControlFlow("if (!(workspace instanceof $T scratch))", shape.scratch)
        .addStatement(
            "throw new $T($S)", IllegalArgumentException.class, "a workspace of another network")
        .endControlFlow()
        .addStatement("$T.ports(inputs, SIGNATURE.inputs())", Checks.class)
        .addStatement("$T.ports(outputs, SIGNATURE.outputs())", Checks.class)
        .addStatement("outputs.resize(inputs.size())")
        .addStatement("predict($L, inputs.size(), scratch)", arguments.build())
        .build();
  }

  /** The number of the greatest output, where outputs are classes. */
  private Optional<MethodSpec> classifying() {
    boolean classes =
        outputs.size() == 1
            && outputs.get(0).shape().rank() == 1
            && outputs.get(0).shape().size() > 1
            && (!outputs.get(0).labels().isEmpty() || hasClassTarget());
    if (!classes) {
      return Optional.empty();
    }
    Buffer output = wanted().get(0);
    return Optional.of(
        MethodSpec.methodBuilder("classify")
            .addJavadoc("The number of the class that one sample most probably belongs to.\n\n")
            .addJavadoc("$L", shapes(inputs, ""))
            .addJavadoc("@return the position of the greatest element of $L\n", output.name())
            .addJavadoc("@throws $T if an array is too short\n", IllegalArgumentException.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.INT)
            .addParameters(parameters(given()))
            .addStatement(
                "$T $N = predict($L)", shape.arrayOf(false), output.name(), names(given()))
            .addStatement("int best = 0")
            .beginControlFlow("for (int i = 1; i < $L; i++)", output.width())
            .beginControlFlow("if ($N[i] > $N[best])", output.name(), output.name())
            .addStatement("best = i")
            .endControlFlow()
            .endControlFlow()
            .addStatement("return best")
            .build());
  }

  private boolean hasClassTarget() {
    return shape.plan().definition().training().stream()
        .flatMap(training -> training.targets().stream())
        .anyMatch(target -> target.kind() == PortDefinition.Kind.CLASS);
  }

  /** What holds the memory that a prediction needs. */
  TypeSpec scratch() {
    return TypeSpec.classBuilder(shape.scratch)
        .addJavadoc("Memory of one thread for predictions.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT, Modifier.STATIC)
        .addSuperinterface(Workspace.class)
        .addMethod(MethodSpec.constructorBuilder().build())
        .build();
  }
}
