package dev.mlpc.cli;

import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.definition.TrainingDefinition;
import dev.mlpc.runtime.Team;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc bench}: how fast a network is on this machine. */
@Command(
    name = "bench",
    description = {
      "Takes the time of predictions and of training steps, on random samples, so that it needs no"
          + " data.",
      "Each is called until its time settles, and then in many rounds; the time is their median."
          + " The rate is so low that steps leave the parameters almost as they are.",
      "FLOPs are those of `mlpc summary`, for each sample: forward in a prediction, forward and"
          + " backward in a step. What the loss and the update take is not counted. The peak is"
          + " what independent fused multiply-adds of vectors reach in the same run, on as many"
          + " threads.",
      "The first call begins with the class's initialisation, and makes a network and its first"
          + " prediction."
    },
    footer = {"  mlpc bench iris.mlp", "  mlpc bench digits.mlp --batch 256 --json"})
final class BenchCommand extends ToolCommand {
  private static final int BATCH = 32;

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(
      names = "--network",
      paramLabel = "N",
      description = "Which network, if the spec has several.")
  private Optional<String> network = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples of a batch; by default the spec's, or " + BATCH + ".")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads share the work; a small network stays on one, and then one is what is"
              + " printed.")
  private int threads;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0.6",
      hidden = true,
      description = "How long each measurement takes.")
  private double seconds;

  @Override
  int run(Console console) throws Failure {
    requirePositive("--batch", batch.orElse(1));
    requirePositive("--threads", threads);
    if (!(seconds > 0 && seconds <= 60)) {
      throw Failure.usage("--seconds must be above 0 and at most 60", "leave it out");
    }
    SpecFile spec = SpecFile.read(file);
    CompiledNetwork chosen =
        spec.choose(spec.compile(CompilerOptions.defaults(), console), network, "");
    int samples =
        batch.orElse(chosen.definition().training().map(TrainingDefinition::batch).orElse(BATCH));
    BenchmarkReport report = new BenchmarkReport(measured(chosen, samples));
    report.lines(console.surroundings().width()).forEach(console::result);
    console.object(report.object());
    return ExitStatus.DONE;
  }

  private Benchmark measured(CompiledNetwork chosen, int samples) throws Failure {
    try (Team team = new Team(threads)) {
      return Benchmark.of(chosen, samples, team, new Stopwatch(seconds));
    } catch (ArithmeticException | OutOfMemoryError e) {
      throw Failure.usage(
          "a batch of " + Numerals.count(samples, "sample") + " does not fit into memory",
          "try a smaller --batch");
    }
  }
}
