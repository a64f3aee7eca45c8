package dev.mlpc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlpc.compiler.CompileResult;
import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.Compiler;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.NetworkDefinition;
import dev.mlpc.compiler.definition.PortDefinition;
import dev.mlpc.compiler.definition.Precision;
import dev.mlpc.compiler.diagnostic.Source;
import dev.mlpc.runtime.Batch;
import dev.mlpc.runtime.Network;
import dev.mlpc.runtime.Port;
import dev.mlpc.runtime.Trainer;
import dev.mlpc.runtime.training.Ending;
import dev.mlpc.runtime.training.Samples;
import dev.mlpc.runtime.training.TrainingListener;
import dev.mlpc.runtime.training.TrainingLoop;
import dev.mlpc.runtime.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of the language's document compiles, has right gradients, and trains for an epoch
 * on random samples. What is no whole spec is completed: a layer gets a network that uses it, and a
 * network gets a loss.
 */
final class LanguageExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("^```mlp\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LAYER =
      Pattern.compile("^layer (\\w+)\\(([^;)]*)(?:;([^{]*?))?\\)\\s*->", Pattern.MULTILINE);
  private static final Pattern EPOCHS = Pattern.compile("epochs = \\d+");
  private static final int SAMPLES = 40;

  @TestFactory
  Stream<DynamicTest> example_compiles_hasRightGradients_andTrains() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(document()))
            .results()
            .map((MatchResult example) -> example.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String example = examples.get(i);
      tests.add(DynamicTest.dynamicTest("example " + (i + 1), () -> check(example)));
    }
    return tests.stream();
  }

  private static Path document() {
    Optional<Path> shared =
        Optional.ofNullable(System.getProperty("mlpc.shared"))
            .map(Path::of)
            .or(
                () ->
                    Stream.iterate(
                            Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(path -> path.resolve("shared"))
                        .filter(Files::isDirectory)
                        .findFirst());
    Optional<Path> document =
        shared.map(path -> path.resolve("design/language.md")).filter(Files::exists);
    Assumptions.assumeTrue(document.isPresent(), "skipped: there is no shared/design/language.md");
    return document.orElseThrow();
  }

  private static void check(String example) {
    String spec = EPOCHS.matcher(completed(example)).replaceAll("epochs = 1");
    CompilerOptions checked =
        CompilerOptions.defaults().withPrecision(Precision.F64).withGradients();
    for (CompiledNetwork network : compile(spec, checked)) {
      List<GradientCheck.Row> rows =
          new GradientCheck(Compiler.load(network).apply(1), 4, 16, 1).run();
      assertThat(rows).as(spec).isNotEmpty();
      assertThat(rows).allSatisfy(row -> assertThat(row.passes(1e-6)).as(row.toString()).isTrue());
    }
    for (CompiledNetwork network : compile(spec, CompilerOptions.defaults())) {
      train(Compiler.load(network).apply(1));
    }
  }

  private static List<CompiledNetwork> compile(String spec, CompilerOptions options) {
    CompileResult result = new Compiler(options).compile(new Source("example.mlp", spec));
    assertThat(result.succeeded()).as("%s\n%s", spec, result.diagnostics()).isTrue();
    assertThat(result.networks()).isNotEmpty();
    return result.networks();
  }

  private static String completed(String example) {
    String withNetwork =
        example.contains("network ") ? example : example + networkOf(layer(example));
    List<NetworkDefinition> networks =
        new Compiler(CompilerOptions.defaults())
            .check(new Source("example.mlp", withNetwork))
            .networks();
    StringBuilder whole = new StringBuilder(withNetwork);
    for (NetworkDefinition network : networks) {
      if (network.training().isEmpty()) {
        whole.append(trainingOf(network));
      }
    }
    return whole.toString();
  }

  private static MatchResult layer(String example) {
    Matcher matcher = LAYER.matcher(example);
    assertThat(matcher.find()).as(example).isTrue();
    return matcher.toMatchResult();
  }

  /** Uses a layer of vectors; each option without a default is 3. */
  private static String networkOf(MatchResult layer) {
    List<String> options = new ArrayList<>();
    for (String option : Optional.ofNullable(layer.group(3)).orElse("").split(",", -1)) {
      if (!option.isBlank() && !option.contains("=")) {
        options.add(option.strip() + " = 3");
      }
    }
    return """

        network Example(x: f32[5]) -> (z: f32[2]) {
          y = x -> %s(%s);
          z = sum(y) * x[0..2];
        }
        """
        .formatted(layer.group(1), String.join(", ", options));
  }

  /** The squared error of each output. */
  private static String trainingOf(NetworkDefinition network) {
    StringBuilder targets = new StringBuilder();
    List<String> errors = new ArrayList<>();
    for (PortDefinition output : network.outputs()) {
      String word = network.precision() == Precision.F32 ? "f32" : "f64";
      targets.append("  target wanted_%s: %s%s;\n".formatted(output.name(), word, output.shape()));
      errors.add("mse(%s, wanted_%s)".formatted(output.name(), output.name()));
    }
    return """

        train %s {
        %s  loss = %s;
          optimizer = adam(rate = 1e-3);
          epochs = 1; batch = 8;
        }
        """
        .formatted(network.name(), targets, String.join(" + ", errors));
  }

  private static void train(Network network) {
    Samples samples = Samples.zeros(network.signature(), SAMPLES);
    SplittableRandom random = new SplittableRandom(3);
    fill(samples.inputs(), random);
    fill(samples.targets(), random);
    Samples.Split split = samples.split(0.25, 1);
    Trainer trainer = network.newTrainer();
    TrainingResult result =
        new TrainingLoop(
                network,
                trainer,
                trainer.settings(),
                split.training(),
                Optional.of(split.validation()))
            .run(TrainingListener.NONE);
    assertThat(result.ending()).isNotEqualTo(Ending.DIVERGED);
    assertThat(result.epochs()).hasSize(1);
    assertThat(result.epochs().get(0).loss()).isFinite();
    assertThat(result.epochs().get(0).validationLoss().orElseThrow()).isFinite();
  }

  private static void fill(Batch batch, SplittableRandom random) {
    for (int i = 0; i < batch.ports().size(); i++) {
      Port port = batch.ports().get(i);
      for (int element = 0; element < SAMPLES * port.width(); element++) {
        switch (port.kind()) {
          case F32 -> batch.floats(i)[element] = (float) random.nextDouble();
          case F64 -> batch.doubles(i)[element] = random.nextDouble();
          case INDEX, CLASS -> batch.indices(i)[element] = random.nextInt(port.classes());
        }
      }
    }
  }
}
