package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.definition.InitializerDefinition;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.TensorDefinition;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.runtime.Engines;
import dev.mlpc.runtime.Generated;
import dev.mlpc.runtime.Initializer;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Signature;
import dev.mlpc.runtime.Tensor;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.Workspace;
import dev.mlpc.runtime.file.Parameters;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Writes the class of a plan. */
public final class JavaEmitter {
  static final TypeName TENSORS =
      ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(Tensor.class));

  /** JavaPoet sets fields apart by blank lines; those of one line are better read together. */
  private static final Pattern FIELDS_APART =
      Pattern.compile(
          "^( +private [^(){}\\n]*(?: = [^{}\\n]*)?;\\n)\\n(?= +private [^(){}\\n]*[=;])",
          Pattern.MULTILINE);

  private final Plan plan;
  private final NetworkDefinition definition;
  private final ClassShape shape;

  private JavaEmitter(Plan plan) {
    this.plan = plan;
    this.definition = plan.definition();
    this.shape = new ClassShape(plan);
  }

  /** The class as Java source: the same text for the same plan. */
  public static JavaSource emit(Plan plan) {
    return new JavaEmitter(plan).emit();
  }

  /** The engine in vectors, a class of its own beside that of the network. */
  public static JavaSource emitVector(Plan plan) {
    JavaEmitter emitter = new JavaEmitter(plan);
    ClassName name = emitter.shape.vector;
    EngineWriter engine = new EngineWriter(emitter.shape, plan.vector(), name);
    return emitter.source(name, engine.write(Modifier.FINAL));
  }

  private JavaSource emit() {
    PredictWriter predict = new PredictWriter(shape);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(shape.self)
            .addJavadoc("$L\n\n", Escapes.documentation(documentation()))
            .addJavadoc(
                "<p>Its parameters are shared, and prediction only reads them: any number\n")
            .addJavadoc("of threads may predict with one network, each with its own\n")
            .addJavadoc("{@link $T}.\n", shape.scratch)
            .addAnnotation(
                com.palantir.javapoet.AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$L", Escapes.string(fileName()))
                    .build())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(Network.class);
    labels(type);
    constants(type);
    engine(type);
    making(type);
    predict.addTo(type);
    contract(type);
    type.addType(predict.scratch());
    definition
        .training()
        .ifPresent(
            training ->
                type.addType(
                    new TrainerWriter(shape, training, plan.portable().training().orElseThrow())
                        .write()));
    EngineWriter engine = new EngineWriter(shape, plan.portable(), shape.portable);
    type.addType(engine.contract());
    type.addType(engine.write(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL));
    return source(shape.self, type.build());
  }

  private JavaSource source(ClassName name, TypeSpec type) {
    String text =
        JavaFile.builder(definition.packageName(), type)
            .skipJavaLangImports(true)
            .indent("  ")
            .build()
            .toString();
    text = FIELDS_APART.matcher(text).replaceAll("$1");
    return new JavaSource(name.canonicalName(), text);
  }

  private String documentation() {
    return definition.documentation().orElse("The network " + definition.name() + ".").strip();
  }

  /** The spec's name without directories: where it lies is nobody's business. */
  private String fileName() {
    String name = definition.span().source().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private void labels(TypeSpec.Builder type) {
    for (PortDefinition output : definition.outputs()) {
      if (!output.labels().isEmpty()) {
        boolean only = definition.outputs().size() == 1;
        String name = only ? "LABELS" : constantName(output.name()) + "_LABELS";
        type.addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(List.class, String.class),
                    name,
                    Modifier.PUBLIC,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .addJavadoc("What the elements of $L mean.\n", Escapes.documentation(output.name()))
                .initializer(PortWriter.labels(output))
                .build());
      }
    }
  }

  private static String constantName(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
  }

  private void constants(TypeSpec.Builder type) {
    type.addField(
        FieldSpec.builder(Signature.class, "SIGNATURE", Modifier.STATIC, Modifier.FINAL)
            .initializer(new PortWriter(plan).signature())
            .build());
  }

  private void engine(TypeSpec.Builder type) {
    type.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(ClassName.get(Supplier.class), shape.engine),
                "ENGINES",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer(
                "$T.choose(\n$>$>$T.lookup(), $T.class, $L, $T::new)$<$<",
                Engines.class,
                MethodHandles.class,
                shape.engine,
                Escapes.string(shape.vector.canonicalName()),
                shape.portable)
            .build());
    type.addField(
        FieldSpec.builder(shape.engine, "engine", Modifier.PRIVATE, Modifier.FINAL)
            .initializer("ENGINES.get()")
            .build());
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
  }

  private void making(TypeSpec.Builder type) {
    String network = "network";
    List<CodeBlock> fills = new ArrayList<>();
    List<TensorDefinition> tensors = definition.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      fills.add(
          CodeBlock.builder()
              .addStatement(
                  "$L.fill(tensors().get($L), seed, $L)",
                  initializer(tensors.get(i).initializer()),
                  i,
                  i)
              .build());
    }
    type.addMethod(
        MethodSpec.methodBuilder("create")
            .addJavadoc("A new network.\n\n@param seed fixes its initial parameters\n@return it\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(shape.self)
            .addParameter(TypeName.LONG, "seed")
            .addStatement("$T $N = new $T()", shape.self, network, shape.self)
            .addStatement("$N.initialize(seed)", network)
            .addStatement("return $N", network)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("load")
            .addJavadoc("A network with the parameters of a safetensors file.\n\n")
            .addJavadoc("@param file as {@link #save} and other tools write it\n@return it\n")
            .addJavadoc(
                "@throws $T if the file cannot be read or does not fit\n", IOException.class)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(shape.self)
            .addParameter(Path.class, "file")
            .addException(IOException.class)
            .addStatement("$T $N = new $T()", shape.self, network, shape.self)
            .addStatement("$T.load($N, file)", Parameters.class, network)
            .addStatement("return $N", network)
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("save")
            .addJavadoc("Writes the parameters to a safetensors file, whole or not at all.\n\n")
            .addJavadoc("@param file is replaced\n")
            .addJavadoc("@throws $T if the file cannot be written\n", IOException.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(Path.class, "file")
            .addException(IOException.class)
            .addStatement("$T.save(this, file)", Parameters.class)
            .build());
    var seed = com.palantir.javapoet.ParameterSpec.builder(TypeName.LONG, "seed").build();
    ClassShape.split("initialize", fills, 40, List.of(seed)).forEach(type::addMethod);
  }

  private static CodeBlock initializer(InitializerDefinition definition) {
    CodeBlock arguments =
        definition.arguments().stream()
            .map(argument -> CodeBlock.of("$L", argument))
            .collect(CodeBlock.joining(", "));
    if (definition.kind() == InitializerDefinition.Kind.TORCH_LINEAR) {
      arguments = CodeBlock.of("$L", definition.fanIn());
    }
    return CodeBlock.of("$T.$L($L)", Initializer.class, definition.kind().word(), arguments);
  }

  private void contract(TypeSpec.Builder type) {
    boolean shared = shape.isShared();
    CodeBlock alone =
        shared ? CodeBlock.of("$T.ALONE", PhaseWriter.TEAM) : CodeBlock.builder().build();
    type.addMethod(
        MethodSpec.methodBuilder("newScratch")
            .addJavadoc("The memory that one thread needs in order to predict.\n\n@return it\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(shape.scratch)
            .addStatement("return engine.newScratch($L)", alone)
            .build());
    type.addMethod(
        TrainerWriter.override("newWorkspace", TypeName.get(Workspace.class))
            .addStatement("return newScratch()")
            .build());
    TypeName trainer =
        definition.training().isPresent() ? shape.trainer : TypeName.get(Trainer.class);
    CodeBlock newTrainer =
        definition.training().isPresent()
            ? CodeBlock.of("return engine.newTrainer($L)", alone)
            : CodeBlock.of(
                "throw new $T($L)",
                IllegalStateException.class,
                Escapes.string("the spec has no train block for " + definition.name()));
    type.addMethod(TrainerWriter.override("newTrainer", trainer).addStatement(newTrainer).build());
    if (shared) {
      byTeam(type);
    }
    type.addMethod(
        TrainerWriter.override("signature", TypeName.get(Signature.class))
            .addStatement("return SIGNATURE")
            .build());
    type.addMethod(
        TrainerWriter.override("tensors", TENSORS).addStatement("return engine.tensors()").build());
  }

  /** The same for threads that share the work. */
  private void byTeam(TypeSpec.Builder type) {
    type.addMethod(
        MethodSpec.methodBuilder("newScratch")
            .addJavadoc("The memory that a team needs in order to predict.\n\n")
            .addJavadoc("@param team shares the work of each prediction of many samples\n")
            .addJavadoc("@return it\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(shape.scratch)
            .addParameter(PhaseWriter.TEAM, "team")
            .addStatement("return engine.newScratch(team)")
            .build());
    type.addMethod(
        TrainerWriter.override("newWorkspace", TypeName.get(Workspace.class))
            .addParameter(PhaseWriter.TEAM, "team")
            .addStatement("return newScratch(team)")
            .build());
    if (definition.training().isPresent()) {
      type.addMethod(
          TrainerWriter.override("newTrainer", shape.trainer)
              .addParameter(PhaseWriter.TEAM, "team")
              .addStatement("return engine.newTrainer(team)")
              .build());
    }
  }
}
