package dev.mlpc.compiler.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.plan.Phase;
import dev.mlpc.compiler.plan.Program;
import dev.mlpc.compiler.plan.Split;
import dev.mlpc.compiler.plan.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Writes the programs of a trainer. What threads share of them are its numbered phases: a program
 * has the team run each, and {@code run} does a range of one.
 */
final class PhaseWriter {
  static final ClassName TEAM = ClassName.get("dev.mlpc.runtime", "Team");

  private static final List<ParameterSpec> RANGE =
      List.of(
          ParameterSpec.builder(TypeName.INT, "member").build(),
          ParameterSpec.builder(TypeName.INT, "begin").build(),
          ParameterSpec.builder(TypeName.INT, "end").build());

  private final ClassShape shape;
  private final boolean shared;
  private final Map<String, ParameterSpec> given = new LinkedHashMap<>();
  private final Map<List<CodeBlock>, Integer> numbers = new LinkedHashMap<>();
  private final List<CodeBlock> phases = new ArrayList<>();
  private final List<MethodSpec> methods = new ArrayList<>();
  private int widest = 1;

  PhaseWriter(ClassShape shape) {
    this.shape = shape;
    this.shared = shape.isShared();
  }

  /**
   * The methods that do a program: one, or several where one would grow too long.
   *
   * @param rate whether it is given the rate of a step
   */
  List<MethodSpec> run(String name, Program program, boolean rate) {
    ParameterSpec n = ParameterSpec.builder(TypeName.INT, "n").build();
    if (!shared) {
      return shape.run(name, program, "", List.of(n), rate);
    }
    List<ParameterSpec> parameters = new ArrayList<>(List.of(n));
    parameters.addAll(shape.parameters(program));
    if (rate) {
      parameters.add(ParameterSpec.builder(shape.real, "rate").build());
    }
    List<CodeBlock> pieces = new ArrayList<>();
    for (ParameterSpec parameter : parameters) {
      given.put(parameter.name(), parameter);
      pieces.add(CodeBlock.builder().addStatement("this.$N = $N", parameter, parameter).build());
    }
    int bytes = 16;
    for (Phase phase : program.phases()) {
      if (phase.split().isShared()) {
        pieces.add(team(phase, program));
      } else {
        for (Program.Call call : phase.calls()) {
          pieces.add(shape.call(call, Place.whole("", "[0]", call.split()), program));
          bytes = Math.max(bytes, ClassShape.callBytes(call));
        }
      }
    }
    return ClassShape.split(name, pieces, bytes, parameters);
  }

  /** Has the team run a phase. */
  private CodeBlock team(Phase phase, Program program) {
    List<CodeBlock> calls = new ArrayList<>();
    boolean bySample = phase.split().over() == Split.Over.SAMPLES;
    boolean alone = phase.calls().size() == 1;
    int bytes = 1;
    int first = 0;
    for (Program.Call call : phase.calls()) {
      calls.add(
          bySample || alone
              ? shape.call(call, Place.range(), program)
              : parts(call, first, program));
      bytes = Math.max(bytes, 24 + ClassShape.callBytes(call));
      first += call.split().parts();
    }
    Integer known = numbers.putIfAbsent(calls, phases.size());
    int number = known == null ? phases.size() : known;
    if (known == null) {
      add(calls, bytes);
    }
    Split split = alone ? phase.calls().get(0).split() : phase.split();
    return CodeBlock.builder()
        .add("// $L\n", title(phase))
        .addStatement(
            "team.run(this, $L, $L, $L)",
            number,
            bySample ? "n" : String.valueOf(split.length()),
            split.grain())
        .build();
  }

  /** A call of which the parts begin with number {@code first}. */
  private CodeBlock parts(Program.Call call, int first, Program program) {
    int end = first + call.split().parts();
    return CodeBlock.builder()
        .beginControlFlow("if (begin < $L && end > $L)", end, first)
        .add(shape.call(call, Place.parts(call.split(), first), program))
        .endControlFlow()
        .build();
  }

  private void add(List<CodeBlock> calls, int bytes) {
    if (calls.size() == 1) {
      phases.add(calls.get(0));
      widest = Math.max(widest, bytes);
    } else {
      String name = "runPhase" + phases.size();
      methods.addAll(ClassShape.split(name, calls, bytes, RANGE));
      phases.add(CodeBlock.builder().addStatement("$N(member, begin, end)", name).build());
    }
  }

  private static String title(Phase phase) {
    List<Program.Call> calls = phase.calls();
    String first = calls.get(0).kernel().name();
    String last = calls.get(calls.size() - 1).kernel().name();
    String names = calls.size() == 1 ? first : first + (calls.size() > 2 ? " … " : ", ") + last;
    return names + (phase.split().over() == Split.Over.SAMPLES ? ", by samples" : ", in parts");
  }

  /** {@code private final float[][] sampleRows = new float[64][128];}, or one for each thread. */
  FieldSpec field(Tile tile) {
    return shared
        ? FieldSpec.builder(
                ArrayTypeName.of(ArrayTypeName.of(shape.arrayOf(false))),
                tile.name(),
                Modifier.PRIVATE,
                Modifier.FINAL)
            .build()
        : shape.field(tile);
  }

  /** The constructor, and what runs a range of a phase; after all programs are written. */
  void addTo(TypeSpec.Builder type, Iterable<Tile> tiles) {
    if (!shared) {
      return;
    }
    type.addSuperinterface(TEAM.nestedClass("Work"));
    type.addField(TEAM, "team", Modifier.PRIVATE, Modifier.FINAL);
    for (ParameterSpec parameter : given.values()) {
      FieldSpec.Builder field =
          FieldSpec.builder(parameter.type(), parameter.name(), Modifier.PRIVATE);
      if (parameter.type() instanceof ArrayTypeName array) {
        field.initializer("new $T[0]", array.componentType());
      }
      type.addField(field.build());
    }
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addParameter(TEAM, "team").addStatement("this.team = team");
    for (Tile tile : tiles) {
      constructor.addStatement(
          "$N = new $T[team.threads()][$L][$L]",
          tile.name(),
          shape.real,
          tile.rows(),
          tile.width());
    }
    type.addMethod(constructor.build());
    type.addMethod(teamMethod());
    dispatch(type);
    methods.forEach(type::addMethod);
  }

  /** {@code team()}, as the runtime wants it. */
  static MethodSpec teamMethod() {
    return TrainerWriter.override("team", TEAM).addStatement("return team").build();
  }

  private void dispatch(TypeSpec.Builder type) {
    MethodSpec.Builder run =
        MethodSpec.methodBuilder("run")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(TypeName.INT, "member")
            .addParameter(TypeName.INT, "phase")
            .addParameter(TypeName.INT, "begin")
            .addParameter(TypeName.INT, "end");
    int perMethod = Math.max(1, ClassShape.METHOD_BYTES / widest);
    if (phases.size() <= perMethod) {
      type.addMethod(run.addCode(choice(0, phases.size())).build());
      return;
    }
    run.beginControlFlow("switch (phase / $L)", perMethod);
    for (int part = 0; part * perMethod < phases.size(); part++) {
      String name = "runPhasesPart" + (part + 1);
      run.addStatement("case $L -> $N(member, phase, begin, end)", part, name);
      int from = part * perMethod;
      type.addMethod(
          MethodSpec.methodBuilder(name)
              .addModifiers(Modifier.PRIVATE)
              .addParameter(TypeName.INT, "member")
              .addParameter(TypeName.INT, "phase")
              .addParameter(TypeName.INT, "begin")
              .addParameter(TypeName.INT, "end")
              .addCode(choice(from, Math.min(phases.size(), from + perMethod)))
              .build());
    }
    type.addMethod(run.addStatement("default -> { }").endControlFlow().build());
  }

  private CodeBlock choice(int from, int to) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (phase)");
    for (int i = from; i < to; i++) {
      code.add("case $L -> ", i).add(phases.get(i));
    }
    return code.addStatement(
            "default -> throw new $T($S + phase)", IllegalArgumentException.class, "no phase ")
        .endControlFlow()
        .build();
  }
}
