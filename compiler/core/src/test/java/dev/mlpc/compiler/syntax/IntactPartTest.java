package dev.mlpc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the phases after the parser see of a spec with mistakes. */
final class IntactPartTest {
  private static final String RIGHT = "network Right(x: f32) -> (y: f32) { y = x; }\n";
  private static final String WRONG = "network Wrong(x: f32) -> (y: f32) { y = ; }\n";

  private static List<String> intact(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Spec spec = SpecParser.parse(new Source("test.mlp", text), diagnostics);
    return IntactPart.of(spec, diagnostics).declarations().stream()
        .map(each -> each.getClass().getSimpleName() + " " + each.name())
        .toList();
  }

  @Test
  void rightSpec_isWhole() {
    assertThat(intact("const a = 1;\n" + RIGHT)).containsExactly("Constant a", "Network Right");
  }

  @Test
  void brokenNetwork_goesWithItsTrainingAndData() {
    String blocks = "train Wrong { epochs = 1; }\ndata Wrong { validation = 0.1; }\n";
    assertThat(intact(RIGHT + WRONG + blocks)).containsExactly("Network Right");
  }

  @Test
  void brokenTraining_goesWithItsData() {
    String blocks = "train Right { epochs = ; }\ndata Right { validation = 0.1; }\n";
    assertThat(intact(RIGHT + blocks)).containsExactly("Network Right");
  }

  @Test
  void brokenLayer_leavesNothing_becauseOthersMayUseIt() {
    assertThat(intact("layer L(x: f32) -> (y: f32) { y = ; }\n" + RIGHT)).isEmpty();
  }

  @Test
  void lostDeclaration_leavesNothing_becauseOthersMayUseIt() {
    assertThat(intact("const = 3;\n" + RIGHT)).isEmpty();
  }
}
