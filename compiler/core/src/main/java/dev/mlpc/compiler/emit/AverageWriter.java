package dev.mlpc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.mlpc.compiler.plan.Engine;
import dev.mlpc.runtime.Averages;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes how a trainer gives the network the moving averages of its parameters: arrays stay where
 * they are, since predictions know them, and exchange what they hold.
 */
final class AverageWriter {
  private static final int EXCHANGE_BYTES = 12;

  private final List<Engine.Average> averages;

  AverageWriter(List<Engine.Average> averages) {
    this.averages = averages;
  }

  void addTo(TypeSpec.Builder type) {
    if (averages.isEmpty()) {
      return;
    }
    type.addField(FieldSpec.builder(TypeName.BOOLEAN, "averaged", Modifier.PRIVATE).build());
    type.addMethod(
        TrainerWriter.override("useAverages", TypeName.VOID)
            .addParameter(TypeName.BOOLEAN, "used")
            .beginControlFlow("if (used != averaged && steps() > 0)")
            .addStatement("exchangeAverages()")
            .addStatement("averaged = used")
            .endControlFlow()
            .build());
    List<CodeBlock> exchanges = averages.stream().map(AverageWriter::exchange).toList();
    ClassShape.split("exchangeAverages", exchanges, EXCHANGE_BYTES, List.of())
        .forEach(type::addMethod);
  }

  private static CodeBlock exchange(Engine.Average average) {
    return CodeBlock.builder()
        .addStatement(
            "$T.exchange($N, $N)", Averages.class, average.of().field(), average.slot().field())
        .build();
  }

  /** What begins a step: it goes on from what the last one made. */
  CodeBlock beforeStep() {
    return averages.isEmpty()
        ? CodeBlock.builder().build()
        : CodeBlock.builder().addStatement("useAverages(false)").build();
  }
}
