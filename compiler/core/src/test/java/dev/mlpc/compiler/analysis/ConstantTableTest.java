package dev.mlpc.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.diagnostic.Code;
import dev.mlpc.compiler.diagnostic.Diagnostic;
import dev.mlpc.compiler.diagnostic.Diagnostics;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.compiler.syntax.SpecParser;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConstantTableTest {
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void constants_useConstantsInAnyOrder() {
    ConstantTable table = table("const a = b * 2; const b = c + 1; const c = 3; const t = \"x\";");
    assertThat(diagnostics.inOrder()).isEmpty();
    assertThat(table.names()).containsExactly("a", "b", "c", "t");
    assertThat(table.lookup("a")).contains(new ConstantValue.Number(8));
    assertThat(table.lookup("t")).contains(new ConstantValue.Text("x"));
  }

  @Test
  void aCircle_isToldOnce_withItsChain() {
    ConstantTable table = table("const a = b + 1; const b = 2 * c; const c = a; const d = a + 1;");
    assertThat(diagnostics.inOrder()).hasSize(1);
    Diagnostic circle = diagnostics.inOrder().get(0);
    assertThat(circle.code()).isEqualTo(Code.RECURSION);
    assertThat(circle.message()).isEqualTo("the constant `a` uses itself");
    assertThat(circle.notes())
        .extracting(Diagnostic.Note::message)
        .containsExactly("`a` uses `b`", "`b` uses `c`", "`c` uses `a`");
    assertThat(table.isFaulty("a")).isTrue();
    assertThat(table.isFaulty("d")).isTrue();
  }

  @Test
  void aConstantOfItself_isACircle() {
    table("const a = a + 1;");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("the constant `a` uses itself");
  }

  @Test
  void twoCircles_areToldBoth() {
    table("const a = b; const b = a; const c = d; const d = c;");
    assertThat(diagnostics.inOrder()).hasSize(2);
  }

  @Test
  void aFaultyConstant_spoilsItsUsersSilently() {
    ConstantTable table = table("const a = 1 / 0; const b = a + 1; const c = 5;");
    assertThat(diagnostics.inOrder())
        .extracting(Diagnostic::message)
        .containsExactly("this divides by zero");
    assertThat(table.lookup("b")).isEmpty();
    assertThat(table.lookup("c")).isPresent();
  }

  @Test
  void aNameTakenTwice_keepsItsFirstValue() {
    ConstantTable table = table("const a = 1; const a = 2;");
    Diagnostic twice = diagnostics.inOrder().get(0);
    assertThat(twice.message()).isEqualTo("there is a constant `a` already");
    assertThat(twice.notes()).hasSize(1);
    assertThat(table.lookup("a")).contains(new ConstantValue.Number(1));
  }

  @Test
  void aLongChain_needsNoStack() {
    StringBuilder text = new StringBuilder();
    int length = 15_000;
    for (int i = 0; i < length; i++) {
      text.append("const c").append(i).append(" = c").append(i + 1).append(" + 1;\n");
    }
    text.append("const c").append(length).append(" = 0;");
    ConstantTable table = table(text.toString());
    assertThat(diagnostics.inOrder()).isEqualTo(List.of());
    assertThat(table.lookup("c0")).contains(new ConstantValue.Number(length));
  }

  private ConstantTable table(String text) {
    return ConstantTable.of(
        SpecParser.parse(new Source("test.mlp", text), diagnostics).declarations(), diagnostics);
  }
}
