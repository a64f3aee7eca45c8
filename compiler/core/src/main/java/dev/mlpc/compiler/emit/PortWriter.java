package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Signature;
import java.util.List;

/** Writes the signature of a network. */
final class PortWriter {
  private final Plan plan;

  PortWriter(Plan plan) {
    this.plan = plan;
  }

  CodeBlock signature() {
    List<PortDefinition> targets =
        plan.definition().training().map(training -> training.targets()).orElse(List.of());
    return CodeBlock.of(
        "new $T(\n$>$>$L,\n$S,\n$L,\n$L,\n$L)$<$<",
        Signature.class,
        Escapes.string(plan.definition().name()),
        plan.fingerprint(),
        ports(plan.definition().inputs()),
        ports(plan.definition().outputs()),
        ports(targets));
  }

  private CodeBlock ports(List<PortDefinition> ports) {
    return CodeBlock.of(
        "$T.of($L)", List.class, ports.stream().map(this::port).collect(CodeBlock.joining(", ")));
  }

  private CodeBlock port(PortDefinition port) {
    String kind =
        switch (port.kind()) {
          case REAL -> plan.precision() == Precision.F32 ? "F32" : "F64";
          case INDEX -> "INDEX";
          case CLASS -> "CLASS";
        };
    CodeBlock shape =
        port.shape().dimensions().stream()
            .map(dimension -> CodeBlock.of("$L", dimension))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of(
        "new $T($L, $T.Kind.$L, $T.of($L), $L, $L)",
        Port.class,
        Escapes.string(port.name()),
        Port.class,
        kind,
        List.class,
        shape,
        port.classes(),
        labels(port));
  }

  static CodeBlock labels(PortDefinition port) {
    CodeBlock texts =
        port.labels().stream()
            .map(label -> CodeBlock.of("$L", Escapes.string(label)))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$T.of($L)", List.class, texts);
  }
}
