package dev.mlpc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.emit.JavaSource;
import dev.mlpc.compiler.graph.Graph;
import dev.mlpc.compiler.plan.Plan;
import dev.mlpc.compiler.syntax.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who looks on sees every phase, in order; and a fault says which phase it is of. */
final class StageListenerTest {
  private static final String SPEC =
      """
      network Line(x: f32) -> (y: f32) {
        y = x -> Dense(1);
      }
      train Line {
        target t: f32;
        loss = mse(y, t);
        optimizer = sgd(rate = 0.1);
        epochs = 1; batch = 1; seed = 1;
      }
      """;

  private static final class Notes implements StageListener {
    private final List<String> seen = new ArrayList<>();

    @Override
    public void parsed(Spec spec) {
      seen.add("parsed " + spec.source().name());
    }

    @Override
    public void analyzed(NetworkDefinition network) {
      seen.add("analyzed " + network.name());
    }

    @Override
    public void differentiated(NetworkDefinition network, Graph gradients) {
      seen.add("differentiated " + gradients.outputs().keySet());
    }

    @Override
    public void updated(NetworkDefinition network, Graph step) {
      seen.add("updated " + step.updates().size() + " tensors");
    }

    @Override
    public void rewritten(NetworkDefinition network, Stage stage, Graph graph) {
      seen.add("rewritten " + stage);
    }

    @Override
    public void planned(NetworkDefinition network, Plan plan) {
      seen.add("planned " + plan.definition().name());
    }

    @Override
    public void emitted(NetworkDefinition network, JavaSource source) {
      seen.add("emitted " + source.className());
    }
  }

  @Test
  void everyPhase_isSeen() {
    Notes notes = new Notes();
    new Compiler(CompilerOptions.defaults(), notes).compile(new Source("line.mlp", SPEC));
    assertThat(notes.seen)
        .containsExactly(
            "parsed line.mlp",
            "analyzed Line",
            "rewritten INFERENCE",
            "differentiated [loss, gradient.y.weight, gradient.y.bias]",
            "updated 2 tensors",
            "rewritten STEP",
            "rewritten EVALUATION",
            "planned Line",
            "emitted Line",
            "emitted LineVector");
  }

  @Test
  void aFault_namesItsPhase() {
    CompiledNetwork whole =
        new Compiler(CompilerOptions.defaults())
            .compile(new Source("line.mlp", SPEC))
            .networks()
            .get(0);
    CompiledNetwork broken =
        new CompiledNetwork(
            whole.definition(),
            whole.className(),
            "class",
            whole.vectorClassName(),
            "class",
            whole.summary());
    assertThatThrownBy(() -> Compiler.load(broken))
        .isInstanceOfSatisfying(
            CompilerFault.class, fault -> assertThat(fault.phase()).isEqualTo("load"))
        .hasMessage("the compiler's phase `load` failed on Line")
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
