package dev.mlpc.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mlpc bench}, with measurements that are as short as they can be. */
final class BenchCommandTest {

  @TempDir Path directory;

  private Invocation run(Path spec, String... arguments) {
    return inTerminal(100, spec, arguments);
  }

  private Invocation inTerminal(int width, Path spec, String... arguments) {
    return Invocation.Setting.pipe(directory).terminal(width).run(commandLine(spec, arguments));
  }

  private static String[] commandLine(Path spec, String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench", spec.toString()));
    all.addAll(List.of(arguments));
    if (!all.contains("--seconds")) {
      all.addAll(List.of("--seconds", "0.02"));
    }
    return all.toArray(String[]::new);
  }

  private static double number(Map<String, Object> json, String name) {
    return ((Number) requireNonNull(json.get(name), name)).doubleValue();
  }

  @Test
  void everyTime_isPositive_andNothingIsAllocated() throws Exception {
    Map<String, Object> json = run(Specs.flowers(directory), "--json").json();
    assertThat(json)
        .containsEntry("status", 0)
        .containsEntry("network", "Flower")
        .containsEntry("precision", "f32")
        .containsEntry("threads", 1)
        .containsEntry("batch", 8)
        .containsEntry("alloc_bytes_predict_one", 0)
        .containsEntry("alloc_bytes_predict", 0)
        .containsEntry("alloc_bytes_step", 0);
    for (String name :
        List.of(
            "predict_one_ns",
            "predict_one_p99_ns",
            "predict_batch_us",
            "predict_samples_per_second",
            "gflops_predict",
            "step_us",
            "step_samples_per_second",
            "gflops_step",
            "load_ms",
            "first_call_us")) {
      assertThat(number(json, name)).as(name).isPositive();
    }
    assertThat(number(json, "predict_one_quietest_ns"))
        .isLessThanOrEqualTo(number(json, "predict_one_ns"));
  }

  @Test
  void operations_areThoseOfTheSummary_forEachSample() throws Exception {
    Path spec = Specs.flowers(directory);
    Map<String, Object> summary =
        Invocation.Setting.pipe(directory).run("summary", "--json", spec.toString()).json();
    Map<?, ?> network = (Map<?, ?>) ((List<?>) requireNonNull(summary.get("networks"))).get(0);
    int forward = (Integer) requireNonNull(network.get("forward_flops"));
    int backward = (Integer) requireNonNull(network.get("backward_flops"));

    Map<String, Object> json = run(spec, "--json", "--batch", "5").json();
    assertThat(json)
        .containsEntry("batch", 5)
        .containsEntry("flops_predict", 5 * forward)
        .containsEntry("flops_step", 5 * (forward + backward));
    assertThat(number(json, "gflops_step") * number(json, "step_us") * 1e3)
        .isCloseTo(5.0 * (forward + backward), within(1e-6));
  }

  @Test
  void threads_areThoseThatShareTheWork() throws Exception {
    assertThat(run(Specs.wide(directory), "--json", "--threads", "2").json())
        .containsEntry("threads", 2);
    assertThat(run(Specs.flowers(directory), "--json", "--threads", "2").json())
        .containsEntry("threads", 1);
    assertThat(run(Specs.wide(directory), "--threads", "2").out()).contains("2 threads");
  }

  @Test
  void withoutTrainBlock_predictionsAlone() throws Exception {
    Path spec =
        Specs.write(
            directory,
            "line.mlp",
            "network Line(x: f32[3]) -> (y: f32[5]) { y = x -> Dense(5, relu); }\n");
    Invocation text = run(spec);
    assertThat(text.status()).isEqualTo(ExitStatus.DONE);
    assertThat(text.out()).contains("predict one", "a step was not measured: no `train` block");
    assertThat(text.out().lines().filter(line -> line.startsWith("step"))).isEmpty();

    Map<String, Object> json = run(spec, "--json").json();
    assertThat(json.keySet()).noneMatch(name -> name.contains("step"));
    // 5 sums of 3 products, 5 additions of the bias, 5 activations; 32 samples.
    int operations = 32 * (2 * 3 * 5 + 5 + 5);
    assertThat(json).containsEntry("batch", 32).containsEntry("flops_predict", operations);
    assertThat(number(json, "gflops_predict"))
        .isCloseTo(operations / (1e3 * number(json, "predict_batch_us")), within(1e-9));
    assertThat(number(json, "gflops_predict_one"))
        .isCloseTo(40 / number(json, "predict_one_ns"), within(1e-9));
    assertThat(number(json, "predict_samples_per_second"))
        .isCloseTo(32e6 / number(json, "predict_batch_us"), within(1e-3));
  }

  @Test
  void indicesAndClasses_areInRange_inDoublePrecisionToo() throws Exception {
    Path spec =
        Specs.write(
            directory,
            "word.mlp",
            """
            network Word(w: index[3], x: f64[2]) -> (p: f64[2]) {
              e = w -> Embedding(4);
              logits = concat(e, x) -> Standardize() -> Dense(2);
              p = softmax(logits);
            }
            train Word {
              target kind: class[2];
              loss = crossEntropy(logits, kind);
              optimizer = adam(rate = cosine(1e-2));
              epochs = 1; batch = 4; seed = 1;
            }
            """);
    Map<String, Object> json = run(spec, "--json").json();
    assertThat(json).containsEntry("status", 0).containsEntry("precision", "f64");
    assertThat(number(json, "step_us")).isPositive();
  }

  @Test
  void table_fitsANarrowTerminal() throws IOException {
    Invocation bench = inTerminal(60, Specs.flowers(directory));
    assertThat(bench.status()).isEqualTo(ExitStatus.DONE);
    assertThat(bench.err()).isEmpty();
    assertThat(bench.out().lines()).allMatch(line -> line.length() <= 60);
    assertThat(bench.out())
        .contains("Flower: f32, batch 8, 1 thread", "GFLOP/s", "\nstep ", "allocated: 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "--batch, 0, '--batch must be at least 1, but is 0'",
    "--threads, 0, '--threads must be at least 1, but is 0'",
    "--batch, 2000000000, 'a batch of 2,000,000,000 samples does not fit into memory'",
    "--network, Flowr, 'did you mean `Flower`?'",
  })
  void mistakes_areNamed(String option, String value, String expected) throws IOException {
    Invocation wrong = run(Specs.flowers(directory), option, value);
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_USAGE);
    assertThat(wrong.err()).contains(expected).doesNotContain("\tat ", "Exception");
    assertThat(wrong.out()).isEmpty();
  }

  @Test
  void withVectors_thePeakIsKnown() throws Exception {
    // Long enough for the chains to be compiled, which the JVM waits for.
    Map<String, Object> json =
        inAnotherJvm("0.3", "--add-modules", "jdk.incubator.vector", "-Xbatch");
    assertThat(json).containsEntry("kernels", "vector");
    assertThat(number(json, "fma_peak_gflops")).isPositive();
    assertThat(json.get("vector_bits")).isIn(64, 128, 256, 512);
    double share = number(json, "gflops_predict") / number(json, "fma_peak_gflops");
    assertThat(number(json, "peak_share_predict")).isCloseTo(share, within(1e-9)).isLessThan(1);
  }

  @Test
  void withVectors_butPortableKernels_thePeakIsKnownToo() throws Exception {
    Map<String, Object> json =
        inAnotherJvm("0.02", "--add-modules", "jdk.incubator.vector", "-Ddev.mlpc.engine=portable");
    assertThat(json).containsEntry("kernels", "portable").containsKey("fma_peak_gflops");
  }

  @Test
  void withoutVectors_thePeakIsAbsent() throws Exception {
    assertThat(inAnotherJvm("0.02"))
        .containsEntry("kernels", "portable")
        .doesNotContainKeys("fma_peak_gflops", "vector_bits", "peak_share_predict");
  }

  private Map<String, Object> inAnotherJvm(String seconds, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Mlpc.class.getName()));
    command.addAll(List.of(commandLine(Specs.flowers(directory), "--json", "--seconds", seconds)));
    Process process =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("err").toFile())
            .directory(directory.toFile())
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return JSON.std.mapFrom(out);
  }
}
