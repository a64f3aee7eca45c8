package dev.mlpc.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.runtime.file.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands at work, from a spec to predictions. */
final class CommandsTest {

  @TempDir Path directory;
  private Path flowers = Path.of("");

  @BeforeEach
  void writeSpec() throws IOException {
    flowers = Specs.flowers(directory);
  }

  private Invocation run(String... arguments) {
    return Invocation.Setting.pipe(directory).run(arguments);
  }

  private String flowersSpec() {
    return flowers.toString();
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
    }
  }

  @Test
  void check_findsNothingInARightSpec() throws Exception {
    Invocation check = run("check", flowersSpec());
    assertThat(check.status()).isEqualTo(ExitStatus.DONE);
    assertThat(check.out()).isEqualTo("1 file checked, 1 network: no mistakes\n");
    assertThat(run("check", "--json", flowersSpec()).json())
        .containsEntry("status", 0)
        .containsEntry("errors", 0)
        .containsEntry("networks", List.of("Flower"));
  }

  @Test
  void check_readsWhatASpecImports() throws Exception {
    Files.createDirectory(directory.resolve("library"));
    Specs.write(
        directory.resolve("library"),
        "blocks.mlp",
        "layer Twice(x: real[n]) -> (y: real[n]) { y = 2 * x + z; }\n");
    Path spec =
        Specs.write(
            directory,
            "tower.mlp",
            """
            import "library/blocks.mlp";
            network N(x: f32[2]) -> (y: f32[2]) { y = x -> Twice(); }
            """);
    Invocation wrong = run("check", spec.toString());
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(wrong.err()).contains("blocks.mlp:1:55: error[MLP0201]", "used here");

    Specs.write(
        directory.resolve("library"),
        "blocks.mlp",
        "layer Twice(x: real[n]) -> (y: real[n]) { y = 2 * x; }\n");
    assertThat(run("check", spec.toString()).status()).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void check_showsEveryMistake() throws Exception {
    Path wrong =
        Specs.write(
            directory,
            "wrong.mlp",
            "network N(x: f32[2]) -> (y: f32) {\n  h = x -> Dens(4);\n  y = h -> Dense(1, rellu);\n}\n");
    Invocation check = run("check", wrong.toString());
    assertThat(check.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(check.out()).isEmpty();
    assertThat(check.err()).contains("wrong.mlp:2:12: error[MLP", "help: did you mean `Dense`?");
    Map<String, Object> json = run("check", "--json", wrong.toString()).json();
    assertThat(json).containsEntry("status", 1);
    assertThat(json.get("diagnostics"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("line", 2)
        .containsEntry("column", 12)
        .containsEntry("help", "did you mean `Dense`?");
  }

  @Test
  void compile_writesSourcesAndClasses() throws Exception {
    Path sources = directory.resolve("sources");
    Path classes = directory.resolve("classes");
    Invocation compile =
        run("compile", flowersSpec(), "-d", sources.toString(), "--classes", classes.toString());
    assertThat(compile.status()).isEqualTo(ExitStatus.DONE);
    assertThat(sources.resolve("Flower.java")).content().contains("class Flower");
    assertThat(classes.resolve("Flower.class")).exists();
    assertThat(classes.resolve("FlowerVector.class")).exists();
    assertThat(sources.resolve("FlowerVector.java")).doesNotExist();
    run("compile", flowersSpec(), "-d", sources.toString(), "--vector-source");
    assertThat(sources.resolve("FlowerVector.java")).content().contains("class FlowerVector");
  }

  @Test
  void compile_writesNothing_ifOneSpecIsWrong() throws Exception {
    Path wrong = Specs.write(directory, "wrong.mlp", "network {");
    Invocation compile =
        run("compile", flowersSpec(), wrong.toString(), "-d", directory + "/sources");
    assertThat(compile.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(directory.resolve("sources")).doesNotExist();
  }

  @Test
  void train_learnsAndWritesParametersAndCurves() throws Exception {
    Invocation train = run("train", flowersSpec());
    assertThat(train.status()).isEqualTo(ExitStatus.DONE);
    assertThat(train.out()).contains("Flower: 40 epochs in ", "flower.safetensors");
    assertThat(train.err())
        .startsWith("Flower: 36 samples, 12 for validation\n")
        .contains("epoch  1/40  loss ", "epoch 40/40  loss ", "accuracy ");
    assertThat(files())
        .containsExactlyInAnyOrder(
            "flowers.mlp",
            "flowers.csv",
            "flower.safetensors",
            "flower.curves.png",
            "flower.curves.svg");
    byte[] png = Files.readAllBytes(directory.resolve("flower.curves.png"));
    assertThat(new String(png, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
    assertThat(directory.resolve("flower.curves.svg")).content().contains("<svg");
    assertThat(Safetensors.read(directory.resolve("flower.safetensors")).metadata())
        .containsEntry("mlpc.labels.kind", "[\"aster\",\"rose\",\"tulip\"]");
  }

  @Test
  void train_tellsProgramsEachEpoch() throws Exception {
    Invocation train = run("train", flowersSpec(), "--json", "--epochs", "5", "--batch", "12");
    Map<String, Object> json = train.json();
    assertThat(json)
        .containsEntry("status", 0)
        .containsEntry("ending", "completed")
        .containsEntry("batch", 12)
        .containsEntry("seed", 3);
    assertThat(json.get("epochs"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(5)
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("epoch", 1)
        .containsEntry("steps", 3)
        .containsKeys("loss", "validation_loss", "rate", "samples_per_second")
        .extractingByKey("figures", InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnlyKeys("accuracy");
  }

  @Test
  void sameSeed_sameParameters() throws Exception {
    for (String name : List.of("a", "b")) {
      run("train", flowersSpec(), "--epochs", "3", "--seed", "9", "--out", directory + "/" + name);
    }
    assertThat(directory.resolve("a")).hasSameBinaryContentAs(directory.resolve("b"));
    run("train", flowersSpec(), "--epochs", "3", "--seed", "8", "--out", directory + "/c");
    assertThat(Files.mismatch(directory.resolve("a"), directory.resolve("c"))).isNotNegative();
  }

  @Test
  void train_goesOnFromInitialParameters() throws Exception {
    String out = directory + "/first.safetensors";
    double before = lastLoss(run("train", flowersSpec(), "--json", "--out", out));
    double after =
        lastLoss(
            run(
                "train",
                flowersSpec(),
                "--json",
                "--epochs",
                "1",
                "--init",
                out,
                "--rate",
                "1e-6"));
    assertThat(after).isLessThan(2 * before);
  }

  private static double lastLoss(Invocation train) throws IOException {
    List<?> epochs = (List<?>) requireNonNull(train.json().get("epochs"));
    Map<?, ?> last = (Map<?, ?>) epochs.get(epochs.size() - 1);
    return ((Number) requireNonNull(last.get("loss"))).doubleValue();
  }

  @Test
  void terminal_showsABarInsteadOfLines() {
    Invocation train = Invocation.Setting.pipe(directory).terminal(40).run("train", flowersSpec());
    assertThat(train.err()).doesNotContain("epoch  1/40").contains("\r");
    assertThat(train.err().split("[\r\n]", -1))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
  }

  @Test
  void divergence_isToldAndWritesNothing() throws Exception {
    Invocation train = run("train", flowersSpec(), "--rate", "1e38");
    assertThat(train.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(train.err()).contains("in epoch 1, at step ", "help: lower the rate");
    assertThat(files()).containsExactlyInAnyOrder("flowers.mlp", "flowers.csv");
  }

  @Test
  void wrongData_isToldBeforeTraining() throws Exception {
    Files.writeString(directory.resolve("flowers.csv"), "kind,length,width\na,1,2\nb,x,2\nc,1\n");
    Invocation train = run("train", flowersSpec());
    assertThat(train.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(train.err().replace(directory + "/", ""))
        .isEqualTo(
            """
            flowers.csv:3: error: column 1 (length): found "x", expected a number for `x`
            flowers.csv:4: error: found a row of 2 cells, expected 3 cells, as in the header
            """);
    assertThat(run("train", "--json", flowersSpec()).json())
        .containsEntry("status", 1)
        .containsEntry("total", 2);
    assertThat(files()).containsExactlyInAnyOrder("flowers.mlp", "flowers.csv");
  }

  @Test
  void unwritablePlace_isToldBeforeTraining() {
    Invocation train = run("train", flowersSpec(), "--out", directory + "/absent/w.safetensors");
    assertThat(train.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(train.err()).contains("cannot write ").doesNotContain("epoch");
  }

  @Test
  void eval_showsFiguresAndConfusion() throws Exception {
    run("train", flowersSpec());
    Invocation eval = run("eval", flowersSpec());
    assertThat(eval.status()).isEqualTo(ExitStatus.DONE);
    assertThat(eval.out()).contains("Flower: 48 samples of ", "  loss ", "  accuracy  1", "recall");
    assertThat(eval.out().lines().filter(line -> line.startsWith("  tulip")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .matches("  tulip +\\. +\\. +16 +1");
    Map<String, Object> json = run("eval", "--json", flowersSpec()).json();
    assertThat(json).containsEntry("samples", 48).containsEntry("figures", Map.of("accuracy", 1.0));
    assertThat(json.get("confusion"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("labels", List.of("aster", "rose", "tulip"));
  }

  @Test
  void predict_streamsCsv_withLabelsOfTheTrainingData() throws Exception {
    run("train", flowersSpec());
    Invocation predict =
        Invocation.Setting.pipe(directory)
            .input("length,width\n1,1\n-1,1\n0,-1\n")
            .run("predict", flowersSpec(), "--data", "-");
    assertThat(predict.status()).isEqualTo(ExitStatus.DONE);
    List<String> lines = predict.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("p.aster,p.rose,p.tulip,p");
    assertThat(lines.stream().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1)))
        .containsExactly("tulip", "rose", "aster");
    Map<String, Object> json = run("predict", "--json", flowersSpec()).json();
    assertThat(json).containsEntry("columns", List.of("p.aster", "p.rose", "p.tulip", "p"));
    assertThat(json.get("rows")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(48);
  }

  @Test
  void predict_namesTheWrongCell() throws Exception {
    run("train", flowersSpec());
    Invocation predict =
        Invocation.Setting.pipe(directory)
            .input("length,width\n1,1\n-1,?\n")
            .run("predict", flowersSpec(), "--data", "-");
    assertThat(predict.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(predict.err()).startsWith("<stdin>:3: error: column 1 (width): found \"?\"");
  }

  @Test
  void parametersOfAnotherNetwork_areRefused() throws Exception {
    run("train", flowersSpec(), "--epochs", "1");
    String wider = Files.readString(flowers).replace("Dense(8, tanh)", "Dense(9, tanh)");
    Path other = Specs.write(directory, "wider.mlp", wider);
    Invocation eval = run("eval", other.toString());
    assertThat(eval.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(eval.err()).contains("it does not fit network Flower", "misshapen");
  }

  @Test
  void absentParameters_areWrongUsage() {
    Invocation eval = run("eval", flowersSpec());
    assertThat(eval.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(eval.err()).contains("there are no parameters", "train the network first");
  }

  @Test
  void gradcheck_passes() throws Exception {
    Invocation check = run("gradcheck", flowersSpec());
    assertThat(check.status()).isEqualTo(ExitStatus.DONE);
    assertThat(check.out()).contains("logits.0.weight", "largest error").endsWith("passed\n");
    assertThat(run("gradcheck", "--json", flowersSpec()).json())
        .containsEntry("passed", true)
        .containsEntry("status", 0);
  }

  @Test
  void gradcheck_failsAboveTheTolerance() throws Exception {
    Invocation check = run("gradcheck", flowersSpec(), "--tolerance", "1e-30");
    assertThat(check.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(check.out()).contains("WRONG at [").endsWith("FAILED: an error is above 1.0E-30\n");
  }

  @Test
  void summary_isATable() throws Exception {
    Invocation summary = run("summary", flowersSpec());
    assertThat(summary.status()).isEqualTo(ExitStatus.DONE);
    assertThat(summary.out()).contains("value ", "softmax(logits)", "51 parameters in 204 bytes");
    assertThat(run("summary", "--json", flowersSpec()).json().get("networks"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("parameters", 51);
  }

  @Test
  void severalNetworks_oneIsChosen() throws Exception {
    String text = Files.readString(flowers);
    Specs.write(directory, "two.mlp", text + text.replace("Flower", "Blossom"));
    String two = directory + "/two.mlp";
    Invocation open = run("train", two);
    assertThat(open.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(open.err()).contains("Flower, Blossom", "choose one by --network");
    Invocation misspelt = run("train", two, "--network", "Blosom");
    assertThat(misspelt.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(misspelt.err()).contains("did you mean `Blossom`?");
    Invocation chosen = run("train", two, "--network", "Blossom", "--epochs", "1");
    assertThat(chosen.status()).isEqualTo(ExitStatus.DONE);
    assertThat(files()).contains("blossom.safetensors");
  }

  @Test
  void networkWithoutTraining_cannotTrain() throws Exception {
    Path spec =
        Specs.write(
            directory, "n.mlp", "network N(x: f32[2]) -> (y: f32) { y = x -> Dense(1); }\n");
    Invocation train = run("train", spec.toString());
    assertThat(train.status()).isEqualTo(ExitStatus.WRONG_INPUT);
    assertThat(train.err()).contains("has no network with a `train` block");
  }

  @Test
  void specWithoutData_needsIt() throws Exception {
    String text = Files.readString(flowers);
    Path spec = Specs.write(directory, "n.mlp", text.substring(0, text.indexOf("data Flower")));
    Invocation train = run("train", spec.toString());
    assertThat(train.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(train.err()).contains("there is no data", "--data");
    Files.writeString(directory.resolve("plain.csv"), "1,1,0\n-1,1,1\n0,-1,2\n");
    Invocation given =
        run("train", spec.toString(), "--epochs", "1", "--data", directory + "/plain.csv");
    assertThat(given.status()).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void explain_writesEachFormat() throws Exception {
    assertThat(run("explain", flowersSpec()).out())
        .contains("z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾", "δ⁽²⁾ = p − y", "g′(x) = 1 − tanh²(x)");
    assertThat(run("explain", flowersSpec(), "--format", "markdown").out()).startsWith("# Flower");
    assertThat(run("explain", flowersSpec(), "--format", "html").out())
        .startsWith("<!DOCTYPE html>")
        .contains("<svg", "<math");
    assertThat(run("explain", flowersSpec(), "--format", "dot").out())
        .startsWith("digraph \"Flower\" {");
    Invocation forward = run("explain", flowersSpec(), "--format", "svg", "--graph", "forward");
    assertThat(forward.out()).contains("edge forward").doesNotContain("edge backward");
    assertThat(run("explain", "--json", flowersSpec()).json()).containsEntry("status", 0);
  }

  @Test
  void explain_withThePlanNamesMethodsAndArrays() {
    assertThat(run("explain", flowersSpec(), "--plan").out())
        .contains("Plan of predict, in vectors", "Plan of a training step", "the optimiser")
        .doesNotContain("in plain Java");
    assertThat(run("explain", flowersSpec(), "--plan", "--engine", "portable").out())
        .contains("Plan of predict, in plain Java")
        .doesNotContain("in vectors");
    assertThat(run("explain", flowersSpec(), "--network", "Flowr").err())
        .contains("did you mean `Flower`?");
  }
}
