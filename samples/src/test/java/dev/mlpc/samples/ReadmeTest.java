package dev.mlpc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what its readers get. */
final class ReadmeTest {
  @TempDir private Path directory;
  private String readme = "";
  private String spec = "";

  @BeforeEach
  void read() throws IOException {
    readme = Files.readString(Tool.sample("../README.md"));
    Matcher block = Pattern.compile("```mlp\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    spec = block.group(1);
    Files.writeString(directory.resolve("xor.mlp"), spec);
  }

  @Test
  void theExcerpts_areLinesOfTheGeneratedClass() throws IOException, InterruptedException {
    Tool.Outcome compiled = new Tool(directory).run("compile", "xor.mlp", "-d", "src");
    assertThat(compiled.status()).as(compiled.err()).isZero();
    List<String> lines =
        Files.readAllLines(directory.resolve("src/Xor.java")).stream().map(String::strip).toList();
    Matcher excerpt = Pattern.compile("```java\n( {6}.*?)```", Pattern.DOTALL).matcher(readme);
    int excerpts = 0;
    while (excerpt.find()) {
      excerpts++;
      assertThat(lines)
          .containsAll(
              excerpt.group(1).lines().filter(l -> !l.contains("…")).map(String::strip).toList());
    }
    assertThat(excerpts).isEqualTo(2);
  }

  @Test
  void theMistake_isAnsweredAsShown() throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("pricer.mlp"),
        """
        network Pricer(x: f32[13]) -> (price: f32) {
          h = x -> Dense(16, relu);
          out = x + h;
          price = out -> Dense(1);
        }
        """);
    Tool.Outcome checked = new Tool(directory).run("check", "pricer.mlp");
    assertThat(checked.status()).isEqualTo(1);
    Matcher shown = Pattern.compile("```\n(pricer.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(shown.find()).isTrue();
    assertThat(checked.err()).contains(shown.group(1));
  }

  @Test
  void theLinks_leadSomewhere() {
    Matcher link = Pattern.compile("\\]\\(([^)]+)\\)").matcher(readme);
    while (link.find()) {
      assertThat(Tool.sample("../" + link.group(1))).exists();
    }
  }
}
