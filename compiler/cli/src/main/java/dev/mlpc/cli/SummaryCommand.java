package dev.mlpc.cli;

import static dev.mlpc.cli.TextTable.Side.LEFT;
import static dev.mlpc.cli.TextTable.Side.RIGHT;

import dev.mlpc.compiler.CompiledNetwork;
import dev.mlpc.compiler.CompilerOptions;
import dev.mlpc.compiler.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mlpc summary}: what each value costs. */
@Command(
    name = "summary",
    description = {
      "Shows each value of a network: its layer, shape, parameters and cost.",
      "FLOPs are floating-point operations for one sample."
    },
    footer = {"  mlpc summary iris.mlp", "  mlpc summary --json iris.mlp"})
final class SummaryCommand extends ToolCommand {

  @Parameters(paramLabel = "FILE", description = "The spec.")
  private Path file;

  @Option(names = "--network", paramLabel = "N", description = "Only this network.")
  private Optional<String> network = Optional.empty();

  @Override
  int run(Console console) throws Failure {
    SpecFile spec = SpecFile.read(file);
    List<CompiledNetwork> networks = spec.compile(CompilerOptions.defaults(), console);
    if (network.isPresent()) {
      networks = List.of(spec.choose(networks, network, ""));
    }
    List<Map<String, Object>> objects = new ArrayList<>();
    for (CompiledNetwork each : networks) {
      if (!objects.isEmpty()) {
        console.result("");
      }
      show(each, console);
      objects.add(object(each));
    }
    console.object(Json.fields().put("status", ExitStatus.DONE).put("networks", objects).map());
    return ExitStatus.DONE;
  }

  private static void show(CompiledNetwork network, Console console) {
    Summary summary = network.summary();
    TextTable table =
        new TextTable(
            List.of("value", "made by", "shape", "parameters", "forward", "backward", "bytes"),
            List.of(LEFT, LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT));
    for (Summary.Row row : summary.rows()) {
      table.row(
          row.value(),
          row.operation(),
          row.shape(),
          count(row.parameters()),
          count(row.forwardFlops()),
          count(row.backwardFlops()),
          count(row.bytes()));
    }
    console.result(network.definition().name() + " (" + network.className() + ")");
    table.lines(console.surroundings().width()).forEach(console::result);
    List<String> totals =
        List.of(
            Numerals.whole(summary.parameters())
                + " parameters in "
                + bytes(summary.parameterBytes()),
            Numerals.whole(summary.forwardFlops())
                + " FLOPs forward, "
                + Numerals.whole(summary.backwardFlops())
                + " backward",
            bytes(summary.activationBytes()) + " of values a sample");
    String line = String.join("; ", totals);
    boolean fits = line.length() <= console.surroundings().width();
    console.result(fits ? line : String.join("\n", totals));
  }

  private static String count(long number) {
    return number == 0 ? "" : Numerals.whole(number);
  }

  private static String bytes(long bytes) {
    if (bytes < 10_000) {
      return Numerals.count(bytes, "byte");
    }
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes * 1e-3)
        : String.format(Locale.ROOT, "%.1f MB", bytes * 1e-6);
  }

  private static Map<String, Object> object(CompiledNetwork network) {
    Summary summary = network.summary();
    return Json.fields()
        .put("network", network.definition().name())
        .put("class", network.className())
        .put("parameters", summary.parameters())
        .put("forward_flops", summary.forwardFlops())
        .put("backward_flops", summary.backwardFlops())
        .put("parameter_bytes", summary.parameterBytes())
        .put("activation_bytes", summary.activationBytes())
        .put(
            "values",
            summary.rows().stream()
                .map(
                    row ->
                        Json.fields()
                            .put("value", row.value())
                            .put("operation", row.operation())
                            .put("shape", row.shape())
                            .put("parameters", row.parameters())
                            .put("forward_flops", row.forwardFlops())
                            .put("backward_flops", row.backwardFlops())
                            .put("bytes", row.bytes())
                            .map())
                .toList())
        .map();
  }
}
